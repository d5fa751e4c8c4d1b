"""The one search box (Ctrl+K): people, meetings, actions and everything that can be done."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
)
from PySide6.QtGui import (
    QAccessible,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QStandardItemModel,
)
from PySide6.QtWidgets import QLabel, QLineEdit, QWidget
from shiboken6 import isValid

from facilitator_app.digests.find import Hit
from facilitator_app.gui import command_finding, icons, theme
from facilitator_app.gui.accessible_parts import tell_row
from facilitator_app.gui.announcements import WHILE_TYPING_MS, announce
from facilitator_app.gui.command_box_rows import LINE, CommandBoxRow, FoundList, fits, heading, item
from facilitator_app.gui.metrics import COMMAND_BOX, ICON, px
from facilitator_app.gui.ops import Ops, while_here
from facilitator_app.gui.tab_order import focus_in, give_keyboard
from facilitator_app.gui.widgets.clean_line import keep_clean
from facilitator_app.gui.widgets.surface import column, dress, row, rule
from facilitator_app.gui.widgets.text_label import key_cap, text_label
from facilitator_app.i18n import _, ngettext
from facilitator_app.locale_formats import join_parts
from facilitator_app.services import find

Index = QModelIndex | QPersistentModelIndex
_MOST = 12
_PAUSE_MS = 80
_TOP, _LEAST_TOP, _ENOUGH = 84, 12, 420  # where the box stands, in a low window, and what is low
_MEANT, _NEAR = 3, 3  # commands on top; commands listed that have some of the words


@dataclass(frozen=True, slots=True)
class Command:
    """Something the box can do: words, the doing, icon, keys, and more words to find it by.

    letters: a place's own, which find it before all others in the list of places; where: what it
    belongs to, told behind its words; aside: listed with what was found, and not counted with it;
    view: the part of its words that says which view of a list it shows.
    """

    words: str
    run: Callable[[], object]
    icon: str = ""
    keys: tuple[str, ...] = ()
    also: str = ""
    letters: str = ""
    where: str = ""
    aside: bool = False
    view: str = ""

    @property
    def said(self) -> str:
        """The words that it goes by: a list is not meant by its name in front of its views."""
        return self.view or self.words


@dataclass(frozen=True, slots=True)
class Choosing:
    """What the box says where only some commands are offered: the words that say what for.

    how: the way to come by one; deed: what Enter does with it.
    """

    words: str
    how: str = ""
    deed: str = ""


class CommandBox(QWidget):
    """Lies over the whole window: a dimmed ground, and a box with a field and what it finds."""

    spoken_role = QAccessible.Role.Dialog

    def __init__(
        self,
        window: QWidget,
        ops: Ops,
        commands: Sequence[Callable[[], Sequence[Command]]],
        open_hit: Callable[[Hit], object],
        here: Callable[[], Sequence[Command]] = tuple,
        otherwise: Callable[[str], Sequence[Command]] = lambda _typed: (),
    ) -> None:
        """Stand hidden over `window`; a find is opened with open_hit(hit).

        `commands` are called when the box is first opened: no list waits for what they know; here()
        each time, for what can be done just now; otherwise(typed) where nothing is found.
        """
        super().__init__(window)
        self._window = window
        self._ops, self._open_hit = ops, open_hit
        self._commands = functools.cache(lambda: [one for offered in commands for one in offered()])
        self._here, self._otherwise = here, otherwise
        self._now: Sequence[Command] = ()
        self._only: Sequence[Command] = ()  # nothing but these are listed, if there are any
        self._how = ""
        self._typed = ""
        self._back_to: QWidget | None = None
        self._box = QWidget(self)
        dress(self._box, "pop")
        self.field, self._list, self._rows = (
            self._make_field(),
            FoundList(),
            QStandardItemModel(self),
        )
        self._list.setModel(self._rows)
        self._list.clicked.connect(self._run)
        self._keys, self._found = QWidget(), text_label("", "small")
        self._deed = text_label("", "small")
        self._lay_out()
        self._later = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._later.timeout.connect(self._look)
        window.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Come up empty, and take the keyboard."""
        how = _("Find people, meetings, papers, actions and commands")
        self._come_up(Choosing(_("Find anything"), how), ())

    def open_on(self, choosing: Choosing, only: Sequence[Command]) -> None:
        """Come up with nothing but the commands `only`, for what `choosing` says."""
        self._come_up(choosing, only)

    def _come_up(self, choosing: Choosing, only: Sequence[Command]) -> None:
        if not self.isVisible():
            self._back_to = focus_in(self.window())
        elif bool(only) == bool(self._only):
            return
        self._only, self._now = only, self._here()
        self._how = choosing.how or _("Type the beginning of a name")
        self.setAccessibleName(choosing.words)
        self.field.setPlaceholderText(choosing.words)
        self.field.setAccessibleName(self._how)
        self._deed.setText(choosing.deed or _("open"))
        self.field.setText("")  # Ctrl+Z would bring back what is cleared
        self._show_lines(())
        self.setGeometry(self._window.rect())
        self.show()
        self.raise_()
        self._place()
        self.field.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def close_box(self) -> None:
        """Go away, and give the keyboard back."""
        back_to, self._back_to = self._back_to, None
        # first the keyboard: hiding what has it would take the ring away for good
        if back_to is not None and isValid(back_to) and back_to.isVisible():
            give_keyboard(back_to)
        self._later.stop()
        announce(self.field, "")  # what waits to be said is of a search that is over
        self.hide()

    def give_way(self) -> None:
        """Go away if it is open: a page is to come in front, which it would hide."""
        if self.isVisible():
            self.close_box()

    def titles(self) -> list[str]:
        """Return what is listed, headings left out."""
        lines = (self._rows.item(place).data(LINE) for place in range(self._rows.rowCount()))
        return [line.title for line in lines if isinstance(line, CommandBoxRow)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the window's size; hand arrows, Enter and Esc from the field to the list."""
        if watched is self._window and event.type() == QEvent.Type.Resize:
            self.setGeometry(self._window.rect())
            self._place()
        if (
            watched is self.field
            and isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
        ):
            return self._take_key(event)
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click beside the box closes it."""
        if not self._box.geometry().contains(event.position().toPoint()):
            self.close_box()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Dim the window."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.current().colour("scrim"))
        painter.end()

    def _make_field(self) -> QLineEdit:
        field = QLineEdit()
        keep_clean(field)
        field.setProperty("kind", "bare")
        field.setProperty("ring", "none")
        field.setProperty("undo", "own")  # what lies behind the box is not seen
        field.installEventFilter(self)
        field.textChanged.connect(lambda _text: self._later.start())
        return field

    def _lay_out(self) -> None:
        top = row(None, 12, (20, 9, 18, 9))
        glass = QLabel()
        glass.setPixmap(icons.pixmap("magnifying-glass", theme.current().colour("ink2"), px(ICON)))
        top.addWidget(glass)
        top.addWidget(self.field, 1)
        top.addWidget(key_cap("Esc"))
        foot = row(None, 8, (20, 6, 20, 6))
        keys = row(self._keys, 8)
        for cap in ("↑", "↓"):
            keys.addWidget(key_cap(cap))
        keys.addWidget(text_label(_("move"), "small"))
        keys.addSpacing(px(8))
        keys.addWidget(key_cap("Enter"))
        keys.addWidget(self._deed)
        foot.addWidget(self._keys)
        foot.addStretch()
        foot.addWidget(self._found)
        layout = column(self._box, 0, (1, 1, 1, 1))
        layout.addLayout(top)
        layout.addWidget(rule())
        layout.addWidget(self._list, 1)
        layout.addWidget(rule())
        layout.addLayout(foot)

    def _place(self) -> None:
        width = min(px(COMMAND_BOX), self.width() - px(32))
        chrome = px(48 + 34) + 6
        top = min(px(_TOP), max(px(_LEAST_TOP), (self.height() - px(_ENOUGH)) // 2))
        high = min(self._list.wanted_height() + chrome, self.height() - top - px(_LEAST_TOP))
        self._box.setGeometry((self.width() - width) // 2, top, width, max(high, px(130)))

    def _take_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.close_box()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._later.stop()
            if self.field.text() != self._typed:
                self._look()
            self._run(self._list.currentIndex())
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Tab, Qt.Key.Key_Backtab):
            self._step(1 if key in (Qt.Key.Key_Down, Qt.Key.Key_Tab) else -1)
            tell_row(self._list)
        else:
            return False
        return True

    def _step(self, by: int) -> None:
        places = [p for p in range(self._rows.rowCount()) if self._rows.item(p).data(LINE)]
        if not places:
            return
        now = self._list.currentIndex().row()
        at = places.index(now) if now in places else -by
        chosen = places[(at + by) % len(places)]
        self._list.setCurrentIndex(self._rows.index(chosen, 0))
        if chosen == places[0]:
            self._list.scrollToTop()  # the heading above it is to be seen too

    def _look(self) -> None:
        typed = self.field.text()
        self._typed = typed
        if self._only or not typed.strip():
            self._show_lines(())
            return

        def show(hits: tuple[Hit, ...]) -> None:
            if typed == self._typed and self.isVisible():
                self._show_lines(hits)

        self._ops.run(lambda file, _progress: find.find(file, typed, _MOST), while_here(self, show))

    def _show_lines(self, hits: Sequence[Hit]) -> None:
        self._rows.clear()
        self._list.typed = typed = self.field.text()
        best = _best_first(self._only, typed)
        if self._only:
            self._rows.appendRow(heading(self._how))
            self._add_rows(best)
        else:
            self._show_all(hits, typed)
        listed = len(self.titles())
        count = listed - sum(one.aside for one in best)
        self._keys.setVisible(listed > 0)
        nothing = "" if listed else _("Nothing found. Try the beginning of a name.")
        self._found.setText(ngettext("{n} found", "{n} found", count) if count else nothing)
        self._list.setCurrentIndex(QModelIndex())
        self._place()
        self._step(1)
        if typed.strip():
            first = self._list.currentIndex().data(Qt.ItemDataRole.AccessibleTextRole) or ""
            told = join_parts((self._found.text(), first))
            announce(self.field, told, pause_ms=WHILE_TYPING_MS)
        else:
            announce(self.field, "")

    def _show_all(self, hits: Sequence[Hit], typed: str) -> None:
        asked = command_finding.without_articles(typed)
        known = self._commands()
        here = command_finding.unlike(self._now, known)
        offered = (*here, *known) if asked else known
        likely = command_finding.found(offered, asked) or self._otherwise_found(
            hits, asked, offered
        )
        sure = command_finding.NOT_MEANT
        first = [c for c in likely[:_MEANT] if hits and command_finding.meant(c, asked) < sure]
        self._add_commands(first)
        group = None
        for hit in hits:
            if hit.group != group:
                group = hit.group
                self._rows.appendRow(heading(group))
            self._rows.appendRow(item(self._of_hit(hit)))
        self._add_commands([c for c in likely if c not in first][: 6 if hits else 12])

    def _otherwise_found(
        self, hits: Sequence[Hit], asked: str, offered: Sequence[Command]
    ) -> list[Command]:
        """Return what comes nearest; where nothing else is found, what tells about the words."""
        near = command_finding.nearest(offered, asked)[:_NEAR]
        return near if hits else [*near, *self._otherwise(asked)]

    def _add_commands(self, commands: Sequence[Command]) -> None:
        if commands:
            self._rows.appendRow(heading(_("Do something")))
        self._add_rows(commands, _("Do something"))

    def _add_rows(self, commands: Sequence[Command], group: str = "") -> None:
        for one in commands:
            second = one.also if one.letters and one.also != one.words else one.where
            row = CommandBoxRow(one.words, second, one.icon, one.keys, one.run, group)
            self._rows.appendRow(item(row))

    def _of_hit(self, hit: Hit) -> CommandBoxRow:
        open_ = functools.partial(self._open_hit, hit)
        return CommandBoxRow(hit.title, hit.second, hit.icon, (), open_, hit.group)

    def _run(self, index: QModelIndex) -> None:
        line = index.data(LINE) if index.isValid() else None
        if isinstance(line, CommandBoxRow):
            self.close_box()  # what comes in front may have to give the keyboard back to it
            line.run()


def _best_first(commands: Sequence[Command], typed: str) -> list[Command]:
    """Return those of `commands` that `typed` fits: by letters, by name, then by other words."""
    start = " ".join(typed.split()).casefold()
    found = [
        one for one in commands if start == one.letters or fits(typed, f"{one.words} {one.also}")
    ]
    return sorted(
        found,
        key=lambda one: (
            bool(start) and start != one.letters,
            bool(start) and not one.words.casefold().startswith(start),
            not fits(typed, one.words),
        ),
    )
