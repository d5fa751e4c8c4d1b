"""Tags: what a record is about, in the terms of the frameworks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from sqlalchemy.orm import Session

from facilitator_app.domain.errors import Invalid
from facilitator_app.i18n import N_, _
from facilitator_app.records.frameworks import Framework, FrameworkItem
from facilitator_app.spec.kinds import Ref
from facilitator_app.store.base import LinkedRecord, Mapped, Record, field, find_record_type


class Tag(LinkedRecord):
    """One item of a framework on one record; a record may carry any number."""

    __tablename__ = "tag"
    singular: ClassVar[str] = N_("Tag")
    plural: ClassVar[str] = N_("Tags")
    purpose: ClassVar[str] = N_("What members, meetings and actions are about.")
    icon: ClassVar[str] = "ph.tag"
    label: ClassVar[tuple[str, ...]] = ("item_id",)
    order: ClassVar[tuple[str, ...]] = ("target_id",)
    importable: ClassVar[bool] = False
    may_join_sealed: ClassVar[bool] = True
    kept_once: ClassVar[tuple[str, ...]] = ("target", "target_id", "item_id")
    guide: ClassVar[str] = "tags"

    item_id: Mapped[int] = field(
        Ref(record="framework_item"), N_("Tag"), required=True, column=30,
        help=N_("Type a few letters, such as “ladder cons”."),
    )  # fmt: skip

    def check(self, session: Session, beside: Sequence[Record] = ()) -> None:
        """Refuse what carries no tags, and on a person what is meant for work with groups."""
        target = find_record_type(self.target)
        if target is not None and self.__tablename__ not in target.children:
            raise Invalid({"item_id": _("{things} carry no tags.").format(things=_(target.plural))})
        if target is None or not target.person:
            return
        item = session.get(FrameworkItem, self.item_id)
        framework = session.get(Framework, item.framework_id) if item is not None else None
        if framework is None or framework.people:
            return
        raise Invalid(
            {
                "item_id": _(
                    "“{framework}” is never put on a person. Tag the work instead."
                ).format(framework=framework.name)
            }
        )
