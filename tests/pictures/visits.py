"""The way through all pages: how each is come to, in the state in which it is looked at."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QTextBrowser
from reportlab.pdfgen.canvas import Canvas

from facilitator_app.app.places import places
from facilitator_app.gui.help import HelpPage
from facilitator_app.gui.pages.attachments.attachments_page import AttachmentsPage
from facilitator_app.gui.pages.claims.claim_page import ClaimParts
from facilitator_app.gui.pages.importing.import_page import ImportPage
from facilitator_app.gui.pages.list_page import ListPage
from facilitator_app.gui.pages.meetings.meeting_page import MeetingPage
from facilitator_app.gui.pages.meetings.panes import REGISTER
from facilitator_app.gui.pages.record_page import RecordPage
from facilitator_app.gui.pages.reports.reports_page import ReportsPage
from facilitator_app.gui.pages.settings.sections import SECTIONS
from facilitator_app.gui.pages.settings.settings_page import SettingsPage
from facilitator_app.gui.pages.two_lists import TwoLists
from facilitator_app.gui.window import Window
from facilitator_app.services import attachments, lists
from facilitator_app.services.files import File
from tests.gui.pictures import rest

Come = Callable[[Window], object]
Visit = tuple[str, Come]
LISTS = Path(__file__).parents[1] / "exchange" / "files"
LONG = (
    "The disk did not answer, so this was not saved. "
    "See that the drive is plugged in, then save again."
)
KINDS = ("member", "body", "seat", "action", "claim", "training_event", "meeting")


def each_place() -> Iterator[Visit]:
    """Each place of the rail, lists with a card over them or with nothing found in them."""
    for place in places():
        yield place.name, partial(_go, place.name)
        if place.name == "seats":
            yield "seats_turned", lambda window: front(window, TwoLists).turn()
    yield "members_card", _card_over
    yield "members_none", _nothing_found
    yield "members_columns", _choose_columns
    yield "members_columns_found", _find_a_column
    yield "members_sensitive", _sensitive
    yield "members_paper", _printed
    yield "seats_reached", _seats_reached
    yield "members_chip", lambda window: _members(window).show_list("member", "access")


def settings() -> Iterator[Visit]:
    """Each section of the settings."""
    for name in (one.name for one in SECTIONS):
        yield f"settings_{name}", partial(_section, name)


def papers() -> Iterator[Visit]:
    """Each paper, and the forms of the first."""
    for name in ("annual", "members", "minutes"):
        yield f"paper_{name}", partial(_paper, name)
    for form in ("large-print", "html", "text"):
        yield f"paper_{form}", partial(_form, form)
    yield "paper_annual_publishing", _publish
    yield "published", lambda window: front(window, ReportsPage).show_published()
    yield "published_corrected", _published_and_corrected


def records(file: File) -> Iterator[Visit]:
    """Each record, as it is and as a new one; forms with mistakes, drafts and clashes."""
    for kind in KINDS:
        yield kind, partial(_open, kind, some(file, kind))
        yield f"{kind}_end", _scroll_down
        yield f"{kind}_new", partial(_new, kind)
        yield f"{kind}_bad", _save_what_is_missing
    for kind in ("mileage_rate", "framework"):
        yield kind, partial(_open, kind, some(file, kind))


def meeting(file: File) -> Iterator[Visit]:
    """A meeting to come and one that was held, with each of its lines open."""
    yield "meeting_coming", lambda window: window.open_record("meeting", some(file, "meeting"))
    yield "earlier_words", _earlier_words
    yield "earlier_words_left", lambda window: window.back()
    yield "meeting_decision", lambda window: _meeting(window).item.outcomes.open_decision()
    yield "meeting_action", lambda window: _meeting(window).item.outcomes.open_action()
    yield "meeting_item", lambda window: _meeting(window).item.edit()
    yield "meeting_adding", lambda window: _meeting(window).add()
    yield "meeting_held", lambda window: window.open_record("meeting", held(file))
    yield "meeting_written", lambda window: _meeting(window).agenda.list.setCurrentRow(4)
    yield "meeting_correcting", lambda window: _meeting(window).item.edit()
    yield "meeting_register", lambda window: _meeting(window).panes.turn_to(REGISTER)
    yield "meeting_late", lambda window: window.open_record("meeting", some(file, "meeting", -1))
    yield "meeting_attachments", _attachments
    yield "attachment_open", _open_attachment
    yield "attachment_looked_at", _look_at_attachment
    yield "attachment_left", lambda window: window.back()
    yield "meeting_back", lambda window: window.back()
    yield "meeting_details", lambda window: _meeting(window).head.edit.emit()


def claims(file: File) -> Iterator[Visit]:
    """Claims in each state, with the steps that are asked about."""
    for chip in ("drafts", "waiting", "to_pay", "paid"):
        yield (
            f"claim_{chip}",
            partial(_open, "claim", some(file, "claim", 0, chip)),
        )
        yield f"claim_{chip}_step", _first_step
    yield "claim_correcting", lambda window: front(window, RecordPage).corrections.start()
    yield (
        "claim_for",
        lambda window: window.new_record(
            "claim", {"member_id": some(file, "member"), "meeting_id": held(file)}
        ),
    )


def import_list() -> Iterator[Visit]:
    """The steps of importing a list, up to the last question."""
    yield "import_choose", lambda window: window.show_page(ImportPage(window.context, "member"))
    yield (
        "import_wrong",
        lambda window: front(window, ImportPage).take_file(LISTS / "letter.txt"),
    )
    yield (
        "import_match",
        lambda window: front(window, ImportPage).take_file(LISTS / "hand_made.csv"),
    )
    yield "import_preview", lambda window: front(window, ImportPage).foot.next.click()


def finding() -> Iterator[Visit]:
    """The guide, and the one box that finds everything."""
    yield "help", lambda window: window.help("start")
    yield "help_keys", lambda window: window.help("keys")
    yield "help_fields", _help_fields
    yield "palette", lambda window: window.find_anything()
    for name, typed in (("joan", "jo"), ("none", "xyzzy")):
        yield f"palette_{name}", partial(_find, typed)
    yield "palette_places", lambda window: window.list_places()
    yield "palette_closed", lambda window: window.command_box.close_box()
    yield "notice", lambda window: window.notice.say("Done: change member", undo=window.undo)
    yield "notice_bad", lambda window: window.tell(LONG, bad=True)


def some(file: File, kind: str, place: int = 0, chip: str | None = None) -> int:
    """Return the id of a record: the one at `place` in the list of its kind, from the end if -1."""
    ask = lists.first_query(kind)
    wanted = ask if chip is None else type(ask)(kind, chip)
    total = lists.frame(file, wanted).total
    if not total:
        wanted, total = type(ask)(kind), lists.frame(file, type(ask)(kind)).total
    return lists.page(file, wanted, place % total, 1)[0].id


def held(file: File) -> int:
    """Return the id of a meeting that was held and approved."""
    ask = lists.first_query("meeting")
    return lists.page(file, type(ask)("meeting", "all", sort="date"), 60, 1)[0].id


def front(window: Window, kind: type[Any]) -> Any:
    """Return the page in front, which is of `kind`."""
    page = window.stack.front
    assert isinstance(page, kind), f"{type(page).__name__} is in front, not {kind.__name__}"
    return page


def _go(place: str, window: Window) -> None:
    window.go(place)


def _open(kind: str, record_id: int, window: Window) -> None:
    window.open_record(kind, record_id)


def _new(kind: str, window: Window) -> None:
    window.new_record(kind)


def _find(typed: str, window: Window) -> None:
    window.command_box.field.setText(typed)


def _members(window: Window) -> ListPage:
    window.go("members")
    page = front(window, ListPage)
    assert isinstance(page, ListPage)
    page.clear_search()
    return page


def _card_over(window: Window) -> None:
    page = _members(window)
    page.table.selectRow(2)
    QTest.keyClick(page.table, Qt.Key.Key_Space)


def _nothing_found(window: Window) -> None:
    _members(window)
    window.search()
    QTest.keyClicks(window.focusWidget(), "xyzzy")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Return)


def _choose_columns(window: Window) -> None:
    _members(window).choose_columns()


def _find_a_column(window: Window) -> None:
    QTest.keyClicks(window.focusWidget(), "e-mail")
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Down)
    QTest.keyClick(window.focusWidget(), Qt.Key.Key_Space)


def _sensitive(window: Window) -> None:
    page = _members(window)
    page.columns.hide()
    page.table.arrangement.show_column("access_needs", True)
    page.print_paper()


def _printed(window: Window) -> None:
    page = _members(window)
    page.table.arrangement.reset()
    page.print_paper()


def _seats_reached(window: Window) -> None:
    """Seats with how each member is reached; the members list is set back for the next visits."""
    _members(window).table.arrangement.reset()
    window.go("seats")
    both = front(window, TwoLists)
    both.show_list("seat", "")
    page = both.front
    page.table.arrangement.reset()
    for key in ("member_id.telephone", "member_id.email"):
        page.table.arrangement.show_column(key, True)


def _section(name: str, window: Window) -> None:
    window.go("settings")
    front(window, SettingsPage).show_section(name)


def _paper(name: str, window: Window) -> None:
    window.go("reports")
    front(window, ReportsPage).choose_form("pdf")
    front(window, ReportsPage).choose_paper(name)


def _form(form: Any, window: Window) -> None:
    front(window, ReportsPage).choose_form(form)


def _publish(window: Window) -> None:
    _paper("annual", window)
    front(window, ReportsPage).publish()


def _published_and_corrected(window: Window) -> None:
    """Open the newest minutes that were published, of which the sample corrects a line."""
    page = front(window, ListPage)
    [at] = [
        row
        for row in range(page.model.rowCount())
        if page.model.index(row, 0).data().startswith("Minutes")
    ][:1]
    page.table.selectRow(at)
    QTest.keyClick(page.table, Qt.Key.Key_Return)


def _scroll_down(window: Window) -> None:
    page = window.stack.front
    if isinstance(page, RecordPage):
        bar = page.form.area.verticalScrollBar()
        bar.setValue(bar.maximum())


def _save_what_is_missing(window: Window) -> None:
    page = front(window, RecordPage)
    for row in page.form.rows.values():
        if row.field.required and not row.editor.value_text():
            row.go()
            break
    page.save()


def _meeting(window: Window) -> MeetingPage:
    page = front(window, MeetingPage)
    assert isinstance(page, MeetingPage)
    return page


def _earlier_words(window: Window) -> None:
    """Type over words twice, and look at what stood there."""
    minutes = _meeting(window).item.minutes
    first = "Joan told us of the car park, which is full by nine."
    second = "The trust will be asked for ten places more."
    for words in (first, f"{first}\n\n{second}", second):
        minutes.editor.setPlainText(words)
        minutes.flush()
        rest(window)
    minutes.history.click()


def _attachments(window: Window) -> None:
    """Show what is attached to a meeting that is still to come."""
    page = _meeting(window)
    page.head.attachments.emit()
    part = front(window, AttachmentsPage).part
    if not part.list.count():  # the same file is looked at in several looks
        part.take([attachments.from_bytes("Directions.txt", b"Second door on the left")])
        part.take([attachments.from_bytes("Map.pdf", _map())])
    part.list.setCurrentRow(0)


def _open_attachment(window: Window) -> None:
    front(window, AttachmentsPage).part.open()


def _look_at_attachment(window: Window) -> None:
    part = front(window, AttachmentsPage).part
    part.list.setCurrentRow(1)
    part.look()


def _map() -> bytes:
    """Return a page with the way to a hall on it."""
    made = io.BytesIO()
    canvas = Canvas(made, (420, 300))
    canvas.drawString(30, 260, "Car park")
    canvas.rect(30, 180, 90, 70)
    canvas.drawString(300, 90, "Hall, second door")
    canvas.rect(300, 110, 90, 70)
    canvas.line(120, 200, 300, 140)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def _first_step(window: Window) -> None:
    parts = front(window, RecordPage).parts
    assert isinstance(parts, ClaimParts)
    if parts.steps.buttons:
        parts.steps.open(next(iter(parts.steps.buttons)))


def _help_fields(window: Window) -> None:
    """Read what is told about the fields of a member, at the end of their page."""
    window.help("members")
    text = front(window, HelpPage).findChild(QTextBrowser)
    assert text is not None
    text.verticalScrollBar().setValue(text.verticalScrollBar().maximum())


WAYS: dict[str, Callable[[File], Iterator[Visit]]] = {
    "places": lambda _file: each_place(),
    "settings": lambda _file: settings(),
    "papers": lambda _file: papers(),
    "records": records,
    "meeting": meeting,
    "claims": claims,
    "import": lambda _file: import_list(),
    "finding": lambda _file: finding(),
}
