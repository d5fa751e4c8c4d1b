"""The networks that were opened before: one is chosen, looked for, or taken off the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from facilitator_app.domain.dates import show_date
from facilitator_app.gui import theme
from facilitator_app.gui.metrics import px
from facilitator_app.gui.recent import Recent, Recents, local
from facilitator_app.gui.unlock_parts import Form
from facilitator_app.gui.whereabouts import Whereabouts
from facilitator_app.gui.widgets.row_ground import paint_ground
from facilitator_app.i18n import _
from facilitator_app.locale_formats import join_facts, join_parts, show_time

_SHOWN = 4
_LINES, _MISSING = int(Qt.ItemDataRole.UserRole), int(Qt.ItemDataRole.UserRole) + 1
_FONTS = ((14, 600), (12, 400), (12, 400))
_AROUND = 8


@dataclass(frozen=True, slots=True)
class RecentActions:
    """What the page asks for: choose(path), look_for(network), and to go back."""

    choose: Callable[[Path], object]
    look_for: Callable[[Recent], object]
    back: Callable[[], object]
    pick: Callable[[], object]


class RecentPage(Form):
    """The networks in a list, and what can be done with the one that stands out."""

    def __init__(self, recents: Recents, places: Whereabouts, doors: RecentActions) -> None:
        """List what `recents` keep; `places` says which of them are not there any more."""
        super().__init__(_("Networks opened before"))
        self._recents, self._places, self._doors = recents, places, doors
        self._networks: tuple[Recent, ...] = ()
        self._before: tuple[Recent, ...] = ()
        self.list = RecentList(self._choose, self._take_off)
        self.first = self.list
        self.body.addWidget(self.list)
        self._open = self.add_main(_("Open"), self._choose)
        self._look = self.add_second(_("Look for it…"), self._look_for)
        self._off = self.add_second(_("Take off the list"), self._take_off)
        self._said = self.say("")
        self._again = self.add_second(_("Put it back on the list"), self._put_back)
        self.add_link(_("Open another file…"), doors.pick)
        self.add_link(_("Back"), doors.back)
        self._tell("")
        self.list.currentRowChanged.connect(self._show_current)
        places.known.connect(self._show_place)
        self._fill(0)
        places.ask([one.file for one in recents.all()])

    @property
    def current(self) -> Recent | None:
        """The network that stands out, None where none is left."""
        row = self.list.currentRow()
        return self._networks[row] if 0 <= row < len(self._networks) else None

    def _fill(self, row: int) -> None:
        self._networks = self._recents.all()
        self.list.show_all([self._lines(one) for one in self._networks])
        for place, one in enumerate(self._networks):
            self._mark(place, one)
        self.list.setCurrentRow(min(row, len(self._networks) - 1))
        self._show_current()

    def _lines(self, network: Recent) -> tuple[str, str, str]:
        at = network.file
        place = str(at.parent if at.stem == network.title else at)
        return network.title, place, facts(self._recents, network)

    def _show_place(self, path: Path) -> None:
        for place, one in enumerate(self._networks):
            if one.file == path:
                self._mark(place, one)
        self._show_current()

    def _mark(self, place: int, network: Recent) -> None:
        self.list.mark(place, missing=self._is_missing(network))

    def _is_missing(self, network: Recent) -> bool:
        found = self._places.of(network.file)
        return found is not None and not found.there

    def _show_current(self) -> None:
        one = self.current
        missing = one is not None and self._is_missing(one)
        self._open.setVisible(not missing)
        self._look.setVisible(missing)
        for button in (self._open, self._off):
            button.setEnabled(one is not None)

    def _choose(self) -> None:
        if (one := self.current) is None:
            return
        if self._is_missing(one):
            self._doors.look_for(one)
        else:
            self._doors.choose(one.file)

    def _look_for(self) -> None:
        if (one := self.current) is not None:
            self._doors.look_for(one)

    def _take_off(self) -> None:
        if (one := self.current) is None:
            return
        self._before = self._networks
        self._recents.drop(one)
        self._fill(self.list.currentRow())
        self._tell(
            _("{network} was taken off the list. Its file was not touched.").format(
                network=one.title
            )
        )
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_back(self) -> None:
        back = next(place for place, one in enumerate(self._before) if one not in self._networks)
        self._recents.keep(self._before)
        self._fill(back)
        self._tell("")
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _tell(self, words: str) -> None:
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self._again.setVisible(bool(words))


def facts(recents: Recents, network: Recent) -> str:
    """Return when `network` was last opened, and last backed up from this computer."""
    told = [_("Not backed up here yet")]
    if (backup := recents.backup_of(network.file)) is not None:
        told = [_("Backed up {day}").format(day=show_date(backup[0].date()))]
    if network.opened:
        at = local(network.opened)
        day, time = show_date(at.date()), show_time(at.time())
        told.insert(0, _("Opened {day}, {time}").format(day=day, time=time))
    return join_facts(told)


class RecentList(QListWidget):
    """Three lines a network; Enter or a double click chooses one, Delete takes it off."""

    def __init__(self, choose: Callable[[], object], take_off: Callable[[], object]) -> None:
        """Call choose() or take_off() for the one that stands out."""
        super().__init__()
        self._choose, self._take_off = choose, take_off
        self.setAccessibleName(_("Networks opened before"))
        self.setItemDelegate(_Drawn(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMouseTracking(True)
        self.itemDoubleClicked.connect(lambda _item: choose())

    def show_all(self, networks: list[tuple[str, str, str]]) -> None:
        """Show the lines of `networks`."""
        self.clear()
        for lines in networks:
            item = QListWidgetItem(lines[0])
            item.setData(_LINES, lines)
            item.setToolTip(lines[1])
            self.addItem(item)
        self.setFixedHeight(row_height() * min(max(len(networks), 1), _SHOWN))

    def mark(self, place: int, *, missing: bool) -> None:
        """Say of one whether it is not where it was."""
        item = self.item(place)
        item.setData(_MISSING, missing)
        spoken = join_parts((*item.data(_LINES), _missing_words() if missing else ""))
        item.setData(Qt.ItemDataRole.AccessibleTextRole, spoken)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Choose on Enter, take off on Delete; the rest is Qt's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif event.key() == Qt.Key.Key_Delete:
            self._take_off()
        else:
            super().keyPressEvent(event)


class _Drawn(QStyledItemDelegate):
    """Draws a network: its name, its folder, and when it was opened and backed up."""

    def sizeHint(
        self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> QSize:
        """Return the room of three lines."""
        return QSize(px(200), row_height())

    def paint(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,
    ) -> None:
        """Draw one network."""
        painter.save()
        chosen, colours = paint_ground(painter, option), theme.current()
        missing = bool(index.data(_MISSING))
        name, folder, told = index.data(_LINES)
        inks = [colours.colour(f"select_{one}" if chosen else one) for one in ("ink", "ink2")]
        inks.append(colours.colour("bad") if missing else inks[1])
        edge, top = px(12), option.rect.top() + px(_AROUND)
        room = option.rect.width() - 2 * edge
        for text, (size, weight), ink in zip(
            (name, folder, _missing_words() if missing else told), _FONTS, inks, strict=True
        ):
            metrics = colours.metrics(size, weight)
            place = QRect(option.rect.left() + edge, top, room, metrics.height())
            cut = Qt.TextElideMode.ElideMiddle if text == folder else Qt.TextElideMode.ElideRight
            painter.setFont(colours.font(size, weight))
            painter.setPen(ink)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft, metrics.elidedText(text, cut, room))
            top += metrics.height()
        painter.restore()


def row_height() -> int:
    """Return the height of three lines and some air."""
    heights = (theme.current().metrics(size, weight).height() for size, weight in _FONTS)
    return sum(heights) + 2 * px(_AROUND)


def _missing_words() -> str:
    return _("Not found: moved, renamed, or its drive is not plugged in")
