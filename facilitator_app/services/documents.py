"""Documents: what can be made, of what, and in which form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from sqlalchemy import func, or_, select
from sqlalchemy.orm import Session

from facilitator_app.digests.find import Hit
from facilitator_app.digests.papers import Imprint
from facilitator_app.digests.recovery import RecoverySheet
from facilitator_app.domain.dates import financial_year, financial_year_name, parse_financial_year
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.meetings import HELD
from facilitator_app.i18n import _
from facilitator_app.queries.annual import annual
from facilitator_app.queries.memberlist import member_list
from facilitator_app.queries.minutes import minutes
from facilitator_app.queries.record_words import labels
from facilitator_app.records.bodies import Body
from facilitator_app.records.meetings import Meeting
from facilitator_app.reports import render as rendering
from facilitator_app.reports.blocks import Paper
from facilitator_app.reports.catalogue import CATALOGUE, Entry
from facilitator_app.reports.papers.recovery import recovery
from facilitator_app.services import file_writing
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import FormatContext

Form: TypeAlias = rendering.Form

_DIGESTS: Mapping[str, Callable[[Session, int, FormatContext], Any]] = {
    "annual": annual,
    "members": member_list,
    "minutes": minutes,
}


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document: its file name, form, bytes, and what stands at its head."""

    name: str
    form: Form
    content: bytes
    title: str = ""
    subtitle: str = ""


def catalogue() -> tuple[Entry, ...]:
    """Return every paper with what it takes: a year, a body or a meeting."""
    return CATALOGUE


def forms() -> tuple[Form, ...]:
    """Return the forms that every paper can be made in."""
    return rendering.FORMS


def make(file: File, name: str, subject: int, form: Form) -> Document:
    """Make the paper `name` about `subject`: the year it begins in, or a record's id."""
    entry = _entry(name)
    with file.store.read() as session:
        digest = _DIGESTS[name](session, subject, file.format_context())
    return document(entry.story(digest), form)


def document(paper: Paper, form: Form, called: str = "") -> Document:
    """Return a paper as a document in one form; `called` names its file, the title if not given."""
    name = file_writing.file_name(called or f"{paper.title} {paper.subtitle}")
    large = _(" large print") if form == "large-print" else ""
    return Document(
        f"{name}{large}{rendering.SUFFIXES[form]}",
        form,
        rendering.render(paper, form),
        paper.title,
        paper.subtitle,
    )


def recovery_sheet(network: str, path: Path, groups: tuple[str, ...], today: dt.date) -> Document:
    """Make the sheet that opens the file at `path` when its passphrase is lost."""
    paper = recovery(RecoverySheet(Imprint(network, today), path.name, groups))
    name = file_writing.file_name(_("{network} recovery sheet").format(network=network))
    content = rendering.render(paper, "pdf")
    return Document(f"{name}.pdf", "pdf", content, paper.title, paper.subtitle)


def subjects(file: File, name: str) -> tuple[Hit, ...]:
    """Return what a paper can be made about, the likeliest first; a year stands as its own id."""
    takes = _entry(name).takes
    with file.store.read() as session:
        if takes == "year":
            return _years(session, file.format_context())
        if takes == "body":
            ids = session.scalars(select(Body.id).order_by(Body.name)).all()
            return _hits(session, "body", ids, file.format_context())
        held = select(Meeting.id).where(Meeting.status.in_(HELD)).order_by(Meeting.date.desc())
        return _hits(
            session, "meeting", session.scalars(held.limit(200)).all(), file.format_context()
        )


def about(file: File, name: str, subject: int) -> Hit:
    """Return in words what `subject` of the paper `name` is."""
    takes = _entry(name).takes
    if takes == "year":
        return Hit("year", subject, financial_year_name(subject))
    with file.store.read() as session:
        return _hits(session, takes, (subject,), file.format_context())[0]


def subject(file: File, name: str, wanted: str = "") -> int:
    """Return what the paper `name` is about: `wanted` in words, or the likeliest if that is "".

    A year is written 2025-26, a meeting by its reference, a group by its letters or name.
    """
    if not wanted:
        return _likeliest(file, name)
    takes = _entry(name).takes
    if takes == "year":
        return parse_financial_year(wanted)
    with file.store.read() as session:
        if takes == "body":
            where = or_(
                func.lower(Body.short_name) == wanted.lower(),
                func.lower(Body.name) == wanted.lower(),
            )
            found = session.scalar(select(Body.id).where(where))
        else:
            found = session.scalar(
                select(Meeting.id).where(func.lower(Meeting.reference) == wanted.lower())
            )
    if found is None:
        raise AppError(
            _("“{wanted}” is not in the file. Look at how it is written there.").format(
                wanted=wanted
            )
        )
    return found


def _likeliest(file: File, name: str) -> int:
    """Return the first subject that is offered; for minutes the last meeting that has some."""
    offered = subjects(file, name)
    if not offered:
        raise AppError(_("There is nothing in the file that this document could be about."))
    if _entry(name).takes == "meeting":
        written = select(Meeting.id).where(Meeting.status.in_(("minutes", "approved")))
        with file.store.read() as session:
            latest = session.scalar(written.order_by(Meeting.date.desc()).limit(1))
        return latest or offered[0].id
    return offered[0].id


def save(document: Document, path: Path) -> None:
    """Write a document to `path`; raise AppError if that cannot be."""
    file_writing.write_atomically(path, document.content)


def _entry(name: str) -> Entry:
    for entry in CATALOGUE:
        if entry.name == name:
            return entry
    known = ", ".join(entry.name for entry in CATALOGUE)
    raise AppError(
        _("There is no document “{name}”. There are: {known}.").format(name=name, known=known)
    )


def _years(session: Session, fmt: FormatContext) -> tuple[Hit, ...]:
    """Offer the last whole year first, then this one, then the years before that hold meetings."""
    now = financial_year(fmt.today)
    earliest = session.scalar(select(Meeting.date).order_by(Meeting.date).limit(1))
    oldest = financial_year(earliest) if earliest else now - 1
    years = [now - 1, now, *range(now - 2, oldest - 1, -1)]
    return tuple(Hit("year", year, financial_year_name(year)) for year in years)


def _hits(session: Session, record: str, ids: Any, fmt: FormatContext) -> tuple[Hit, ...]:
    named = labels(session, record, ids, fmt)
    return tuple(Hit(record, one, named[one]) for one in ids)
