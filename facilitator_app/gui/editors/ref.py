"""The editor of a reference: it finds a person, a body or a meeting by any part of its name."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from facilitator_app.digests.find import ANY, Hit, Offer
from facilitator_app.domain.collation import fold
from facilitator_app.domain.errors import AppError
from facilitator_app.domain.progress import Progress
from facilitator_app.gui.editors.base import Editor, show_in
from facilitator_app.gui.editors.hit_list import HitList
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.clean_line import keep_clean
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.services import find, records
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import Ref
from facilitator_app.spec.record import Field

MOST = 20


class RefEditor(Editor):
    """A line that offers what it finds; arrows and Enter choose, Esc closes the list."""

    def __init__(self, field: Field, context: PageContext, parent: QWidget | None = None) -> None:
        """Make an empty line."""
        super().__init__(field, context, parent)
        self._chosen: tuple[int, str] | None = None
        self._name_field: Field | None = None  # of the name that may stand here instead
        self._name = ""
        self._kept_name: Callable[[], str] = str
        self._asked = self._asking = False
        self._again = False
        self._offer: Callable[[], Offer] = lambda: ANY
        self._none = ""
        self.line = QLineEdit(self)
        keep_clean(self.line)
        self.line.setPlaceholderText(_("Type any part of the name"))
        self.line.textEdited.connect(self._edited)
        self.list = HitList(self.line)
        self.list.picked.connect(self.choose)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.line)
        self.watch(self.line)
        # the list hangs in the window, so it does not go with the editor by itself
        self.destroyed.connect(self.list.deleteLater)

    @property
    def record(self) -> str:
        """The type of the records that are offered."""
        assert isinstance(self.field.kind, Ref)
        return self.field.kind.record

    def part(self) -> QWidget:
        """Return the line."""
        return self.line

    def value_text(self) -> str:
        """Return the words in the line."""
        return self.line.text()

    def take_names(self, field: Field) -> None:
        """Offer what was typed as the name of somebody who is not on file, to stand in `field`."""
        self._name_field = field

    def stands_by(self, kept_name: Callable[[], str]) -> None:
        """Show what kept_name() returns where nobody on file is chosen."""
        self._kept_name = kept_name

    @property
    def name(self) -> str:
        """The name that stands here in place of a record, "" for none."""
        return self._name if self.line.text().strip() == self._name else ""

    def show_name(self, name: str) -> None:
        """Show somebody by name, or nobody where a name stood."""
        if name != self._name:
            self._chosen, self._name = None, name
            show_in(self.line, name)
            self.list.hide()

    def set_value(self, value: Any, words: str = "") -> None:
        """Show the record `value` (an id) by its `words`."""
        self._chosen = None if value is None else (int(value), words)
        self._name = self._kept_name() if value is None else ""
        show_in(self.line, words if value is not None else self._name)
        self.list.hide()

    def leave_out(self, ids: frozenset[int], none: str) -> None:
        """Offer all but these; `none` is said where nothing else is found."""
        self.offer(lambda: Offer(but=ids), none)

    def offer(self, among: Callable[[], Offer], none: str = "") -> None:
        """Offer each time what `among` then returns; `none` is said where nothing is found."""
        self._offer, self._none = among, none

    def set_typed(self, text: str) -> None:
        """Show `text`, of which nothing was chosen yet."""
        self.set_value(None)
        show_in(self.line, text)

    def read(self) -> int | None:
        """Return the id of the record whose words stand in the line."""
        text = self.line.text().strip()
        if self._chosen is not None and text == self._chosen[1].strip():
            return self._chosen[0]
        if not text:
            self.field.parse("", self.context.format_context())
            return None
        if self._name_field is not None and self.name:
            self._name_field.parse(text, self.context.format_context())
            return None
        if self._name_field is not None:
            raise AppError(
                _(
                    "Nothing is called “{text}”. Choose somebody from the list, or take the name"
                    " there as it stands."
                ).format(text=text)
            )
        raise AppError(
            _("Nothing is called “{text}”. Type part of a name and choose from the list.").format(
                text=text
            )
        )

    def state(self) -> Hashable:
        """Return the words and the id: two people may share a name."""
        return (self.line.text(), self._chosen, self.name)

    def choose(self, hit: Hit) -> None:
        """Take what was picked from the list."""
        if hit.id:
            self.set_value(hit.id, hit.title)
        else:
            self.show_name(" ".join(self.line.text().split()))
        self.line.setCursorPosition(0)
        self.changed.emit()

    @property
    def uses_enter(self) -> bool:
        """Choose with Enter while the list is open."""
        return self.list.isVisible()

    def set_bad(self, bad: bool) -> None:
        """Close the list: the words about a mistake move the line from above it."""
        super().set_bad(bad)
        if bad:
            self.list.hide()

    def tidy(self) -> None:
        """Take the only thing that can be meant, and close the list."""
        self.list.hide()
        typed = fold(self.line.text().strip())
        found = [hit for hit in self.list.hits() if hit.id]  # no name is taken unasked
        meant = [hit for hit in found if fold(hit.title) == typed] or found
        if typed and not self.is_chosen and len(meant) == 1 and not self._asking:
            self.choose(meant[0])

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let arrows, Enter and Esc work the list while it is open."""
        kind = event.type()
        if isinstance(event, QKeyEvent) and kind in (
            QEvent.Type.ShortcutOverride,
            QEvent.Type.KeyPress,
        ):
            if kind == QEvent.Type.ShortcutOverride and self.list.isVisible():
                if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter):
                    event.accept()
                    return True
            elif kind == QEvent.Type.KeyPress and self._key(event):
                return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        """Return whether the key was for the list."""
        if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            if self.list.isVisible():
                self.list.move_by(1 if event.key() == Qt.Key.Key_Down else -1)
            else:
                self._ask()
            return True
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if not self.list.isVisible():
            return enter and self._offers_first()
        if event.key() == Qt.Key.Key_Escape:
            self.list.hide()
            return True
        hit = self.list.current()
        if enter and hit is not None:
            self.choose(hit)
            return True
        return False

    def _offers_first(self) -> bool:
        """Look for words that came back with the page, and say whether there are any."""
        brought = not self._asked and not self.is_chosen and bool(self.line.text().strip())
        if brought:
            self._ask()
        return brought

    @property
    def is_chosen(self) -> bool:
        """Whether what stands in the line was chosen, not only typed."""
        if self.name:
            return True
        return self._chosen is not None and self.line.text().strip() == self._chosen[1].strip()

    def _edited(self) -> None:
        if not self.is_chosen:
            self._chosen, self._name = None, ""
        self._ask()
        self.changed.emit()

    def _ask(self) -> None:
        """Look for what stands in the line; while an answer is awaited, one question waits."""
        self._asked = True
        if self._asking:
            self._again = True
            return
        self._asking = True
        record = self.record
        text = "" if self.is_chosen else self.line.text().strip()
        offer = self._offer()

        def look(file: File, _progress: Progress) -> tuple[Hit, ...]:
            return find.choices(file, record, text, MOST, offer)

        self.context.ask(self, look, self._found, self._failed)

    def _failed(self, error: AppError) -> None:
        self._asking = self._again = False
        self.context.window.fail(error)

    def _found(self, hits: tuple[Hit, ...]) -> None:
        self._asking = False
        if self._again:
            self._again = False
            self._ask()
        elif self.line.hasFocus():
            self.list.offer((*hits, *self._taking(hits)), self._nothing())
            if self.list.hits() and self.line.text().strip():
                self.list.setCurrentRow(0)

    def _taking(self, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
        """Return the offer to take what was typed by name, unless somebody on file is called so."""
        typed = " ".join(self.line.text().split())
        known = any(fold(hit.title) == fold(typed) for hit in hits)
        if self._name_field is None or not typed or known or self.is_chosen:
            return ()
        words = _("Take “{name}” by name").format(name=typed)
        return (Hit(self.record, 0, words, _(self._name_field.help), "user-plus"),)

    def _nothing(self) -> str:
        """Return what is said where nothing is found, by words that were typed or without any."""
        if self._none:
            return self._none
        if self.line.text().strip():
            return _("Nothing found. Try another part of the name.")
        things = mid_sentence(_(records.spec(self.record).plural))
        return _("There are no {things} to choose from yet.").format(things=things)
