"""Makes the invented network to try the app on, and to measure it with."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from sqlalchemy import select

from facilitator_app.clock import Clock, FixedClock, fixed_on
from facilitator_app.domain.dates import financial_year_bounds
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import _
from facilitator_app.records.meetings import Meeting
from facilitator_app.sample import build, build_minutes, geography, people_names
from facilitator_app.sample.build_base import Order
from facilitator_app.services import (
    corrections,
    documents,
    equality,
    files,
    meetings,
    publications,
    sample_files,
)
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store.file import discard

PASSPHRASE = "three valleys sample"  # noqa: S105 - of an invented network, and public
_READ_AGAIN = dt.timedelta(days=8)


def make(  # noqa: PLR0913 - what a sample is to be, each by its own name
    path: Path, *, members: int = 64, years: int = 3, seed: int = 1,
    as_at: dt.date | None = None, passphrase: str = PASSPHRASE, clock: Clock,
    progress: Progress | None = None,
) -> Path:  # fmt: skip
    """Write an invented network to a new file at `path`, as it stands on `as_at`; return `path`.

    Without `as_at` it stands on the clock's today. The same numbers give the same content; only
    the file's salt, the journal's nonces and the tokens of equality answers differ. Raises
    AppError if the file is there already or the numbers cannot be; stopped, it leaves no file.
    """
    told = progress or Progress()
    order = Order(members, years, seed, as_at or clock.today())
    order.check()
    clock_then = fixed_on(order.as_at)
    who = people_names.load().named["facilitator"]
    file = files.create(
        path, passphrase, geography.load().network.name, clock_then,
        who=f"{who.forename} {who.surname}", chance=random.Random(f"{seed}/file"),  # noqa: S311 - ids only
    )  # fmt: skip
    try:
        build.build(file.store, order, told)
        told.step(3, build.STAGES, _("Attaching its files"))
        sample_files.attach(file)
        told.step(4, build.STAGES, _("Publishing its reports"))
        _publish(file, clock_then, order, told)
        _ask(file, order.as_at.year)
        told.check()
    except BaseException:
        file.close()
        discard(path)
        raise
    file.close()
    return path


def _publish(file: File, clock: FixedClock, order: Order, progress: Progress) -> None:
    """Publish what a network does: minutes as they are approved, and each summer a report.

    Of the last whole year the first group's minutes and the report that came out then, and now the
    report of that year itself.
    """
    last = documents.subject(file, "annual")
    given_out = _minutes(file, last)
    if order.years > 1:
        given_out.append((dt.date(last, 7, 15), "annual", last - 1))
    for day, paper, subject in sorted(given_out):
        clock.at = fixed_on(day).at
        publications.publish(file, publications.read(file, paper, subject)(progress.part()))
    for day, _paper, meeting in [one for one in given_out if one[1] == "minutes"][-1:]:
        clock.at = fixed_on(min(day + _READ_AGAIN, order.as_at)).at
        _correct(file, meeting)
    clock.at = fixed_on(order.as_at).at
    publications.by_hand(file, "annual", last)


def _correct(file: File, meeting: int) -> None:
    """Record a correction of minutes that were published."""
    item = next(one for one in meetings.page(file, meeting).items if one.text)
    text = f"{item.text} {build_minutes.LEFT_OUT}"
    corrections.correct(
        file, Draft("agenda_item", {"text": text}, item.id), build_minutes.WHY_ADDED
    )


def _minutes(file: File, year: int) -> list[tuple[dt.date, str, int]]:
    """Return the day, "minutes" and the meeting of each approval of one group in a year."""
    first, last = financial_year_bounds(year)
    with file.store.read() as session:
        approved = session.execute(
            select(Meeting.approved_on, Meeting.id, Meeting.body_id)
            .where(Meeting.status == "approved", Meeting.approved_on.between(first, last))
            .order_by(Meeting.approved_on, Meeting.id)
        ).all()
    return [
        (day, "minutes", meeting)
        for day, meeting, body in approved
        if day is not None and body == approved[0].body_id
    ]


def _ask(file: File, year: int) -> None:
    """Open a round of asking for equality answers that a few have answered."""
    asked = equality.open_round(file, f"{year}")
    for code in ("yes", "no", "no", "not_said"):
        equality.answer(file, asked, {"day_to_day_limited": code})
