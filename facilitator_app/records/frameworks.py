"""Frameworks of the field and their items: what any record can be tagged with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from facilitator_app.domain import frameworks as rules
from facilitator_app.domain.codes import code_of
from facilitator_app.domain.errors import Invalid
from facilitator_app.i18n import N_
from facilitator_app.spec.kinds import Flag, LongText, Ref, Text, Whole
from facilitator_app.store.base import Mapped, Record, field

_CODE_LETTERS = 40


class Framework(Record):
    """A set of tags that belong together, such as the ladder of involvement; dated data."""

    __tablename__ = "framework"
    singular: ClassVar[str] = N_("Framework")
    plural: ClassVar[str] = N_("Frameworks")
    purpose: ClassVar[str] = N_(
        "Sets of tags, such as the ladder of involvement. Change them, retire what you do not use, "
        "and add your own."
    )
    icon: ClassVar[str] = "ph.tag"
    label: ClassVar[tuple[str, ...]] = ("name",)
    order: ClassVar[tuple[str, ...]] = ("name",)
    children: ClassVar[tuple[str, ...]] = ("framework_item",)
    natural_key: ClassVar[tuple[str, ...] | None] = ("code", "edition")
    importable: ClassVar[bool] = False
    edited_in: ClassVar[str] = "settings"
    find_group: ClassVar[str] = N_("Frameworks")
    find_words: ClassVar[str] = N_("Find a framework")
    add_words: ClassVar[str] = N_("Add framework")
    headline: ClassVar[str] = N_("Add a set of tags of your own")
    guide: ClassVar[str] = "tags"

    name: Mapped[str] = field(
        Text(80), N_("Name"), required=True, column=34, indexed=True, searched=True
    )
    edition: Mapped[str | None] = field(
        Text(30), N_("Edition"), column=10, indexed=True, beside=True,
        help=N_("The year or number of what it was taken from."),
    )  # fmt: skip
    source: Mapped[str | None] = field(Text(200), N_("Source"), column=40, indexed=True)
    note: Mapped[str | None] = field(LongText(), N_("What it is for"))
    people: Mapped[bool] = field(
        Flag(), N_("May be put on people"), required=True, default=True,
        help=N_("Not for what would say something about a person that they did not tell you."),
    )  # fmt: skip
    retired: Mapped[bool] = field(
        Flag(), N_("No longer offered"), required=True, default=False, column=12
    )
    code: Mapped[str | None] = field(Text(_CODE_LETTERS), N_("Code"), computed=True)

    def fill_in(self, session: Session) -> None:
        """Make the code of one that was added, by which other files know it."""
        if not self.code:
            known = session.scalars(select(Framework.code).where(Framework.id != self.id))
            self.code = code_of(self.name, set(known))


class FrameworkItem(Record):
    """One tag of a framework; it may be a part of another, and keeps its place in their order."""

    __tablename__ = "framework_item"
    singular: ClassVar[str] = N_("Framework item")
    plural: ClassVar[str] = N_("Framework items")
    purpose: ClassVar[str] = N_("What a framework tells apart, and records are tagged with.")
    icon: ClassVar[str] = "ph.tag"
    label: ClassVar[tuple[str, ...]] = ("framework_id", "words")
    joint: ClassVar[str] = N_(": ")
    order: ClassVar[tuple[str, ...]] = ("framework_id", "place")
    natural_key: ClassVar[tuple[str, ...] | None] = ("framework_id", "code")
    importable: ClassVar[bool] = False
    edited_in: ClassVar[str] = "framework"
    instead_of_removing: ClassVar[str] = N_("Tick “No longer offered” to retire it instead.")
    guide: ClassVar[str] = "tags"

    framework_id: Mapped[int] = field(
        Ref(record="framework", owned=True), N_("Framework"), required=True, indexed=True
    )
    words: Mapped[str] = field(Text(120), N_("Words"), required=True, column=36, searched=True)
    note: Mapped[str | None] = field(Text(300), N_("What is meant"), column=30)
    parent_id: Mapped[int | None] = field(Ref(record="framework_item"), N_("Part of"), column=30)
    place: Mapped[int] = field(
        Whole(999), N_("Place in the order"), required=True, column=8, indexed=True, numbered=True
    )
    retired: Mapped[bool] = field(
        Flag(), N_("No longer offered"), required=True, default=False, column=10
    )
    code: Mapped[str | None] = field(Text(_CODE_LETTERS), N_("Code"), computed=True)

    def check(self, session: Session, beside: Sequence[Record] = ()) -> None:
        """Refuse what cannot be told from another item, and to be a part of what is no whole."""
        stored = select(FrameworkItem).where(
            or_(
                FrameworkItem.framework_id == self.framework_id,
                FrameworkItem.parent_id == (self.id or 0),
            )
        )
        coming = [one for one in beside if isinstance(one, FrameworkItem)]
        others = [
            _known_by(one)
            for one in (*session.scalars(stored), *coming)
            if one.id != self.id
            and (one.framework_id == self.framework_id or (one.parent_id or 0) == self.id)
        ]
        found = rules.item_problems(_known_by(self), others)
        if "parent_id" not in found and self.leads_back("parent_id", session, beside):
            found["parent_id"] = rules.in_itself()
        if found:
            raise Invalid(found)

    def fill_in(self, session: Session) -> None:
        """Make the code of one that was added, by which other files know it."""
        if not self.code:
            own = select(FrameworkItem.code).where(
                FrameworkItem.framework_id == self.framework_id, FrameworkItem.id != self.id
            )
            self.code = code_of(self.words, set(session.scalars(own)))


def _known_by(item: FrameworkItem) -> rules.Item:
    return rules.Item(item.id, item.framework_id, item.words, item.code, item.parent_id)
