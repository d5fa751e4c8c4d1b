"""A paper as one web page that needs nothing else: WCAG 2.2 AA, no scripts, made to print well."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import singledispatch
from html import escape

from facilitator_app import i18n
from facilitator_app.digests.charts import Chart
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import _
from facilitator_app.reports.blocks import (
    ActionBlock,
    Block,
    DecisionBlock,
    Facts,
    Figure,
    Figures,
    Heading,
    Listing,
    NoteBlock,
    PageBreak,
    Paper,
    Paragraph,
    Signature,
    Table,
    chart_table,
    flat,
)
from facilitator_app.typeset import charts
from facilitator_app.typeset.drawing_renderers import drawing_to_svg
from facilitator_app.typeset.inline_text import InlineText, TextRun, as_runs
from facilitator_app.typeset.page_style import PRINT_COLOURS
from facilitator_app.typeset.sanitise import sanitise
from facilitator_app.typeset.table_content import TableColumn

_CHART_WIDTH, _CHART_HEIGHT, _CHART_TYPE = 640.0, 260.0, 14.0
_LEAST_FOR_CONTENTS = 4


def web_page(paper: Paper, progress: Progress) -> bytes:
    """Return the paper as UTF-8 HTML; raise Cancelled between two blocks if it is stopped."""
    parts = []
    for at, block in enumerate(_blocks(paper)):
        progress.check()
        parts.append(_block(block, f"b{at}"))
    return _page(paper, "\n".join(parts))


def _page(paper: Paper, body: str) -> bytes:
    parts = (
        "<!DOCTYPE html>",
        f'<html lang="{i18n.language_tag()}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{_text(paper.title)} – {_text(paper.network)}</title>",
        f"<style>{_css()}</style>",
        "</head>",
        "<body>",
        *_header(paper),
        *_contents(paper),
        f"<main>\n{body}\n</main>",
        f"<footer><p>{_text(paper.network)}</p><p>{_text(paper.imprint)}</p></footer>",
        "</body>",
        "</html>",
        "",
    )
    return "\n".join(parts).encode("utf-8", "replace")


def _blocks(paper: Paper) -> tuple[Block, ...]:
    return tuple(flat(paper.blocks))


def _text(text: str) -> str:
    return escape(sanitise(text)).replace("\n", "<br>")


def _words(words: InlineText) -> str:
    return "".join(map(_run, as_runs(words)))


def _run(run: TextRun) -> str:
    text = _text(run.text)
    return f"<strong>{text}</strong>" if run.bold else text


def _header(paper: Paper) -> Iterator[str]:
    kind = "cover" if paper.cover else "plain"
    kicker = f" <span>{_text(paper.kicker)}</span>" if paper.kicker else ""
    yield f'<header class="{kind}"><p class="network">{_text(paper.network)}{kicker}</p>'
    yield f"<h1>{_text(paper.title)}</h1>"
    under = f'<p class="under">{_text(paper.subtitle)}</p>' if paper.subtitle else ""
    yield f"{under}</header>"
    if paper.cover:
        lines = "<br>".join(_text(line) for line in paper.cover.foot)
        title = _text(_("Three figures"))
        yield f'<section class="three" aria-label="{title}">'
        yield f'{_figures(paper.cover.figures)}<p class="note">{lines}</p></section>'


def _contents(paper: Paper) -> Iterator[str]:
    heads = [
        (at, block.full_text)
        for at, block in enumerate(_blocks(paper))
        if isinstance(block, Heading) and block.level == 2
    ]
    if len(heads) < _LEAST_FOR_CONTENTS:
        return
    items = "".join(f'<li><a href="#b{at}">{_text(text)}</a></li>' for at, text in heads)
    title = _text(_("Contents"))
    yield f'<nav aria-label="{title}"><p><strong>{title}</strong></p><ul>{items}</ul></nav>'


@singledispatch
def _block(block: Block, _name: str) -> str:
    """Return one block, `name` an id of its own; each kind of block has its own function."""
    raise TypeError(f"no HTML for {type(block).__name__}")


@_block.register
def _heading(block: Heading, name: str) -> str:
    number = f"<span>{_text(block.number)}</span> " if block.number else ""
    return f'<h{block.level} id="{name}">{number}{_text(block.text)}</h{block.level}>'


@_block.register
def _paragraph(block: Paragraph, _name: str) -> str:
    kind = ' class="lead"' if block.lead else ""
    return f"<p{kind}>{_words(block.words)}</p>"


@_block.register
def _note(block: NoteBlock, _name: str) -> str:
    return f'<p class="note">{_text(block.text)}</p>'


@_block.register
def _listing(block: Listing, _name: str) -> str:
    tag = "ol" if block.numbered else "ul"
    kind = ' class="across"' if block.across > 1 else ""
    items = "".join(f"<li>{_words(item)}</li>" for item in block.items)
    return f"<{tag}{kind}>{items}</{tag}>"


@_block.register
def _facts(block: Facts, _name: str) -> str:
    return f"<dl>{''.join(_pair(*pair) for pair in block.pairs)}</dl>"


@_block.register
def _figures_block(block: Figures, _name: str) -> str:
    return _figures(block.items)


@_block.register
def _decision(block: DecisionBlock, _name: str) -> str:
    return _outcome("decision", block.title, block.words, block.detail)


@_block.register
def _action(block: ActionBlock, _name: str) -> str:
    return _outcome("action", block.title, block.what, block.detail)


@_block.register
def _signature(block: Signature, _name: str) -> str:
    return "".join(f'<p class="sign"><span>{_text(label)}</span></p>' for label in block.labels)


@_block.register
def _page_break(_empty: PageBreak, _name: str) -> str:
    return '<div class="break"></div>'


def _pair(label: str, value: str) -> str:
    return f"<div><dt>{_text(label)}</dt><dd>{_text(value)}</dd></div>"


def _figures(items: tuple[Figure, ...]) -> str:
    parts = (f"<p><strong>{_text(item.value)}</strong> {_text(item.label)}</p>" for item in items)
    return f'<div class="figures">{"".join(parts)}</div>'


def _outcome(kind: str, name: str, words: str, detail: str) -> str:
    under = f'<p class="note">{_text(detail)}</p>' if detail else ""
    return (
        f'<div class="outcome {kind}"><p class="ref">{_text(name)}</p>'
        f"<p>{_text(words)}</p>{under}</div>"
    )


@_block.register
def _table(table: Table, name: str) -> str:
    """Return a table that scrolls by itself, by keyboard too, where a screen is narrow."""
    head = "".join(_cell(column, column.title, "th", "col") for column in table.columns)
    rows = "".join(_row(table.columns, row) for row in table.rows)
    total = _row(table.columns, table.total) if table.total is not None else ""
    foot = f"<tfoot>{total}</tfoot>" if total else ""
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-labelledby="{name}c"><table>'
        f'<caption id="{name}c">{_text(table.caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody>{foot}</table></div>"
    )


def _row(columns: Iterable[TableColumn], row: tuple[str, ...]) -> str:
    first, *others = zip(columns, row, strict=True)
    cells = [_cell(*first, "th", "row"), *(_cell(*other, "td") for other in others)]
    return f"<tr>{''.join(cells)}</tr>"


def _cell(column: TableColumn, text: str, tag: str, scope: str = "") -> str:
    if scope == "col" and not text:
        tag, scope = "td", ""
    kind = ' class="n"' if column.align == "right" else ""
    scope = f' scope="{scope}"' if scope else ""
    return f"<{tag}{scope}{kind}>{_text(text)}</{tag}>"


@_block.register
def _chart(chart: Chart, name: str) -> str:
    drawing = charts.draw_chart(chart, PRINT_COLOURS, _CHART_WIDTH, _CHART_HEIGHT, _CHART_TYPE)
    figures = _("The figures of this chart")
    return (
        f"<figure><figcaption>{_text(chart.title)}</figcaption>"
        f"{drawing_to_svg(drawing, sanitise(chart.alt))}"
        f"<details><summary>{_text(figures)}</summary>"
        f"{_table(chart_table(chart), name)}</details></figure>"
    )


def _css() -> str:
    c = PRINT_COLOURS
    return f"""
