"""The commands about what is attached to records."""

from __future__ import annotations

import argparse
from pathlib import Path

from facilitator_app.cli.commands import GREATEST_ID, opened, record_named
from facilitator_app.cli.output import Output
from facilitator_app.clock import Clock
from facilitator_app.digests.attachments import AttachmentLine, AttachmentPlace
from facilitator_app.domain.attachments import show_size
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import _, ngettext
from facilitator_app.services import attachments, find, records
from facilitator_app.services.files import File

_SOME = 5


def attach(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """Attach files to one record; 1 if any was left out."""
    with opened(parsed, clock) as file:
        place = _place(file, parsed)
        added = attachments.add(file, place, parsed.data, Progress())
    for why in (*added.left_out, *added.remarks):
        output.line(why)
    number = len(added.ids)
    told = ngettext("{n} file", "{n} files", number)
    output.result(
        _("Attached to {whom}: {files}").format(whom=place.words, files=told),
        {
            "attached": number,
            "left_out": list(added.left_out),
            "remarks": list(added.remarks),
            "to": place.words,
        },
    )
    return 1 if added.left_out else 0


def attachments_of(parsed: argparse.Namespace, clock: Clock, output: Output) -> int:
    """List what is attached to one record, or save copies of it; 1 if one could not be saved."""
    whole = True
    with opened(parsed, clock) as file:
        place = _place(file, parsed)
        lines = attachments.of(file, place.record, place.id).lines
        if parsed.save_to is not None:
            whole = _save(file, lines, parsed.save_to, output)
    told = [
        {"name": one.name, "size": one.size, "added": one.added.isoformat(), "sha256": one.content}
        for one in lines
    ]
    words = [f"{one.name}  {show_size(one.size)}  {one.added.isoformat()}" for one in lines]
    output.result(
        "\n".join(words) or _("Nothing is attached to {whom}.").format(whom=place.words),
        {"to": place.words, "attachments": told},
    )
    return 0 if whole else 1


def _place(file: File, parsed: argparse.Namespace) -> AttachmentPlace:
    """Return the one record that is meant by words that find it."""
    record, words = record_named(parsed.what), parsed.which
    if words.isdecimal() and int(words) <= GREATEST_ID:
        row = records.get(file, record, int(words))
        return AttachmentPlace(record, row.id, row.label)
    meant = find.meant(file, record, words, _SOME)
    if len(meant) == 1:
        return AttachmentPlace(record, meant[0].id, meant[0].title)
    if not meant:
        raise AppError(_("Nothing is called “{words}” there.").format(words=words))
    titles = [one.title for one in meant]
    names = "; ".join(
        one.title if titles.count(one.title) == 1 else f"{one.title} ({one.id})" for one in meant
    )
    raise AppError(
        _("“{words}” may be several: {names}. Say more.").format(words=words, names=names)
    )


def _save(file: File, lines: tuple[AttachmentLine, ...], folder: Path, output: Output) -> bool:
    """Write copies, and tell of each that a folder cannot take; return whether all are there."""
    whole = True
    if not folder.is_dir():
        raise AppError(_("There is no folder {folder}. Choose another.").format(folder=folder))
    for line in lines:
        path = folder / attachments.content(file, line.id)[0].name
        if path.exists():
            raise AppError(
                _("{name} is there already. Choose another folder.").format(name=path.name)
            )
        try:
            attachments.save_copy(file, line.id, path)
            output.line(_("Written: {file}").format(file=path))
        except AppError as error:
            output.line(str(error))
            whole = False
    return whole
