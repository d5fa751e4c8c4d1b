"""Makes the invented network to try the app on, and to measure it with."""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from facilitator_app.clock import Clock, fixed_on
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import _
from facilitator_app.sample import build, geography, people_names
from facilitator_app.sample.build_base import Order
from facilitator_app.services import documents, equality, files, publications, sample_files
from facilitator_app.services.files import File

PASSPHRASE = "three valleys sample"  # noqa: S105 - of an invented network, and public


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
    who = people_names.load().named["facilitator"]
    file = files.create(
        path, passphrase, geography.load().network.name, fixed_on(order.as_at),
        who=f"{who.forename} {who.surname}", chance=random.Random(f"{seed}/file"),  # noqa: S311 - ids only
    )  # fmt: skip
    try:
        build.build(file.store, order, told)
        told.step(3, build.STAGES, _("Attaching its files"))
        sample_files.attach(file)
        told.step(4, build.STAGES, _("Publishing its report"))
        _publish(file, told)
        _ask(file, order.as_at.year)
        told.check()
    except BaseException:
        file.close()
        path.unlink(missing_ok=True)
        raise
    file.close()
    return path


def _publish(file: File, progress: Progress) -> None:
    """Publish the report of the last whole year, as a network does each summer."""
    year = documents.subject(file, "annual")
    publications.publish(file, publications.read(file, "annual", year)(progress.part()))


def _ask(file: File, year: int) -> None:
    """Open a round of asking for equality answers that a few have answered."""
    asked = equality.open_round(file, f"{year}")
    for code in ("yes", "no", "no", "not_said"):
        equality.answer(file, asked, {"day_to_day_limited": code})
