"""Attachments: files that are kept beside a record; their bytes are the store's contents."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, ClassVar

from sqlalchemy.orm import Session

from facilitator_app.domain import attachments
from facilitator_app.domain.errors import Invalid
from facilitator_app.i18n import N_
from facilitator_app.spec.kinds import Date, File, Text, Whole
from facilitator_app.store.base import LinkedRecord, Mapped, Record, field


class Attachment(LinkedRecord):
    """One file beside a record of any type."""

    __tablename__ = "attachment"
    singular: ClassVar[str] = N_("Attachment")
    plural: ClassVar[str] = N_("Attachments")
    purpose: ClassVar[str] = N_("Letters, receipts and pictures, kept beside what they belong to.")
    icon: ClassVar[str] = "ph.paperclip"
    label: ClassVar[tuple[str, ...]] = ("name",)
    order: ClassVar[tuple[str, ...]] = ("name",)
    find_group: ClassVar[str] = N_("Attachments")
    importable: ClassVar[bool] = False
    edited_in: ClassVar[str] = "member"
    kept_once: ClassVar[tuple[str, ...]] = ("target", "target_id", "content")
    guide: ClassVar[str] = "attachments"

    name: Mapped[str] = field(
        Text(100), N_("Name"), required=True, column=30, indexed=True, searched=True
    )
    added: Mapped[dt.date] = field(
        Date(), N_("Added"), required=True, column=12, indexed=True, computed=True
    )
    media_type: Mapped[str] = field(
        Text(100), N_("Kind of file"), required=True, indexed=True, computed=True
    )
    size: Mapped[int] = field(
        Whole(1_000_000_000, 1), N_("Bytes"), required=True, column=10, indexed=True, computed=True
    )
    content: Mapped[str] = field(
        File(size="size"), N_("Mark of its content"), required=True, computed=True, indexed=True,
        help=N_("The SHA-256 of its bytes."),
    )  # fmt: skip
    note: Mapped[str | None] = field(Text(200), N_("Note"), searched=True)

    @classmethod
    def computed_values(cls, values: Mapping[str, Any]) -> Mapping[str, Any]:
        """Keep a name that every system can hold."""
        name = values.get("name")
        return {"name": attachments.clean_name(name)} if name else {}

    def check(self, session: Session, beside: Sequence[Record] = ()) -> None:
        """Refuse what would be run, not read, and what is empty or too large."""
        if why := attachments.refusal(attachments.clean_name(self.name), self.size):
            raise Invalid({"name": why})
