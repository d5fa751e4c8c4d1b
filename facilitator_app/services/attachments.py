"""Files that are kept beside a record, inside the encrypted file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from facilitator_app.digests.attachments import Attached, AttachmentLine, AttachmentPlace
from facilitator_app.domain import attachments as rules
from facilitator_app.domain import file_names
from facilitator_app.domain.errors import AppError, Gone, NothingAttached
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import N_, _, ngettext
from facilitator_app.queries import attachments as queries
from facilitator_app.records.attachments import Attachment
from facilitator_app.services import file_writing
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import put
from facilitator_app.spec.record import Changes, Draft
from facilitator_app.store import contents
from facilitator_app.store.base import record_type
from facilitator_app.store.labels import Label
from facilitator_app.store.work import Work

_MOST_TOLD = 8


@dataclass(frozen=True, slots=True)
class NewFile:
    """A file to be attached: its name, how many bytes it has, and what reads them."""

    name: str
    size: int
    read: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Added:
    """What adding did: the ids of the new attachments, and why others were left out.

    remarks: a sentence for each that came in though its name did not say what is in it.
    """

    changes: Changes
    ids: tuple[int, ...]
    left_out: tuple[str, ...]
    remarks: tuple[str, ...] = ()


def of(file: File, record: str, record_id: int, lines: Collection[str] = ()) -> Attached:
    """Return what is attached to a record, and to what it owns of the record types `lines`."""
    with file.store.read() as session:
        return queries.attached(session, record, record_id, lines, file.format_context())


def from_bytes(name: str, data: bytes) -> NewFile:
    """Return what is attached of `data`, such as a picture that was pasted."""
    return NewFile(name, len(data), lambda: data)


def from_path(path: Path) -> NewFile:
    """Return what is attached of the file at `path`; raise AppError if it cannot be."""
    try:
        found = path.stat()
        if what := file_names.what_else(found.st_mode):
            raise AppError(_not_a_file(path, what))
        return NewFile(path.name, found.st_size, path.read_bytes)
    except (FileNotFoundError, NotADirectoryError):
        name = file_names.shortened(path.name)
        raise AppError(_("There is no file “{name}”.").format(name=name)) from None
    except OSError:
        raise AppError(_unreadable(path.name)) from None


def add(
    file: File, place: AttachmentPlace, given: Sequence[NewFile | Path], progress: Progress
) -> Added:
    """Attach files in one step; what cannot be attached is left out, and why is told.

    Raises NothingAttached if none can be, AppError if what `place` names is sealed, Gone if it was
    removed.
    """
    left_out: list[str] = []
    remarks: list[str] = []
    ids: list[int] = []
    with file.store.write(Label(N_("Attach files"))) as work:
        if work.session.get(record_type(place.record), place.id) is None:
            raise Gone(_("This was deleted in the meantime. Go back to the list."))
        for number, one in enumerate(given):
            progress.step(number, len(given), _("Attaching files"))
            try:
                added, remark = _add_one(file, work, place, one)
                ids.append(added)
                remarks += [remark] if remark else []
            except _LeftOut as why:
                left_out.append(str(why))
        if not ids:
            raise NothingAttached(reasons(left_out) or _("There is no file to attach."), left_out)
        _note_in(work, place.record, place.id)
        progress.end(_("Saving"))
    return Added(work.changes, tuple(ids), tuple(left_out), tuple(remarks))


def reasons(left_out: Sequence[str]) -> str:
    """Return why files were left out, each on a line: of many, how many and the first."""
    if len(left_out) <= _MOST_TOLD:
        return "\n".join(left_out)
    count, more = len(left_out), len(left_out) - _MOST_TOLD
    said = ngettext("{n} file was not attached.", "{n} files were not attached.", count)
    rest = ngettext("And {n} more.", "And {n} more.", more)
    return "\n".join([said, *left_out[:_MOST_TOLD], rest])


def content(file: File, attachment_id: int) -> tuple[AttachmentLine, bytes]:
    """Return an attachment with its bytes; raise Gone, or AppError if they are damaged."""
    with file.store.read() as session:
        found = session.get(Attachment, attachment_id)
        if found is None:
            raise Gone(_("This attachment was deleted in the meantime."))
        return queries.line_of(found), contents.read(session.connection(), found.content)


def to_open(file: File, attachment_id: int) -> tuple[str, bytes]:
    """Return name and bytes for another program; raise AppError for what would be run, not shown.

    An older version may have taken it in with a data package of someone else's.
    """
    line, data = content(file, attachment_id)
    if why := rules.refusal(line.name, line.size):
        raise AppError(why)
    return line.name, data


def save_copy(file: File, attachment_id: int, path: Path) -> None:
    """Write a copy of an attachment to `path`, outside the encrypted file."""
    _line, data = content(file, attachment_id)
    file_writing.write_atomically(path, data)


def rename(file: File, attachment_id: int, version: int, name: str) -> Changes:
    """Give an attachment another name; an ending that was left out is put back.

    Raises AppError for the ending of a program, or of what it does not hold.
    """
    with file.store.write(Label(N_("Rename attachment"))) as work:
        held = work.get(Attachment, attachment_id, version)
        head = contents.head(work.connection, held.content)
        wanted = rules.renamed(held.name, name, head)
        if why := rules.refusal(wanted, held.size) or rules.misfit(held.name, wanted, head):
            raise AppError(why)
        others = queries.attachments_of(work.session, held.target, held.target_id)
        taken = [one.name for one in others if one.id != held.id]
        held.name = rules.unlike(wanted, taken)
        held.media_type = rules.media_type(held.name, head)
        _note_in(work, held.target, held.target_id)
    return work.changes


def annotate(file: File, attachment_id: int, version: int, note: str) -> Changes:
    """Say something about an attachment, "" for nothing; raise AppError if it is too long."""
    read = Attachment.spec().field("note").kind.parse(note, file.format_context())
    with file.store.write(Label(N_("Change note"))) as work:
        held = work.get(Attachment, attachment_id, version)
        held.note = read
        _note_in(work, held.target, held.target_id)
    return work.changes


def remove(file: File, attachment_ids: Sequence[int]) -> Changes:
    """Remove attachments in one step; their bytes go once nothing can bring them back."""
    with file.store.write(Label(N_("Delete attached files"))) as work:
        found = [work.get(Attachment, one) for one in attachment_ids]
        places = dict.fromkeys((one.target, one.target_id) for one in found)
        for held in found:
            work.remove(held)
        for record, record_id in places:
            _note_in(work, record, record_id)
    return work.changes


def _note_in(work: Work, record: str, record_id: int) -> None:
    """Let the history of what an attachment belongs to tell of it, of a line its owner's too."""
    work.session.flush()
    if not work.notes:
        return
    whole = queries.owner_of(work.session, record, record_id)
    for name, one in dict.fromkeys([(record, record_id), whole]):
        held = work.session.get(record_type(name), one)
        if held is not None:
            work.note_owned(held)