:root{{color-scheme:light}}*{{box-sizing:border-box}}
body{{margin:0 auto;max-width:46rem;padding:0 1.25rem 3rem;background:{c.paper};color:{c.ink};
font:1.0625rem/1.55 "Atkinson Hyperlegible","Segoe UI","Open Sans",Verdana,sans-serif}}
header.cover{{background:{c.cover};color:{c.cover_ink};margin:0 -1.25rem 2rem;
padding:3rem 1.25rem 4rem;border-bottom:.75rem solid {c.primary}}}
header.plain{{padding-top:2rem;margin-bottom:1.5rem;border-bottom:1px solid {c.line}}}
header.plain .network{{color:{c.primary}}}header.plain .under{{color:{c.ink2}}}
.network{{font-weight:700;margin:0}}.network span{{display:block;font-weight:400}}
h1{{font-size:2.4rem;line-height:1.15;margin:1.5rem 0 .5rem}}header.plain h1{{margin-top:.25rem}}
h2{{font-size:1.5rem;line-height:1.25;margin:2.75rem 0 .75rem}}
h2 span{{display:block;font-size:.9rem;color:{c.primary}}}
.across{{columns:16rem 2}}h3{{font-size:1.125rem;margin:1.75rem 0 .5rem}}
.under,.lead{{font-size:1.2rem;line-height:1.45}}.under{{margin-top:0}}
.note{{font-size:.9rem;color:{c.ink2}}}a{{color:{c.primary}}}
a:focus-visible,summary:focus-visible,.scroll:focus-visible{{outline:3px solid {c.ink};
outline-offset:2px;background:#FFEB3B}}
.figures{{display:flex;flex-wrap:wrap;gap:1.5rem 2.5rem}}.figures p{{flex:1 1 10rem;margin:0}}
.figures strong{{display:block;color:{c.primary};font-size:2.4rem;line-height:1.2}}
nav ul{{padding-left:1.25rem}}
dl div{{display:flex;flex-wrap:wrap;gap:0 1rem;padding:.15rem 0}}
dt{{flex:0 0 11rem;color:{c.ink2}}}dd{{flex:1 1 14rem;margin:0}}
.scroll{{overflow-x:auto;margin:1.5rem 0}}table{{border-collapse:collapse;width:100%}}
caption{{text-align:left;font-weight:700;padding-bottom:.5rem}}
th,td{{text-align:left;vertical-align:top;padding:.45rem .9rem .45rem 0;
border-bottom:1px solid {c.line}}}
th:last-child,td:last-child{{padding-right:0}}tbody th{{font-weight:400}}
thead th{{color:{c.ink2};font-size:.9rem;vertical-align:bottom;border-bottom:2px solid {c.edge}}}
tfoot th,tfoot td{{font-weight:700;border-top:2px solid {c.edge}}}
.n{{text-align:right;font-variant-numeric:tabular-nums;white-space:nowrap}}
figure{{margin:2rem 0}}figcaption{{font-weight:700;margin-bottom:.75rem}}
figure svg{{width:100%;height:auto}}summary{{cursor:pointer;color:{c.ink2};padding:.35rem 0}}
.outcome{{background:{c.tint};border-left:4px solid {c.ink2};padding:.75rem 1rem;margin:1rem 0}}
.outcome.decision{{border-color:{c.primary}}}.outcome p{{margin:0 0 .25rem}}
.ref{{font-weight:700;font-size:.95rem;color:{c.ink2}}}.decision .ref{{color:{c.primary}}}
.sign{{margin:3rem 0 0;max-width:22rem;border-top:1px solid {c.edge};color:{c.ink2};
font-size:.9rem}}
footer{{margin-top:3rem;border-top:1px solid {c.line};color:{c.ink2};font-size:.9rem}}
footer p{{margin:.35rem 0}}
@page{{size:A4;margin:20mm}}
@media print{{body{{max-width:none;padding:0;font-size:11pt}}nav,details{{display:none}}
header.cover{{margin:0 0 1.5rem;print-color-adjust:exact}}.scroll{{overflow:visible}}
h2,h3,caption,figcaption{{break-after:avoid}}thead{{display:table-header-group}}
tr,figure,.outcome{{break-inside:avoid}}.break{{break-before:page}}p{{orphans:2;widows:2}}}}
"""
