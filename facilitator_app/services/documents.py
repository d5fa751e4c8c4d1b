"""Documents: what can be made, of what, and in which form."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeAlias

from facilitator_app.digests.find import Hit
from facilitator_app.digests.papers import Imprint
from facilitator_app.digests.recovery import RecoverySheet
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_parts
from facilitator_app.queries import registry
from facilitator_app.reports import render as rendering
from facilitator_app.reports.blocks import Paper
from facilitator_app.reports.paper_catalogue import CATALOGUE, PaperType
from facilitator_app.reports.papers.recovery import recovery_paper
from facilitator_app.services import file_writing
from facilitator_app.services.files import File

Form: TypeAlias = rendering.Form


@dataclass(frozen=True, slots=True)
class Source:
    """What a paper is made of, read and frozen: any thread may lay it out, without the file.

    to_paper(digest) tells the paper; `called` names its file, its title if not given.
    """

    digest: Any
    to_paper: Callable[[Any], Paper]
    called: str = ""

    def document(self, form: Form, progress: Progress | None = None) -> Document:
        """Lay the paper out in one form; raise Cancelled if `progress` is cancelled meanwhile."""
        return document(self.to_paper(self.digest), form, self.called, progress)


@dataclass(frozen=True, slots=True)
class Document:
    """A finished document: its file name, form, bytes, and what stands at its head."""

    name: str
    form: Form
    content: bytes
    title: str = ""
    subtitle: str = ""


def catalogue() -> tuple[PaperType, ...]:
    """Return every paper with what it takes: a year, a body or a meeting."""
    return CATALOGUE


def examples() -> dict[str, str]:
    """Return for all that papers take ("meeting") how a person writes one of them."""
    return {one.takes: registry.paper_subjects(one.takes).example for one in CATALOGUE}


def forms() -> tuple[Form, ...]:
    """Return the forms that every paper can be made in."""
    return rendering.FORMS


def form_for(name: str, asked: Form | None = None, others: Iterable[str] = ()) -> Form:
    """Return the form of a paper in a file called `name`; AppError if none, or not that `asked`.

    others: endings of what else might have been meant, told in the error.
    """
    ending = Path(name).suffix.lower()
    if asked is not None and not ending:
        return asked
    for form in forms() if asked is None else (asked,):
        if rendering.SUFFIXES[form] == {".htm": ".html"}.get(ending, ending):
            return form
    every = dict.fromkeys([*rendering.SUFFIXES.values(), *others])
    endings = (rendering.SUFFIXES[asked],) if asked else every
    raise AppError(
        _("{name} does not say what kind of file it is to be: end its name in {endings}.").format(
            name=name, endings=join_parts(endings)
        )
    )


def read(file: File, name: str, subject: int) -> Source:
    """Read what the paper `name` says about `subject`: the year it begins in, or a record's id."""
    entry = paper_type(name)
    with file.store.read() as session:
        digest = registry.digest_query(entry.digest)(session, subject, file.format_context())
    return Source(digest, entry.to_paper)


def make(file: File, name: str, subject: int, form: Form) -> Document:
    """Read a paper and lay it out, where nobody waits for the file meanwhile; see `read`."""
    return read(file, name, subject).document(form)


def document(
    paper: Paper, form: Form, called: str = "", progress: Progress | None = None
) -> Document:
    """Return a paper as a document in one form; `called` names its file, the title if not given."""
    name = file_writing.file_name(called or f"{paper.title} {paper.subtitle}")
    if form == "large-print":
        name = _("{name} large print").format(name=name)
    return Document(
        f"{name}{rendering.SUFFIXES[form]}",
        form,
        rendering.render(paper, form, progress),
        paper.title,
        paper.subtitle,
    )


def recovery_sheet(network: str, path: Path, groups: tuple[str, ...], today: dt.date) -> Source:
    """Return the sheet that opens the file at `path` when its passphrase is lost."""
    called = _("{network} recovery sheet").format(network=network)
    return Source(RecoverySheet(Imprint(network, today), path.name, groups), recovery_paper, called)


def subjects(file: File, name: str) -> tuple[Hit, ...]:
    """Return what a paper can be about, the likeliest first; a year stands as its own id."""
    takes, fmt = paper_type(name).takes, file.format_context()
    about_what = registry.paper_subjects(takes)
    with file.store.read() as session:
        ids = about_what.offered(session, fmt)
        titles = about_what.titles(session, ids, fmt)
    return tuple(Hit(takes, one, titles[one]) for one in ids)


def about(file: File, name: str, subject: int) -> Hit:
    """Return in words what `subject` of the paper `name` is."""
    takes, fmt = paper_type(name).takes, file.format_context()
    with file.store.read() as session:
        titles = registry.paper_subjects(takes).titles(session, (subject,), fmt)
    return Hit(takes, subject, titles[subject])


def subject(file: File, name: str, wanted: str | None = None) -> int:
    """Return what the paper `name` is about: `wanted` in words, or the likeliest if that is None.

    A year is written 2025-26, a meeting by its reference, a group by its letters or name.
    """
    if wanted is None:
        return _likeliest(file, name)
    with file.store.read() as session:
        found = registry.paper_subjects(paper_type(name).takes).named(session, wanted)
    if found is None:
        raise AppError(
            _("“{wanted}” is not in the file. Look at how it is written there.").format(
                wanted=wanted
            )
        )
    return found


def _likeliest(file: File, name: str) -> int:
    """Return what the paper is most likely wanted of, else the first that is offered."""
    likeliest = registry.paper_subjects(paper_type(name).takes).likeliest
    if likeliest is not None:
        with file.store.read() as session:
            found = likeliest(session, file.format_context())
        if found is not None:
            return found
    offered = subjects(file, name)
    if not offered:
        raise AppError(_("There is nothing in the file that this document could be about."))
    return offered[0].id


def save(document: Document, path: Path) -> None:
    """Write a document to `path`; raise AppError if that cannot be."""
    file_writing.write_atomically(path, document.content)


def paper_type(name: str) -> PaperType:
    """Return the paper called `name`; AppError if there is none."""
    for entry in CATALOGUE:
        if entry.name == name:
            return entry
    known = join_parts(entry.name for entry in CATALOGUE)
    raise AppError(
        _("There is no document “{name}”. There are: {known}.").format(name=name, known=known)
    )