class _LeftOut(Exception):  # noqa: N818 - told beside what was attached, no fault
    """Why one file was not attached, while others may be."""


def _add_one(
    file: File, work: Work, place: AttachmentPlace, one: NewFile | Path
) -> tuple[int, str]:
    """Attach one file; return its id, and what is to be said of it."""
    if isinstance(one, Path) and file.store.place.is_at(one):
        raise _LeftOut(
            _("{name} is the network that is open. Attach a document or a picture.").format(
                name=file_names.shortened(one.name)
            )
        )
    try:
        given = from_path(one) if isinstance(one, Path) else one
    except AppError as error:
        raise _LeftOut(error) from None
    name = rules.clean_name(given.name)
    if why := rules.refusal(name, given.size):
        raise _LeftOut(why)
    try:
        data = given.read()
    except OSError:
        raise _LeftOut(_unreadable(name)) from None
    if why := rules.refusal(name, len(data)):  # it may have grown since it was looked at
        raise _LeftOut(why)
    return _keep(file, work, place, name, data)


def _keep(
    file: File, work: Work, place: AttachmentPlace, given: str, data: bytes
) -> tuple[int, str]:
    held = queries.attachments_of(work.session, place.record, place.id)
    digest = contents.put(work.connection, data)
    for other in held:
        if other.content == digest:
            raise _LeftOut(
                _("{name} is attached here already, as {other}.").format(
                    name=file_names.shortened(given), other=file_names.shortened(other.name)
                )
            )
    taken = [other.name for other in held]
    name = rules.unlike(rules.fitting(given, data), taken)
    values = {
        "target": place.record,
        "target_id": place.id,
        "name": name,
        "media_type": rules.media_type(name, data),
        "size": len(data),
        "content": digest,
        "added": file.store.clock.today(),
    }
    added = put(work, Draft(Attachment.__tablename__, values), file.format_context()).id
    return added, rules.remark(given, name, data)


def _not_a_file(path: Path, what: str) -> str:
    name = file_names.shortened(path.name)
    if path.is_dir():
        return _("{name} is a folder. Attach the files in it.").format(name=name)
    return _("{name} is no file that can be attached: {what}.").format(name=name, what=what)


def _unreadable(name: str) -> str:
    return _("{name} cannot be read. See that the drive is plugged in.").format(
        name=file_names.shortened(name)
    )
