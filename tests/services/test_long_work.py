"""Every long piece of work tells how far it is, and stopped anywhere it leaves all as it was."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from facilitator_app.clock import FixedClock
from facilitator_app.digests.attachments import AttachmentPlace
from facilitator_app.digests.lists import ListQuery
from facilitator_app.domain.errors import Cancelled
from facilitator_app.domain.progress import Progress
from facilitator_app.services import (
    attachments,
    documents,
    erasure,
    exchange,
    files,
    list_papers,
    meetings,
    sample,
)
from facilitator_app.services.files import File
from facilitator_app.store.key import derive, read_salt
from facilitator_app.store.stopping import stopping
from tests.conftest import PASSPHRASE, TODAY, Make
from tests.files import make as released
from tests.stopping import Stopping
from tests.store.seeing import content

Work = Callable[[Progress], object]


@pytest.fixture(name="stick")
def a_stick(tmp_path: Path) -> Path:
    """Return an empty folder that is not the file's own."""
    folder = tmp_path / "stick"
    folder.mkdir()
    return folder


class Desk:
    """One open file, what every piece of work needs, and how it all stands."""

    def __init__(self, file: File, make: Make, stick: Path, clock: FixedClock) -> None:
        """Put people, a meeting, a list and a package on the desk."""
        self.file, self.stick, self.clock = file, stick, clock
        self.member = make.member("Joan", "Quillfeather")
        make.member("Taro", "Bright")
        self.meeting = make.meeting(make.body(), TODAY)
        attachments.add(file, self.place, [attachments.from_bytes("a.txt", b"Dear Joan")], _never())
        self.table = stick / "list.csv"
        self.table.write_text("Forenames,Surname,Kinds\nAda,Jones,Patient\nBob,Rees,Carer\n")
        self.package = stick / "all.zip"
        exchange.export_package(file, self.package)
        self.copy = files.backup(file, stick)
        self.older = stick / "older.facilitator"
        self.older.write_bytes((released.FOLDER / "step_0001.facilitator").read_bytes())

    @property
    def place(self) -> AttachmentPlace:
        """Where something is attached."""
        return AttachmentPlace("member", self.member, "")

    def state(self) -> tuple[object, ...]:
        """Return all that the file holds, and every other file to the byte."""
        asked = "SELECT count(*) FROM change_set UNION ALL SELECT count(*) FROM content"
        counted = self.file.store.raw.execute(asked).fetchall()
        around = {
            one: one.read_bytes()
            for folder in (self.stick, self.file.store.path.parent)
            for one in folder.iterdir()
            if not one.name.startswith(self.file.store.path.name)
        }
        return content(self.file), counted, around

    def check(self, progress: Progress) -> object:
        """See whether the file is sound."""
        return files.check(self.file, progress)

    def back_up(self, progress: Progress) -> object:
        """Write a copy."""
        return files.backup(self.file, self.stick, progress)

    def change_passphrase(self, progress: Progress) -> object:
        """Give the file another passphrase."""
        files.change_passphrase(self.file, "four other words here", progress)
        return self.file

    def restore(self, progress: Progress) -> object:
        """Put a backup in the place of a file that is closed."""
        return files.restore(self.copy, self.older, PASSPHRASE, self.clock, progress)

    def upgrade(self, progress: Progress) -> object:
        """Open a file of an older program."""
        key = derive(released.PASSPHRASE, read_salt(self.older))
        made = files.open_file(self.older, key, self.clock, progress=progress)
        made.close()
        return made

    def erase(self, progress: Progress) -> object:
        """Erase a person, from the backup too."""
        return erasure.erase(self.file, "member", self.member, progress)

    def import_list(self, progress: Progress) -> object:
        """Read a list, plan it and add it."""
        preview = exchange.preview(self.file, "member", self.table)
        plan = exchange.replan(
            self.file, "member", preview.sheet, preview.matching, progress.part()
        ).plan
        return exchange.apply(self.file, plan, frozenset(), progress)

    def import_package(self, progress: Progress) -> object:
        """Take in what another network wrote."""
        return exchange.import_package(self.file, self.package, progress)

    def export_package(self, progress: Progress) -> object:
        """Write everything."""
        exchange.export_package(self.file, self.package, progress=progress)
        return self.package

    def export_list(self, progress: Progress) -> object:
        """Write a list."""
        out = self.stick / "members.xlsx"
        return exchange.export_list(self.file, ListQuery("member"), out, progress=progress)

    def print_list(self, progress: Progress) -> object:
        """Read a list and lay it out."""
        return list_papers.read(self.file, ListQuery("member"), progress=progress).document(
            "pdf", progress
        )

    def report(self, progress: Progress) -> object:
        """Lay a report out."""
        year = documents.subject(self.file, "annual")
        return documents.read(self.file, "annual", year).document("pdf", progress)

    def approve(self, progress: Progress) -> object:
        """Set the minutes that are to be approved, and approve them."""
        ready = meetings.approval(self.file, self.meeting)(progress)
        return meetings.take_step(self.file, self.meeting, "approved", ready)

    def attach(self, progress: Progress) -> object:
        """Attach two files."""
        given = [attachments.from_bytes(f"{n}.txt", n.encode()) for n in ("one", "two")]
        return attachments.add(self.file, self.place, given, progress)

    def make_sample(self, progress: Progress) -> object:
        """Invent a network."""
        path = self.stick / "sample.facilitator"
        return sample.make(path, members=40, years=1, clock=self.clock, progress=progress)


def _never() -> Progress:
    return Progress()


LONG = (
    Desk.check, Desk.back_up, Desk.change_passphrase, Desk.restore, Desk.upgrade, Desk.erase,
    Desk.import_list, Desk.import_package, Desk.export_package, Desk.export_list, Desk.print_list,
    Desk.report, Desk.approve, Desk.attach, Desk.make_sample,
)  # fmt: skip


@pytest.mark.parametrize("work", LONG, ids=[one.__name__ for one in LONG])
def test_stopped_at_any_step_it_leaves_all_as_it_was(
    work: Callable[[Desk, Progress], object],
    file: File,
    make: Make,
    stick: Path,
    clock: FixedClock,
) -> None:
    desk = Desk(file, make, stick, clock)
    before, steps = desk.state(), 0
    while stops(partial(work, desk), Stopping(steps)):
        assert desk.state() == before, steps
        steps += 1
    assert steps > 0
    assert files.check(file) == ()


def stops(work: Work, user: Stopping) -> bool:
    """Say whether work stops for `user`, and does not come to its end before."""
    try:
        work(user.progress)
    except Cancelled:
        assert all(user.told)
        return True
    return False


def test_a_single_statement_ends_in_its_middle(file: File) -> None:
    endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i FROM n) SELECT max(i) FROM n"
    user = Progress()
    user.cancel()
    with pytest.raises(Cancelled), stopping(file.store.raw, user):
        file.store.raw.execute(endless).fetchall()
    assert file.store.raw.execute("SELECT 1").fetchall() == [(1,)]


def test_past_the_last_moment_nothing_stops_any_more() -> None:
    progress = Progress()
    part = progress.part()
    part.end("Saved")
    ended = [progress.ending]
    progress.end("Saving")
    progress.cancel()
    progress.check()
    assert not progress.cancelled
    assert [*ended, progress.ending] == [False, True]
