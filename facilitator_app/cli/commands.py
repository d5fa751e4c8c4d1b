"""The commands, one function each; each returns its exit code."""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path

from facilitator_app.cli import passphrases
from facilitator_app.cli.output import Output
from facilitator_app.clock import Clock
from facilitator_app.digests.erasure import ErasurePlan
from facilitator_app.digests.exchange import PlannedRow, ReadAs, RowOutcome
from facilitator_app.digests.import_choices import without
from facilitator_app.digests.lists import ListQuery
from facilitator_app.digests.publications import PublishedPaper
from facilitator_app.domain import publications as states
from facilitator_app.domain.dates import Looks, parse_date
from facilitator_app.domain.errors import AppError, InUse, NoColumn
from facilitator_app.domain.membership import left_out_words
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import N_, _
from facilitator_app.locale_formats import join_parts, join_sentences, name_value
from facilitator_app.services import (
    documents,
    erasure,
    exchange,
    file_writing,
    files,
    find,
    joining_days,
    list_papers,
    lists,
    publications,
    records,
    tags,
)
from facilitator_app.services import sample as samples
from facilitator_app.services.exchange import ImportPreview
from facilitator_app.services.files import File
from facilitator_app.services.package_import import WHAT_STAYS

Command = Callable[[argparse.Namespace, Clock, Output], int]


class WrongArgumentsError(AppError):
    """What the arguments say does not go together, or is not enough."""


EVERYTHING = "everything"
GREATEST_ID = 2**63 - 1  # that a file can hold
_STATES: Mapping[str, str] = {
    states.STANDING: N_("stands"),
    states.SUPERSEDED: N_("superseded"),
    states.WITHDRAWN: N_("withdrawn"),
}


@contextmanager
def opened(parsed: argparse.Namespace, clock: Clock) -> Iterator[File]:
    """Give the open file that the command names; it is closed afterwards."""
    path: Path = parsed.file
    files.see(path)  # before anybody is asked for the passphrase
    secret = passphrases.asked(parsed.passphrase_file)
    try:
        file = files.open_file(path, secret, clock, take_over=parsed.take_over)
    except InUse as error:
        if not error.may_take_over:
            raise
        hint = _("If nobody works on it any more, add --take-over.")
        raise AppError(join_sentences((str(error), hint))) from None
    try:
        yield file
    finally:
        file.close()


def _check_out(parsed: argparse.Namespace) -> None:
    """Raise AppError if what is written would take the place of a network, or of anything unasked.

    That is seen before a passphrase is asked for, or anything is made.
    """
    out: Path = parsed.out
    file_writing.check_place(out)
    if not out.exists():
        return
    if parsed.file.exists() and out.samefile(parsed.file):
        raise AppError(
            _("{name} is the network itself. Choose another name.").format(name=out.name)
        )
    if not parsed.force:
        raise AppError(
            _("{name} is there already. Choose another name, or add --force to replace it.").format(
                name=out.name
            )
        )


