"""The guide: pages of HTML that come with the program, what each field means, and the key list.

Pages stand in the order of their `order`. A list whose record type names no page of its own gets
one made from what is declared about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape, unescape

from facilitator_app import assets
from facilitator_app.gui.guide_text import translated
from facilitator_app.gui.key_list import KeyLine, key_list
from facilitator_app.gui.metrics import px
from facilitator_app.gui.places import Place
from facilitator_app.gui.window_actions import shown_keys, with_shown_keys
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.services import records
from facilitator_app.spec.record import Field, RecordSpec

FIRST = "start"
KEYS = "keys"
_FIRST_COLUMN = 220


@dataclass(frozen=True, slots=True)
class GuidePage:
    """One page of the guide: its name, its heading, and its words for finding it."""

    name: str
    title: str
    html: str
    text: str


def all_pages(places: Sequence[Place]) -> tuple[GuidePage, ...]:
    """Return every page of the guide, in order, for a window with `places`."""
    written = {file.stem: file.read_text("utf-8") for file in assets.path("help").glob("*.html")}
    listed = [records.spec(record) for place in places for record in place.records]
    pages = []
    for name in sorted(written, key=lambda one: _order(written[one])):
        html = with_shown_keys(translated(written[name]))
        if name == KEYS:
            html = html.replace("<!-- keys -->", _key_table(key_list(places)))
        fields = "".join(_field_table(spec) for spec in listed if spec.guide == name)
        pages.append(_page(name, html.replace("</body>", f"{fields}</body>")))
    made = [_page(spec.name, _made_page(spec)) for spec in listed if spec.guide not in written]
    return (*pages, *made)


def found(pages: tuple[GuidePage, ...], typed: str) -> tuple[GuidePage, ...]:
    """Return the pages that hold every typed word; those with it in the heading first."""
    wanted = typed.casefold().split()
    hits = [page for page in pages if all(word in page.text.casefold() for word in wanted)]
    return tuple(sorted(hits, key=lambda page: not all(w in page.title.casefold() for w in wanted)))


def page_for(spec: RecordSpec) -> str:
    """Return the name of the page that tells about a record type."""
    return spec.guide or spec.name


def _order(html: str) -> int:
    found_order = re.search(r'<meta name="order" content="([0-9]+)">', html)
    assert found_order is not None
    return int(found_order[1])


def _page(name: str, html: str) -> GuidePage:
    title = re.search(r"<h1>(.*?)</h1>", html, re.DOTALL)
    text = unescape(re.sub(r"<[^>]+>", " ", html.partition("<body>")[2]))
    return GuidePage(name, unescape(title[1]) if title else name, html, " ".join(text.split()))


def _made_page(spec: RecordSpec) -> str:
    title, purpose = escape(_(spec.plural)), escape(_(spec.purpose))
    return f"<body><h1>{title}</h1><p>{purpose}</p>{_field_table(spec)}</body>"


def _field_table(spec: RecordSpec) -> str:
    """Name every field of a record type that people fill in, and say what is said of it."""
    heading = _("What can be noted: {thing}").format(thing=mid_sentence(_(spec.singular)))
    sections = dict.fromkeys(one.section for one in spec.typed)
    named = (
        _section(name, [one for one in spec.typed if one.section == name]) for name in sections
    )
    told = (_row(escape(_(one.label)), escape(_told(one))) for one in spec.typed if _told(one))
    return f"<h2>{escape(heading)}</h2>{''.join(named)}{''.join(told)}"


def _section(name: str, fields: Sequence[Field]) -> str:
    labels = escape(" · ".join(_(one.label) for one in fields))
    return f"<p><b>{escape(_(name))}</b><br>{labels}</p>" if name else f"<p>{labels}</p>"


def _told(one: Field) -> str:
    required = _("Must be filled in.") if one.required else ""
    return " ".join(part for part in (required, _(one.help) if one.help else "") if part)


def _key_table(lines: Sequence[KeyLine]) -> str:
    return "".join(_key_parts(lines))


def _key_parts(lines: Sequence[KeyLine]) -> Iterator[str]:
    group = ""
    for line in lines:
        if line.group != group:
            group = line.group
            yield f"<h2>{escape(_(group))}</h2>"
        yield _row(_ways(line.ways), escape(_(line.words)))


def _row(first: str, second: str) -> str:
    cells = f'<td width="{px(_FIRST_COLUMN)}">{first}</td><td>{second}</td>'
    return f'<table cellpadding="3"><tr>{cells}</tr></table>'


def _ways(ways: Sequence[str]) -> str:
    shown = [f"<b>{escape(shown_keys(keys))}</b>" for keys in ways]
    if len(shown) == 1:
        return shown[0]
    return _("{keys} or {others}").format(keys=shown[0], others=shown[1])
