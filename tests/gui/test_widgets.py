"""Small parts: what they say to a screen reader, how they fold, and that nothing is cut."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.digests import cards, lists
from facilitator_app.digests.lists import ChipCount
from facilitator_app.gui import notice_bar, theme
from facilitator_app.gui.focus import FocusRing
from facilitator_app.gui.metrics import DETAIL, EDGE
from facilitator_app.gui.notice_bar import NoticeBar
from facilitator_app.gui.widgets.buttons import button, icon_button, primary_button
from facilitator_app.gui.widgets.chip import ChipRow
from facilitator_app.gui.widgets.detail_card import DetailCard
from facilitator_app.gui.widgets.empty_state import EmptyState
from facilitator_app.gui.widgets.facts import FactRow
from facilitator_app.gui.widgets.link import Link
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.pill import PillLabel, paint_pill, pill_width
from facilitator_app.gui.widgets.progress_panel import ProgressPanel
from facilitator_app.gui.widgets.search_field import SearchField
from facilitator_app.gui.widgets.step_line import StepLine
from facilitator_app.gui.widgets.text_label import text_label
from tests.gui import pictures
from tests.gui.probe import clipped, nameless, unreachable

pytestmark = pytest.mark.usefixtures("app")

CHIPS = (
    lists.ChipCount("current", "Current", "", 46),
    lists.ChipCount("review", "Needs review", "", 3),
    lists.ChipCount("access", "Access needs", "ear", 11),
    lists.ChipCount("all", "Everyone", "", 1052),
)
JOAN = cards.Card(
    title="Joan Whitlock",
    subtitle="Patient · joined 3 Mar 2023",
    pill=cards.Pill("Current", "ok", "check-circle"),
    access="Large print, 18 pt, on yellow. Hearing loop, sit near the front.",
    sections=(
        cards.CardSection(
            "Contact",
            (
                cards.Fact("Telephone", "01684 496 0142, mornings"),
                cards.Fact("E-mail", "joan.whitlock@example.org"),
            ),
        ),
        cards.CardSection(
            "Seats",
            (
                cards.Fact("Network Partnership Group", "Ends 31 Jan", "warn", "hourglass"),
                cards.Fact("Breast site-specific group", "to 30 Sept 2028", "quiet"),
            ),
        ),
        cards.CardSection(
            "This year",
            (
                cards.Fact("Attended", "9 of 11", dots=(True,) * 9 + (False,) * 2),
                cards.Fact("Claims", "£184.20 in 6 claims, all paid", link=("claim", 2**40)),
            ),
        ),
    ),
    actions=(cards.CardAction("Log a contact", command="log"),),
)  # fmt: skip


def _shown(bot: QtBot, widget: QWidget, width: int = 900, height: int = 600) -> QWidget:
    bot.addWidget(widget)
    widget.resize(width, height)
    widget.show()
    widget.activateWindow()
    pictures.settle()
    return widget


def test_a_chip_tells_its_count(qtbot: QtBot) -> None:
    row = ChipRow("Views")
    row.set_chips(CHIPS, "review")
    _shown(qtbot, row, 900, 40)
    spoken = QAccessible.queryAccessibleInterface(row.chips[1])
    assert spoken is not None
    assert spoken.text(QAccessible.Text.Name) == "Needs review, 3"
    assert spoken.role() == QAccessible.Role.RadioButton
    assert row.chips[3].accessibleName() == "Everyone, 1,052"


def test_one_chip_is_chosen_by_mouse_and_by_arrow(qtbot: QtBot) -> None:
    row = ChipRow("Views")
    row.set_chips(CHIPS, "current")
    _shown(qtbot, row, 900, 40)
    with qtbot.waitSignal(row.chosen) as told:
        QTest.mouseClick(row.chips[2], Qt.MouseButton.LeftButton)
    assert told.args == ["access"]
    assert [chip.isChecked() for chip in row.chips] == [False, False, True, False]


def test_chips_keep_their_widgets_when_only_counts_change() -> None:
    row = ChipRow("Views")
    row.set_chips(CHIPS, "current")
    before = list(row.chips)
    row.set_chips([lists.ChipCount(c.key, c.label, c.icon, c.count + 1) for c in CHIPS], "current")
    assert row.chips == before
    assert row.chips[1].accessibleName() == "Needs review, 4"


@pytest.mark.parametrize("width", [260, 330, 400, 460])
def test_chips_keep_their_places_when_one_out_of_the_menu_is_chosen(
    scaled: theme.Theme, qtbot: QtBot, width: int
) -> None:
    row = ChipRow("Views")
    row.set_chips(CHIPS, "current")
    _shown(qtbot, row, scaled.px(width), scaled.px(40))
    before = {chip.key: chip.x() for chip in row.chips if chip.isVisible()}
    row.set_chips(CHIPS, "all")
    after = {chip.key: chip.x() for chip in row.chips if chip.isVisible()}
    assert "all" in after
    stayed = before.keys() & after.keys()
    assert {key: before[key] for key in stayed} == {key: after[key] for key in stayed}
    assert max(after, key=lambda key: after[key]) == "all"
    assert clipped(row) == []


@pytest.mark.parametrize("width", [200, 260, 400, 560])
def test_chips_without_room_go_into_a_menu(scaled: theme.Theme, qtbot: QtBot, width: int) -> None:
    holder = QWidget()
    row = ChipRow("Views")
    QVBoxLayout(holder).addWidget(row)
    row.set_chips(CHIPS, "all")
    _shown(qtbot, holder, scaled.px(width), scaled.px(60))
    seen = [chip for chip in row.chips if chip.isVisible()]
    assert row.chips[3] in seen  # the chosen one is never hidden
    assert len(seen) < 4 or width > 500
    assert not clipped(holder)


def test_a_pill_in_a_page_is_the_pill_of_the_table(themed: theme.Theme, qtbot: QtBot) -> None:
    pill = PillLabel("Needs review", "warn", "warning")
    _shown(qtbot, pill, pill.sizeHint().width(), pill.sizeHint().height())
    own = pill.grab().toImage().convertToFormat(QImage.Format.Format_RGB32)
    other = QImage(own.size(), QImage.Format.Format_RGB32)
    other.fill(themed.colour("paper"))
    painter = QPainter(other)
    paint_pill(painter, QRect(0, 0, own.width(), own.height()), "warn", "Needs review", "warning")
    painter.end()
    assert own == other


def test_the_usual_state_has_no_fill() -> None:
    image = QImage(200, 24, QImage.Format.Format_RGB32)
    paper = theme.current().colour("paper")
    image.fill(paper)
    painter = QPainter(image)
    paint_pill(painter, image.rect(), "", "Current", "check-circle")
    painter.end()
    assert image.pixelColor(0, 12) == paper
    assert pill_width("ok", "Current", "x") > pill_width("", "Current", "x")


@pytest.mark.parametrize("width", [340, 376, 560])
def test_a_card_cuts_nothing(scaled: theme.Theme, qtbot: QtBot, width: int) -> None:
    card = DetailCard(list, lambda _record, _id: None, lambda _action: None, list)
    card.show_card(JOAN)
    _shown(qtbot, card, scaled.px(width), 900)
    assert clipped(card) == []
    assert nameless(card) == []


def test_a_pill_that_is_wider_than_the_card_goes_on_below(
    scaled: theme.Theme, qtbot: QtBot
) -> None:
    words = "Payment authorised, rate not confirmed by the finance department yet"
    looks = cards.CardSection("Look at", (cards.Fact("Claims", words, "bad", "warning"),))
    card = DetailCard(print, print, print, print)
    long_ = cards.Pill(words, "warn", "warning")
    card.show_card(replace(JOAN, pill=long_, sections=(looks, *JOAN.sections)))
    _shown(qtbot, card, scaled.px(DETAIL), 900)
    assert not clipped(card)
    pills = [one for one in card.findChildren(PillLabel) if one.text == words]
    assert len(pills) == 2
    for one in pills:
        assert one.height() > one.sizeHint().height()
        assert one.mapTo(card, one.rect().topRight()).x() < card.width()


def test_a_title_over_the_list_does_not_break_beside_its_pill(
    scaled: theme.Theme, qtbot: QtBot
) -> None:
    card = DetailCard(list, lambda _record, _id: None, lambda _action: None, list)
    card.set_over(True)
    card.show_card(replace(JOAN, title="Isla Abercrombie"))
    _shown(qtbot, card, scaled.px(DETAIL + EDGE), 900)
    [title] = [one for one in card.findChildren(QLabel) if one.text() == "Isla Abercrombie"]
    assert title.height() < 2 * title.fontMetrics().lineSpacing()


def test_a_card_leads_on(qtbot: QtBot) -> None:
    gone: list[object] = []
    card = DetailCard(
        lambda: gone.append("open"),
        lambda record, id_: gone.append((record, id_)),
        gone.append,
        list,
    )
    card.show_card(JOAN)
    _shown(qtbot, card, 376, 900)
    for name in ("Open", "Log a contact", "£184.20 in 6 claims, all paid"):
        found = [
            b for b in card.findChildren(QWidget) if b.accessibleName() == name and b.isVisible()
        ]
        QTest.mouseClick(found[0], Qt.MouseButton.LeftButton)
    assert gone == ["open", JOAN.actions[0], ("claim", 2**40)]


def test_a_card_over_the_list_can_be_closed_and_filled_again(qtbot: QtBot) -> None:
    closed: list[int] = []
    card = DetailCard(list, lambda _r, _i: None, lambda _a: None, lambda: closed.append(1))
    card.set_over(True)
    for _time in range(3):
        card.show_card(JOAN)
        card.show_card(None)
    card.show_card(JOAN)
    _shown(qtbot, card, 400, 900)
    close = [
        b
        for b in card.findChildren(QWidget)
        if b.accessibleName().startswith("Close") and b.isVisible()
    ]
    QTest.mouseClick(close[0], Qt.MouseButton.LeftButton)
    assert closed == [1]


def test_a_narrow_fact_stands_below_its_label(qtbot: QtBot) -> None:
    fact = FactRow(cards.Fact("E-mail", "joan.whitlock@example.org"))
    _shown(qtbot, fact, 200, 60)
    assert not clipped(fact)


def test_a_fact_stands_beside_its_label_where_both_fit(scaled: theme.Theme, qtbot: QtBot) -> None:
    fact = FactRow(cards.Fact("E-mail", "rosemary.micklethwait@example.org"))
    _shown(qtbot, fact, scaled.px(335), scaled.px(60))
    label, value = fact.findChildren(QLabel)
    assert value.x() > label.x()
    assert not clipped(fact)


@pytest.mark.parametrize("tone", ["quiet", "bad"])
@pytest.mark.parametrize("width", [221, 600])
def test_what_stands_at_the_right_end_comes_below_where_it_leaves_no_room(
    scaled: theme.Theme, qtbot: QtBot, width: int, tone: str
) -> None:
    words = "3 Mar 2026 to 31 Mar 2029, vice chair"
    fact = FactRow(cards.Fact("Site-Specific Group", words, tone=tone, link=("body", 1)), print)
    assert tone == "bad" or fact.minimumSizeHint().width() <= scaled.px(221)
    _shown(qtbot, fact, max(scaled.px(width), fact.minimumSizeHint().width()), scaled.px(80))
    kind: type[QWidget] = QLabel if tone == "quiet" else PillLabel
    (value,) = fact.findChildren(kind)
    assert (value.x() > 0) is (width == 600)
    assert not clipped(fact)


def test_words_beside_dots_stand_in_one_line(scaled: theme.Theme, qtbot: QtBot) -> None:
    fact = FactRow(cards.Fact("Attended", "11 of 12", dots=(True,) * 12))
    _shown(qtbot, fact, scaled.px(335), scaled.px(60))
    _label, value = fact.findChildren(QLabel)
    assert value.width() >= value.fontMetrics().horizontalAdvance("11 of 12")
    assert not clipped(fact)


@pytest.mark.parametrize("width", [420, 700, 1158])
def test_a_head_folds(scaled: theme.Theme, qtbot: QtBot, width: int) -> None:
    field = SearchField("Find a member")
    head = PageHead(
        "Members",
        "46 current members · 3 need a review",
        [field, primary_button("Add member", "plus")],
    )
    chips = ChipRow("Views")
    chips.set_chips(CHIPS, "current")
    head.body.addWidget(chips)
    _shown(qtbot, head, scaled.px(width), scaled.px(200))
    assert clipped(head) == []
    assert nameless(head) == []
    assert unreachable(head) == []


@pytest.mark.parametrize("width", [360, 640, 1000])
def test_a_notice_keeps_its_words_and_links(scaled: theme.Theme, qtbot: QtBot, width: int) -> None:
    done: list[str] = []
    text = "The register says who was there. Miles and fares came from each person’s last claim."
    notice = Notice("info", "", text, [("Undo", lambda: done.append("undo"))])
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.addWidget(notice)
    layout.addStretch()
    _shown(qtbot, holder, scaled.px(width), scaled.px(400))
    assert clipped(holder) == []
    QTest.mouseClick(notice.buttons[0], Qt.MouseButton.LeftButton)
    assert done == ["undo"]


def test_a_notice_breaks_a_word_that_is_wider_than_itself(
    scaled: theme.Theme, qtbot: QtBot
) -> None:
    name = "SCAN_" + "W" * 90 + ".PDF"
    notice = Notice("warn", f"{name} was left out.", f"{name} is empty.", [("Close", bool)])
    holder = QWidget()
    layout = QVBoxLayout(holder)
    layout.addWidget(notice)
    layout.addStretch()
    _shown(qtbot, holder, scaled.px(360), scaled.px(500))
    assert clipped(holder) == []
    assert holder.width() == scaled.px(360)
    assert name in notice.accessibleName()


@pytest.mark.usefixtures("scaled")
def test_an_empty_page_offers_the_first_step(qtbot: QtBot) -> None:
    done: list[str] = []
    empty = EmptyState(
        "users", "Note each time someone asks for members’ views", "Keep what was asked.",
        ("Add the first one", "plus", lambda: done.append("add")),
        ("Import from Excel", "table", lambda: done.append("bring")),
        lambda: done.append("help"),
    )  # fmt: skip
    _shown(qtbot, empty, 1158, 900)
    assert clipped(empty) == []
    assert unreachable(empty) == []
    for name in ("Add the first one", "Import from Excel", "How this works"):
        QTest.mouseClick(
            next(b for b in empty.findChildren(QWidget) if b.accessibleName() == name),
            Qt.MouseButton.LeftButton,
        )
    assert done == ["add", "bring", "help"]


def test_words_are_never_read_as_mark_up(qtbot: QtBot) -> None:
    label = text_label("A & <B>tags</B>")
    _shown(qtbot, label, 300, 40)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert button("Smith & Sons").text() == "Smith && Sons"
    assert button("Smith & Sons").accessibleName() == "Smith & Sons"


@pytest.mark.parametrize(("make", "clicks"), [(primary_button, 1), (button, 2)])
def test_a_double_click_takes_one_step(
    qtbot: QtBot, make: Callable[..., QPushButton], clicks: int
) -> None:
    took: list[bool] = []
    one = make("Mark as approved", on_click=lambda: took.append(True))
    qtbot.addWidget(one)
    one.show()
    for act in (QTest.mouseClick, QTest.mouseDClick, QTest.mouseRelease):
        act(one, Qt.MouseButton.LeftButton)
    assert len(took) == clicks


def test_an_icon_button_has_a_name_and_a_tooltip(qtbot: QtBot) -> None:
    made = icon_button("columns", "Choose columns")
    qtbot.addWidget(made)
    assert (made.accessibleName(), made.toolTip()) == ("Choose columns", "Choose columns")


def test_a_search_field_asks_after_a_pause_and_at_once_on_enter(qtbot: QtBot) -> None:
    field = SearchField("Find")
    _shown(qtbot, field, 220, 40)
    with qtbot.waitSignal(field.asked, timeout=30_000) as told:
        QTest.keyClicks(field, "joan")
    assert told.args == ["joan"]
    with qtbot.waitSignal(field.asked, timeout=50) as told:
        QTest.keyClick(field, Qt.Key.Key_Escape)
    assert told.args == [""]
    with qtbot.waitSignal(field.left_down, timeout=50):
        QTest.keyClick(field, Qt.Key.Key_Down)


@pytest.mark.parametrize("width", [300, 900])
def test_steps_are_said_in_words(scaled: theme.Theme, qtbot: QtBot, width: int) -> None:
    line = StepLine(["Scheduled", "Agenda", "Held", "Minutes", "Approved"], 2)
    holder = QWidget()
    QVBoxLayout(holder).addWidget(line)
    _shown(qtbot, holder, scaled.px(width), scaled.px(80))
    assert line.accessibleName() == "Held, step 3 of 5"
    assert clipped(holder) == []


def test_the_notice_bar_says_it_and_takes_it_back(qtbot: QtBot) -> None:
    over = QWidget()
    QVBoxLayout(over)
    bar = NoticeBar(over)
    undone: list[int] = []
    _shown(qtbot, over, 700, 400)
    bar.say("Member saved", undo=lambda: undone.append(1))
    assert bar.text == "Member saved"
    assert over.rect().contains(bar.geometry())
    assert nameless(over) == []
    assert clipped(over) == []
    QTest.mouseClick(
        next(b for b in bar.findChildren(QWidget) if b.accessibleName() == "Undo"),
        Qt.MouseButton.LeftButton,
    )
    assert undone == [1]
    assert bar.text == ""


@pytest.mark.parametrize("width", [320, 500, 1100])
def test_a_long_word_of_warning_is_not_cut(scaled: theme.Theme, qtbot: QtBot, width: int) -> None:
    over = QWidget()
    QVBoxLayout(over)
    bar = NoticeBar(over)
    _shown(qtbot, over, scaled.px(width), scaled.px(400))
    bar.say(
        "Helen Marsh on RECEPTION-PC has the file open. Ask her to close it, then try again.",
        bad=True,
    )
    pictures.settle()
    assert clipped(over) == []


def test_a_long_name_in_the_notice_bar_takes_two_lines(qtbot: QtBot) -> None:
    over = QWidget()
    QVBoxLayout(over)
    bar = NoticeBar(over)
    _shown(qtbot, over, 700, 400)
    words = "Done: mark “" + "Ask the trust about signs, " * 9 + "” as done"
    bar.say(words, undo=lambda: None)
    pictures.settle()
    assert bar.text == bar.accessibleName() == words
    assert bar.height() < 70
    label = next(one for one in bar.findChildren(QLabel) if one.text().endswith("…"))
    assert label.toolTip() == words
    assert clipped(over) == []


def test_the_notice_bar_does_not_move_the_page_under_a_moving_pointer(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(notice_bar, "_STAYS_MS", 10)
    monkeypatch.setattr(notice_bar, "_STILL_MS", 10)
    over = QWidget()
    QVBoxLayout(over)
    bar = NoticeBar(over)
    _shown(qtbot, over, 700, 400)
    ways: list[QPoint] = []

    def move_on() -> QPoint:
        ways.append(QPoint(len(ways) + 1, 0))
        return ways[-1]

    with monkeypatch.context() as moving:
        moving.setattr(notice_bar, "QCursor", SimpleNamespace(pos=move_on))
        bar.say("Member saved")
        qtbot.waitUntil(lambda: len(ways) > 5)
        assert bar.text == "Member saved"
    qtbot.waitUntil(lambda: not bar.isVisible())


def test_progress_shows_late_and_can_be_stopped(qtbot: QtBot) -> None:
    over = QWidget()
    _shown(qtbot, over, 700, 400)
    panel, stopped = ProgressPanel(over), []
    panel.begin("Reading the list", lambda: stopped.append(1))
    assert not panel.isVisible()
    qtbot.waitUntil(panel.isVisible, timeout=30_000)
    panel.step(3, 10, "3 of 10 rows")
    assert clipped(panel) == []
    QTest.mouseClick(
        next(b for b in panel.findChildren(QWidget) if b.accessibleName() == "Cancel"),
        Qt.MouseButton.LeftButton,
    )
    assert stopped == [1]
    panel.begin("Saving", lambda: stopped.append(2))
    panel.step(0, 0, "Putting it in its place", ending=True)
    assert [b.isVisible() for b in panel.findChildren(QPushButton)] == [False]
    panel.end()
    assert not panel.isVisible()


def test_quick_work_shows_no_panel(qtbot: QtBot) -> None:
    over = QWidget()
    _shown(qtbot, over, 700, 400)
    panel = ProgressPanel(over)
    panel.begin("Quick", None)
    panel.end()
    qtbot.wait(450)
    assert not panel.isVisible()


def test_the_focus_ring_follows_the_keyboard(qtbot: QtBot) -> None:
    window = QWidget()
    layout = QVBoxLayout(window)
    field, first, second = QLineEdit(), button("First"), button("Second")
    for part in (field, first, second):
        layout.addWidget(part)
    ring = FocusRing(window)
    _shown(qtbot, window, 400, 200)
    field.setFocus()
    assert ring.isVisible()  # always in text fields
    assert ring.geometry().contains(field.geometry())
    QTest.keyClick(field, Qt.Key.Key_Tab)
    assert ring.geometry() == first.geometry().adjusted(-5, -5, 5, 5)
    QTest.mouseClick(second, Qt.MouseButton.LeftButton)
    assert not ring.isVisible()
    QTest.keyClick(second, Qt.Key.Key_Backtab)
    layout.insertSpacing(0, 60)
    pictures.settle()
    assert ring.geometry() == first.geometry().adjusted(-5, -5, 5, 5)
    assert ring.testAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


def test_the_probe_finds_what_is_wrong(qtbot: QtBot) -> None:
    window = QWidget()
    label, bare, hidden = (
        text_label("A sentence that is much too long for its place"),
        button(""),
        button("Lost"),
    )
    for place, part in enumerate((label, bare, hidden)):
        part.setParent(window)
        part.setGeometry(0, 40 * place, 60, 36)
    hidden.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    _shown(qtbot, window, 300, 200)
    assert any("A sentence" in line for line in clipped(window))
    assert any("has no accessible name" in line for line in nameless(window))
    assert any("“Lost” cannot be reached" in line for line in unreachable(window))


def test_the_notice_bar_leaves_two_thirds_of_the_window(qtbot: QtBot) -> None:
    over = QWidget()
    qtbot.addWidget(over)
    over.resize(800, 480)
    over.show()
    QVBoxLayout(over)
    bar, words = NoticeBar(over), "This was refused for a reason. " * 200
    bar.say(words, bad=True)
    assert 100 < bar.height() <= 160
    assert bar.y() > 0
    assert bar.text == bar.accessibleName() == words
    (shown,) = [one.text() for one in bar.findChildren(QLabel) if one.toolTip() == words]
    assert shown.endswith("…")
    assert words.startswith(shown[:-1].replace("\n", " "))
    over.resize(800, 3_000)
    bar.say("Short.")
    assert [one.text() for one in bar.findChildren(QLabel) if one.text()] == ["Short."]


def test_a_link_under_the_mouse_underlines_nothing_but_itself(qtbot: QtBot) -> None:
    link = Link("Somewhere", lambda: None)
    qtbot.addWidget(link)
    link.show()
    link.setAttribute(Qt.WidgetAttribute.WA_UnderMouse)
    link.grab()
    assert link.underMouse()
    assert not theme.current().font(14, 400).underline()


def test_tab_comes_to_the_chip_that_is_chosen(qtbot: QtBot) -> None:
    """Failed before: it came to the one that had the keyboard last, which is not what is shown."""
    chips = ChipRow("Views")
    qtbot.addWidget(chips)
    chips.resize(600, 40)
    counts = [ChipCount(one, one.title(), "", 1) for one in ("current", "review", "all")]
    chips.set_chips(counts, "current")
    with qtbot.waitActive(chips):
        chips.show()
        chips.activateWindow()
    chips.chips[1].setFocus()
    chips.set_chips(counts, "all")
    tabbed = [bool(one.focusPolicy() & Qt.FocusPolicy.TabFocus) for one in chips.chips]
    assert tabbed == [False, False, True]
