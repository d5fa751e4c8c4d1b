"""The small calendar beside a date: by mouse and by keys, in every theme and size."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QPushButton, QScrollArea, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from facilitator_app.gui import theme
from facilitator_app.gui.editors.date import DateEditor
from facilitator_app.gui.editors.month_grid import MonthModel
from facilitator_app.gui.editors.month_panel import MonthPanel
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.tab_order import TabsAsRead
from facilitator_app.services.files import File
from facilitator_app.spec import kinds
from facilitator_app.spec.record import Field
from tests.gui import pictures
from tests.gui.plain_context import context_over, new_file
from tests.gui.probe import clipped, nameless

pytestmark = pytest.mark.usefixtures("app")
ALT = Qt.KeyboardModifier.AltModifier
TODAY = dt.date(2026, 11, 23)


@pytest.fixture(scope="module")
def stored(tmp_path_factory: pytest.TempPathFactory) -> Iterator[File]:
    made = new_file(tmp_path_factory.mktemp("calendar"))
    yield made
    made.close()


class Form(TabsAsRead):
    """A window with two dates, the first of them a birthday if that is wanted."""

    def __init__(self, context: PageContext, *, past: bool = False) -> None:
        """Show nothing yet."""
        super().__init__()
        inner = QWidget()
        box = QVBoxLayout(inner)
        self.first, self.second = (
            DateEditor(Field(name, kinds.Date(past=past), name.title()), context)
            for name in ("from", "to")
        )
        for one in (self.first, self.second):
            one.describe(one.field.label, "")
            box.addWidget(one)
        box.addStretch(1)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(inner)
        QVBoxLayout(self).addWidget(self.area)
        self.resize(640, 560)


@pytest.fixture
def context(stored: File) -> PageContext:
    return context_over(stored)[0]


@pytest.fixture
def form(qtbot: QtBot, context: PageContext) -> Form:
    return shown(Form(context), qtbot)


def shown(form: Form, qtbot: QtBot) -> Form:
    qtbot.addWidget(form)
    with qtbot.waitActive(form):
        form.show()
        form.activateWindow()
    form.first.line.setFocus(Qt.FocusReason.TabFocusReason)
    return form


def opened(form: Form) -> MonthPanel:
    QTest.keyClick(form.first.line, Qt.Key.Key_Down, ALT)
    panel = form.first.panel
    assert panel is not None
    assert panel.isVisible()
    assert panel.grid.hasFocus()
    return panel


def press(panel: MonthPanel, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(panel.grid, key)


def test_it_opens_on_today_and_a_day_is_chosen_by_keys(form: Form, qtbot: QtBot) -> None:
    panel = opened(form)
    assert panel.grid.day == TODAY
    press(panel, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
    with qtbot.waitSignal(form.first.changed):
        press(panel, Qt.Key.Key_Return)
    assert form.first.read() == dt.date(2027, 1, 1)
    assert form.first.line.text() == "Fri 1 Jan 2027"
    assert not panel.isVisible()
    assert form.first.line.hasFocus()


def test_it_opens_on_the_day_that_is_typed(form: Form) -> None:
    QTest.keyClicks(form.first.line, "3/3/26")
    panel = opened(form)
    assert panel.grid.day == dt.date(2026, 3, 3)
    assert form.first.line.text() == "3/3/26"  # the field is not left by it
    press(panel, Qt.Key.Key_Escape)
    assert not panel.isVisible()
    assert form.first.line.hasFocus()
    assert form.first.line.text() == "3/3/26"


@pytest.mark.parametrize(
    ("key", "modifier", "day"),
    [
        (Qt.Key.Key_Left, None, dt.date(2026, 11, 22)),
        (Qt.Key.Key_Up, None, dt.date(2026, 11, 16)),
        (Qt.Key.Key_PageUp, None, dt.date(2026, 10, 23)),
        (Qt.Key.Key_PageUp, Qt.KeyboardModifier.ShiftModifier, dt.date(2025, 11, 23)),
        (Qt.Key.Key_PageDown, Qt.KeyboardModifier.ShiftModifier, dt.date(2027, 11, 23)),
        (Qt.Key.Key_Home, None, dt.date(2026, 11, 23)),
        (Qt.Key.Key_End, None, dt.date(2026, 11, 29)),
    ],
)
def test_keys_go_by_days_weeks_months_and_years(
    form: Form, key: Qt.Key, modifier: Qt.KeyboardModifier | None, day: dt.date
) -> None:
    panel = opened(form)
    QTest.keyClick(panel.grid, key, modifier or Qt.KeyboardModifier.NoModifier)
    assert panel.grid.day == day
    QTest.keyClick(panel.grid, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert panel.grid.day == TODAY


def test_the_button_opens_and_closes_it_and_a_click_chooses(form: Form) -> None:
    button = form.first.button
    assert button.accessibleName() == "Calendar: From"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    panel = form.first.panel
    assert panel is not None
    assert panel.isVisible()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert not panel.isVisible()
    pictures.settle()
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    after = next(
        one for one in panel.findChildren(QPushButton) if "Month after" in one.accessibleName()
    )
    QTest.mouseClick(after, Qt.MouseButton.LeftButton)
    assert panel.grid.hasFocus()
    model = panel.grid.model()
    assert isinstance(model, MonthModel)
    place = panel.grid.visualRect(model.place(dt.date(2026, 12, 7))).center()
    QTest.mouseClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert form.first.read() == dt.date(2026, 12, 7)
    assert not panel.isVisible()


def test_today_is_one_click(form: Form) -> None:
    form.first.set_value(dt.date(2020, 2, 2))
    panel = opened(form)
    today = next(one for one in panel.findChildren(QPushButton) if "Today" in one.text())
    QTest.mouseClick(today, Qt.MouseButton.LeftButton)
    assert form.first.read() == TODAY


def test_tab_goes_on_from_the_field(form: Form) -> None:
    panel = opened(form)
    QTest.keyClick(panel.grid, Qt.Key.Key_Tab)
    assert not panel.isVisible()
    assert form.second.line.hasFocus()


def test_typing_goes_on_in_the_field(form: Form) -> None:
    panel = opened(form)
    QTest.keyClick(panel.grid, Qt.Key.Key_4)
    assert not panel.isVisible()
    QTest.keyClicks(form.first.line, "/5/26")
    assert form.first.read() == dt.date(2026, 5, 4)


def test_going_elsewhere_closes_it_and_leaves_the_field(form: Form, qtbot: QtBot) -> None:
    QTest.keyClicks(form.first.line, "4/5/26")
    panel = opened(form)
    with qtbot.waitSignal(form.first.left):
        form.second.line.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not panel.isVisible()
    assert form.first.line.text() == "Mon 4 May 2026"


def test_a_birthday_is_never_still_to_come(qtbot: QtBot, context: PageContext) -> None:
    form = shown(Form(context, past=True), qtbot)
    panel = opened(form)
    press(panel, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_PageDown)
    assert panel.grid.day == TODAY
    model = panel.grid.model()
    assert isinstance(model, MonthModel)
    later = panel.grid.visualRect(model.place(dt.date(2026, 11, 24))).center()
    QTest.mouseClick(panel.grid.viewport(), Qt.MouseButton.LeftButton, pos=later)
    assert form.first.read() is None


def test_a_screen_reader_hears_whole_days(form: Form) -> None:
    panel = opened(form)
    index = panel.grid.currentIndex()
    told = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert told == "Monday 23 November 2026, today"
    assert panel.grid.accessibleName() == "November 2026"
    spoken = QAccessible.queryAccessibleInterface(panel.grid)
    assert spoken is not None
    assert spoken.role() == QAccessible.Role.Table
    assert panel.grid.model().headerData(0, Qt.Orientation.Horizontal) == "Monday"
    assert panel.grid.model().headerData(0, Qt.Orientation.Vertical) == "Week of 26 Oct 2026"


def test_the_model_keeps_qt_s_rules() -> None:
    model = MonthModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    for day in (TODAY, dt.date(1880, 1, 1), dt.date(2199, 12, 31)):
        model.show_month(day, TODAY, TODAY)
    del tester


@pytest.mark.usefixtures("scaled")
@pytest.mark.parametrize("size", [(1024, 600), (1280, 900)])
def test_it_stands_in_the_window_whole(
    qtbot: QtBot, context: PageContext, size: tuple[int, int]
) -> None:
    form = Form(context)
    form.resize(*size)
    shown(form, qtbot)
    panel = opened(form)
    pictures.settle()
    assert form.rect().contains(panel.geometry())
    assert clipped(panel) == []
    assert nameless(panel) == []
    corner = panel.grid.mapTo(panel, QPoint(0, 0))
    assert corner.x() >= 0
    assert panel.rect().contains(panel.grid.geometry())


def test_it_is_drawn_in_every_theme(
    themed: theme.Theme, qtbot: QtBot, context: PageContext
) -> None:
    form = shown(Form(context), qtbot)
    panel = opened(form)
    picture = panel.grab().toImage()
    model = panel.grid.model()
    assert isinstance(model, MonthModel)
    cell = panel.grid.visualRect(model.place(TODAY))
    corner = panel.grid.mapTo(panel, cell.topLeft() + QPoint(8, cell.height() // 2))
    assert picture.pixelColor(corner) == themed.colour("primary")


def test_a_line_that_cannot_be_changed_has_no_calendar(form: Form) -> None:
    assert form.first.button.isVisible()
    form.first.line.setReadOnly(True)
    assert not form.first.button.isVisible()
    form.first.open_calendar()
    assert form.first.panel is None