def sample(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Make the sample network."""
    secret = passphrases.given(parsed.passphrase_file)
    if secret is None:
        secret = samples.PASSPHRASE
        output.line(_("Its passphrase is “{passphrase}”.").format(passphrase=secret))
    samples.make(
        parsed.out, members=parsed.members, years=parsed.years, seed=parsed.seed,
        as_at=parsed.as_at, passphrase=secret, clock=clock,
    )  # fmt: skip
    output.result(_("Written: {file}").format(file=parsed.out), {"file": parsed.out})
    return 0


def report(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Make a document, or say which there are."""
    if parsed.list:
        return _list_reports(output)
    if parsed.name is None or parsed.file is None or parsed.out is None:
        raise WrongArgumentsError(
            _(
                "Say which document, of which file, and where to: "
                "facilitator report annual FILE --out F"
            )
        )
    documents.paper_type(parsed.name)  # told before a file is missed, where the two changed places
    form = documents.form_for(parsed.out.name, parsed.format)
    _check_out(parsed)
    with opened(parsed, clock) as file:
        subject = documents.subject(file, parsed.name, parsed.about)
        document = documents.make(file, parsed.name, subject, form)
    documents.save(document, parsed.out)
    output.result(
        _("Written: {file}").format(file=parsed.out), {"file": parsed.out, "format": form}
    )
    return 0


def _list_reports(output: Output) -> int:
    options = {takes: f"--{takes} {example}" for takes, example in documents.examples().items()}
    entries = documents.catalogue()
    lines = [f"{entry.name:<10} {_(entry.label)}  {options[entry.takes]}" for entry in entries]
    output.result(
        "\n".join(lines),
        {
            "reports": [
                {"name": one.name, "label": _(one.label), "takes": one.takes} for one in entries
            ]
        },
    )
    return 0


def publish(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Publish a document: its figures and pages are kept as they stand."""
    documents.paper_type(parsed.name)
    with opened(parsed, clock) as file:
        subject = documents.subject(file, parsed.name, parsed.about)
        saved, earlier = publications.by_hand(file, parsed.name, subject)
        title = publications.one(file, saved.id).title
    if earlier:
        output.line(earlier.told())
    output.result(
        _("Published: {title}").format(title=title),
        {"id": saved.id, "title": title, "earlier": asdict(earlier) if earlier else None},
    )
    return 0


def published(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Say what was published, or write one of those papers as it was given out."""
    with opened(parsed, clock) as file:
        if parsed.id is None:
            return _list_published(publications.every(file), output)
        if parsed.out is None:
            raise WrongArgumentsError(_("Say where the paper goes: --out F"))
        form = documents.form_for(parsed.out.name, parsed.format)
        _check_out(parsed)
        document = publications.document(file, parsed.id, form)
    documents.save(document, parsed.out)
    output.result(_("Written: {file}").format(file=parsed.out), {"file": parsed.out})
    return 0


def _list_published(found: Sequence[PublishedPaper], output: Output) -> int:
    lines = [
        f"{one.id}  {one.published_on.isoformat()}  {one.title}  {_(_STATES[one.state])}"
        for one in found
    ]
    plain = [
        {"id": one.id, "title": one.title, "published_on": one.published_on, "state": one.state}
        for one in found
    ]
    output.result("\n".join(lines) or _("Nothing is published yet."), {"publications": plain})
    return 0


def importable() -> tuple[str, ...]:
    """Return what can be imported, as it is written on the command line."""
    return (*_names(), EVERYTHING)


def _names() -> dict[str, str]:
    return {spec.plural.lower().replace(" ", "-"): spec.name for spec in exchange.importable()}


def import_list(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Import a list, after saying row by row what happens."""
    with opened(parsed, clock) as file:
        if parsed.what == EVERYTHING or exchange.is_package(parsed.data):
            return _import_package(file, parsed, output)
        record = _names()[parsed.what]
        if parsed.joined and record != "member":
            raise WrongArgumentsError(_("Only people join: leave --joined out."))
        day = parse_date(parsed.joined, clock.today(), looks=Looks.BACK) if parsed.joined else None
        preview = _preview(file, record, parsed)
        plan = joining_days.filled(without(preview.plan, parsed.leave_out), day)
        for words in preview.sheet.told:
            output.line(words)
        for row in plan.rows:
            for words in _told(row):
                output.line(_("Row {n}: {words}").format(n=row.number, words=words))
        if plan.unused:
            output.line(_("Columns not used: {names}").format(names=join_parts(plan.unused)))
        undated = joining_days.lacking(plan)
        if undated:
            output.line(join_sentences((joining_days.told(undated), _("Say --joined DAY."))))
        done = not parsed.dry_run and bool(plan.adding() or plan.updates)
        if done:
            exchange.apply(file, plan, frozenset(), Progress())
    output.result(
        plan.summary if parsed.dry_run else plan.done,
        {
            "added": len(plan.adding()) if done else 0,
            "updated": len(plan.updated) if done else 0,
            "dry_run": parsed.dry_run,
            "rows": {outcome.value: plan.count(outcome) for outcome in RowOutcome},
            "told": {row.number: told for row in plan.rows if (told := _told(row))},
            "unused": plan.unused,
            "list": preview.sheet.told,
            "without_day_of_joining": undated,
        },
    )
    return 0


def _preview(file: File, record: str, parsed: argparse.Namespace) -> ImportPreview:
    """Read the list; raise AppError, in the words of the command line, where a column lacks."""
    matching = exchange.read_matching(parsed.mapping, record) if parsed.mapping else None
    read_as = ReadAs(parsed.sheet, parsed.encoding, parsed.with_hidden)
    try:
        return exchange.preview(
            file, record, parsed.data, matching=matching, read_as=read_as, update=parsed.update
        )
    except NoColumn as error:
        words = _("No heading is known as {fields}. Say which means it in a file for --mapping.")
        raise AppError(words.format(fields=error.fields)) from None


def _told(row: PlannedRow) -> list[str]:
    """Return what is to be said about a row, each once."""
    told = [name_value(one.label, one.words) for one in row.told]
    if row.outcome is RowOutcome.UPDATE:
        told.insert(0, row.why)
    elif row.outcome is RowOutcome.OUT:
        told = [_("left out, as you asked")]
    elif row.outcome is not RowOutcome.ADD:
        told.append(row.why)
    return list(dict.fromkeys(told))


def _import_package(file: File, parsed: argparse.Namespace, output: Output) -> int:
    if parsed.dry_run:
        raise WrongArgumentsError(_("A data package is imported whole: leave --dry-run out."))
    if parsed.update:
        raise WrongArgumentsError(_("A data package only adds: leave --update out."))
    if parsed.leave_out:
        raise WrongArgumentsError(_("A data package is imported whole: leave --leave-out out."))
    if parsed.joined:
        raise WrongArgumentsError(_("Only people join: leave --joined out."))
    disagreements = exchange.package_disagreements(file, parsed.data)
    for sentence in disagreements:
        output.line(sentence)
    taken = exchange.import_package(file, parsed.data, Progress())
    for sentence in filter(None, (_(WHAT_STAYS), taken.made(), *taken.reasons(), *taken.remarks)):
        output.line(sentence)
    output.result(
        _("{summary}. Done.").format(summary=taken.counted()),
        {
            "touched": len(taken.changes.touched),
            "left_out": sum(taken.left_out.values()),
            "papers_made": taken.papers,
            "remarks": list(taken.remarks),
            "package": disagreements,
        },
    )
    return 0


def export(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Write everything as a data package."""
    if parsed.out.suffix.lower() != exchange.PACKAGE_SUFFIX:
        raise AppError(
            _("A data package is a ZIP file: end the name {name} in .zip.").format(
                name=parsed.out.name
            )
        )
    _check_out(parsed)
    with opened(parsed, clock) as file:
        exchange.export_package(file, parsed.out, frozenset(parsed.special))
    output.result(_("Written: {file}").format(file=parsed.out), {"file": parsed.out})
    return 0


def special() -> tuple[str, ...]:
    """Return the sensitive fields that an export includes where they are named."""
    return tuple(one.name for one in exchange.special_fields())


def record_named(words: str) -> str:
    """Return the record type that is written so on the command line ("members")."""
    return _names()[words]


def listed() -> tuple[str, ...]:
    """Return what can be listed, as it is written on the command line."""
    return tuple(_names())


def export_list(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Write a list as the window would show it: for a spreadsheet, or as a document."""
    out: Path = parsed.out
    columns = tuple(parsed.columns.split(",")) if parsed.columns else ()
    form = None
    if out.suffix.lower() not in exchange.LIST_SUFFIXES or parsed.format:
        form = documents.form_for(out.name, parsed.format, exchange.LIST_SUFFIXES)
    _check_out(parsed)
    with opened(parsed, clock) as file:
        tag = tags.item_named(file, parsed.tag) if parsed.tag is not None else 0
        query = ListQuery(
            _names()[parsed.what], parsed.view, parsed.find, parsed.sort, parsed.descending,
            columns, tag,
        )  # fmt: skip
        lists.check(file, query)
        if form is None:
            made = exchange.export_list(file, query, out)
            if made.kept_back:
                output.line(left_out_words(made.kept_back))
        else:
            documents.save(list_papers.read(file, query).document(form), out)
    output.result(_("Written: {file}").format(file=out), {"file": out})
    return 0


def erasable() -> tuple[str, ...]:
    """Return the record types about people, which can be erased."""
    return tuple(name for name in records.names() if records.spec(name).person)


def erase(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Tell what would be erased, and erase it once that is confirmed."""
    with opened(parsed, clock) as file:
        record_id = _the_one(file, parsed.what, parsed.who, whole=parsed.yes)
        plan = erasure.plan(file, parsed.what, record_id)
        _tell_plan(plan, output)
        if not parsed.yes and _typed() != plan.title:
            raise AppError(_("Nothing was erased. Type the whole name, or add --yes."))
        done = erasure.erase(file, parsed.what, record_id, Progress())
    for line in done.beyond:
        output.line(
            _("Still holds it: {file} ({why})").format(file=line.path, why=line.missing.rstrip("."))
        )
    if done.beyond:
        output.line(
            _("Bring these copies and erase {id} again, or destroy them.").format(id=record_id)
        )
    beyond = {str(line.path): line.missing for line in done.beyond}
    output.result(_("Erased."), {"id": record_id, "rewritten": done.rewritten, "beyond": beyond})
    return 1 if done.beyond else 0


def _typed() -> str:
    """Ask for the name again; "" where nobody can be asked."""
    if not passphrases.can_ask():
        return ""
    return input(_("Type the whole name to erase it:") + " ")


def _the_one(file: File, record: str, who: str, *, whole: bool) -> int:
    """Return the id of the one that `who` names, by the `whole` name only if nobody is asked.

    Raises AppError unless it is one.
    """
    if who.isdecimal() and int(who) <= GREATEST_ID:
        return int(who)
    meant = find.meant(file, record, who, 10)
    if not meant:
        raise AppError(_("Nobody is called “{who}”.").format(who=who))
    found = "; ".join(f"{hit.title} ({hit.id})" for hit in meant)
    if whole and not find.called(file, record, who):
        raise AppError(
            _("Nothing was erased. With --yes, give the whole name or the id: {found}").format(
                found=found
            )
        )
    if len(meant) > 1:
        raise AppError(
            _("“{who}” must name one, but finds: {found}. Give the id.").format(
                who=who, found=found
            )
        )
    return meant[0].id


def _tell_plan(plan: ErasurePlan, output: Output) -> None:
    parts = (
        (_("This goes:"), plan.goes),
        (_("Struck out of every text:"), plan.words),
        (_("This stays:"), plan.stays),
        (_("Copies that are written anew:"), [str(one.path) for one in plan.reached]),
        (
            _("Copies that will still hold it:"),
            [f"{one.path} ({one.missing})" for one in plan.beyond],
        ),
    )
    for heading, lines in parts:
        if lines:
            output.line("\n  ".join([heading, *lines]))


def self_test(_parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Make a sample, check it, and make its annual report, all in a folder that goes again."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        path = Path(folder) / "sample.facilitator"
        samples.make(path, clock=clock)
        file = files.open_file(path, samples.PASSPHRASE, clock)
        try:
            faults = files.check(file)
            subject = documents.subject(file, "annual")
            document = documents.make(file, "annual", subject, "pdf")
        finally:
            file.close()
        file_writing.write_atomically(Path(folder) / "annual.pdf", document.content)
    if faults:
        raise AppError(faults[0])
    output.result(_("Everything works."), {"works": True})
    return 0
