"""What is attached in the invented network: a letter, a receipt and directions, made here."""

from __future__ import annotations

import struct
import zlib

from sqlalchemy import Select, select

from facilitator_app.digests.attachments import AttachmentPlace
from facilitator_app.domain.dates import show_date
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import _
from facilitator_app.queries.record_words import network
from facilitator_app.records.claims import Claim, ClaimLine
from facilitator_app.records.meetings import Meeting
from facilitator_app.records.members import Member
from facilitator_app.reports.blocks import Paper, Paragraph, Signature
from facilitator_app.services import attachments, documents
from facilitator_app.services.attachments import NewFile
from facilitator_app.services.files import File

_WIDE, _HIGH = 120, 180  # of the receipt's picture, in dots
_PAPER, _INK = b"\xfa\xf6\xe8", b"\x50\x58\x68"


def attach(file: File) -> None:
    """Attach a few small files to the first member, a draft claim's line and a coming meeting."""
    day = file.store.clock.today()
    member = select(Member.id).where(Member.status == "current").order_by(Member.surname, Member.id)
    line = (
        select(ClaimLine.id).join(Claim, Claim.id == ClaimLine.claim_id)
        .where(Claim.state == "draft").order_by(ClaimLine.id)
    )  # fmt: skip
    coming = select(Meeting.id).where(Meeting.date > day).order_by(Meeting.date, Meeting.id)
    receipt = attachments.from_bytes(_("Car park receipt.png"), _receipt())
    words = _("Bus 41 stops at the gate. The hall is on the ground floor, second door on the left.")
    way = attachments.from_bytes(_("How to get there.txt"), words.encode())
    for consent in _put(file, "member", member, _consent(file), receipt)[:1]:
        version = attachments.content(file, consent)[0].version
        note = _("The signed original is in the blue folder.")
        attachments.annotate(file, consent, version, note)
    _put(file, "claim_line", line, receipt)
    _put(file, "meeting", coming, way)


def _put(file: File, record: str, which: Select[int], *given: NewFile) -> tuple[int, ...]:
    with file.store.read() as session:
        found = session.scalars(which.limit(1)).first()
    if found is None:
        return ()
    return attachments.add(file, AttachmentPlace(record, found, ""), given, Progress()).ids


def _consent(file: File) -> NewFile:
    """Return a page of consent, set as every paper is."""
    with file.store.read() as session:
        name = network(session).name
    paper = Paper(
        title=_("Consent to be written to"),
        subtitle="",
        network=name,
        kicker="",
        dated=show_date(file.store.clock.today()),
        version="",
        blocks=(
            Paragraph(_("You may write to me by e-mail and post, and ring me on weekdays.")),
            Paragraph(_("I can take this back whenever I like, by telling the facilitator.")),
            Signature((_("Signed"),)),
        ),
    )
    made = documents.document(paper, "pdf", _("Consent form"))
    return attachments.from_bytes(made.name, made.content)


def _receipt() -> bytes:
    """Return the picture of a receipt: lines of print on paper, as PNG."""
    rows = bytearray()
    for y in range(_HIGH):
        printed = 20 <= y < _HIGH - 20 and y % 14 < 5
        length = 30 + y * 37 % 60 if printed else 0
        rows += b"\0" + _PAPER * 15 + _INK * length + _PAPER * (_WIDE - 15 - length)
    head = struct.pack(">IIBBBBB", _WIDE, _HIGH, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", head), (b"IDAT", zlib.compress(bytes(rows), 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(*part) for part in parts)


def _chunk(name: bytes, data: bytes) -> bytes:
    checked = name + data
    return struct.pack(">I", len(data)) + checked + struct.pack(">I", zlib.crc32(checked))
