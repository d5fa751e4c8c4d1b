"""The annual report's section about training."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitator_app.digests.annual import AnnualReport, Training
from facilitator_app.domain.amounts import half_up, show_hours, show_money
from facilitator_app.i18n import _, ngettext, show_number
from facilitator_app.locale_formats import join_sentences
from facilitator_app.reports.blocks import Block, Heading, NoteBlock, Paragraph, Table
from facilitator_app.reports.formatting import NO_VALUE, format_hours, format_short_date
from facilitator_app.typeset.table_content import TableColumn


def training(digest: AnnualReport) -> Iterator[Block]:
    """What members learned together."""
    yield Heading(_("Training"))
    if not digest.training:
        yield Paragraph(
            _("No training has been held in this year so far.")
            if digest.still_runs
            else _("No training was held in this year.")
        )
        return
    yield Paragraph(_held(digest))
    whole = digest.training_cost
    columns = (
        TableColumn(_("Event"), weight=4),
        TableColumn(_("Date"), weight=2),
        TableColumn(_("Places"), "right"),
        TableColumn(_("Came") if digest.told_apart else _("Taken"), "right"),
        TableColumn(_("Hours"), "right"),
        *((TableColumn(_("Cost"), "right"),) if whole is not None else ()),
    )
    rows = tuple(
        (
            one.title,
            format_short_date(one.date),
            _offered(digest, (one,)),
            show_number(one.taken),
            format_hours(one.learning_minutes),
            *((_cost(one.cost),) if whole is not None else ()),
        )
        for one in digest.training
    )
    total = (
        _("All events"), "", _offered(digest, digest.training), show_number(digest.places_taken),
        format_hours(digest.learning_minutes), *((_cost(whole),) if whole is not None else ()),
    )  # fmt: skip
    one = digest.told_once and len(rows) == 1
    yield Table(_("Training events in order of date"), columns, rows, None if one else total)
    yield NoteBlock(_note(digest))


def _offered(digest: AnnualReport, events: Sequence[Training]) -> str:
    """Return how many places there were; since edition 5 a dash where of one it is not said."""
    unsaid = digest.edition > 4 and not all(one.places for one in events)
    return NO_VALUE if unsaid else show_number(sum(one.places for one in events))


def _held(digest: AnnualReport) -> str:
    """Say how many events there were, how many took part, and for how long together."""
    places = ngettext("{n} place was taken", "{n} places were taken", digest.places_taken)
    if not digest.well_put:
        events = ngettext("{n} training event", "{n} training events", len(digest.training))
        return _("There were {events}; {places}, {hours} hours of learning in all.").format(
            events=events, places=places, hours=format_hours(digest.learning_minutes)
        )
    events = ngettext(
        "There was {n} training event", "There were {n} training events", len(digest.training)
    )
    if digest.told_apart:
        places = ngettext("{n} person came", "{n} people came", digest.places_taken)
        if len(digest.training) > 1 and digest.places_taken > 1:
            places = _("people came {n} times").format(n=show_number(digest.places_taken))
    if not digest.places_taken:
        nobody = _("{events}; no place was taken.")
        if digest.told_apart:
            nobody = _("{events}; it is not recorded that anybody came.")
        return nobody.format(events=events)
    if not digest.learning_minutes:
        return _("{events}; {places}.").format(events=events, places=places)
    return _("{events}; {places}, {hours} of learning in all.").format(
        events=events, places=places, hours=show_hours(half_up(digest.learning_minutes, 6))
    )


def _cost(pence: int | None) -> str:
    return NO_VALUE if pence is None else show_money(pence)


def _note(digest: AnnualReport) -> str:
    """Say what hours are, and of which events the cost is not known."""
    hours = (
        _("Hours are those of all who came, together: how many came times length.")
        if digest.told_apart
        else _("Hours are those of all who took part together: places taken times length.")
    )
    unknown = sum(one.cost is None for one in digest.training)
    if digest.training_cost is None or not unknown:
        return hours
    left_out = ngettext(
        "What {n} event cost is not recorded.", "What {n} events cost is not recorded.", unknown
    )
    return join_sentences((hours, left_out))
