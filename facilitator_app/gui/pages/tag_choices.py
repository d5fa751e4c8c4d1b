"""The choice of the rows of a list by a tag, as the search box offers it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from facilitator_app.digests.tags import TagCount
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.command_box import Choosing, Command
from facilitator_app.gui.page_context import PageWindow
from facilitator_app.i18n import _, show_number
from facilitator_app.locale_formats import join_parts


def offer_tags(
    window: PageWindow,
    found: Sequence[TagCount],
    now: int,
    choose: Callable[[TagCount | None], object],
) -> None:
    """Offer the tags of a view, each with its framework; `now` is chosen, 0 for none.

    choose(tag) hears of the choice, None for all rows.
    """
    if not (found or now):
        window.fail(AppError(_("Nothing in this view has a tag. Open a record to tag it.")))
        return
    icon = "" if now else "check"
    any_ = Command(_("All, with or without tags"), partial(choose, None), icon, aside=True)
    among = (any_, *(_choice(one, one.item_id == now, choose) for one in found))
    window.choose(Choosing(_("Show the rows with a tag"), deed=_("show")), among)


def _choice(one: TagCount, chosen: bool, choose: Callable[[TagCount], object]) -> Command:
    words = _("{tag} ({number})").format(tag=one.words, number=show_number(one.number))
    where = join_parts((one.framework, _("shown now"))) if chosen else one.framework
    return Command(
        words, partial(choose, one), "check" if chosen else "tag", also=where, where=where
    )
