"""A large editor for one long text, which saves itself while it is written and loses nothing."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QTextCursor
from PySide6.QtWidgets import QApplication, QWidget

from facilitator_app.domain.errors import AppError, Conflict, Gone
from facilitator_app.domain.progress import Progress
from facilitator_app.domain.text_differences import SavedText, change_ends
from facilitator_app.gui.form.fitted_text import FittedText
from facilitator_app.gui.ops import while_here
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.page_protocols import Writing
from facilitator_app.gui.widgets.buttons import quiet_button
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.plain_text import cut_words
from facilitator_app.gui.widgets.surface import clear, column, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _
from facilitator_app.locale_formats import show_time
from facilitator_app.services import drafts, texts
from facilitator_app.services.drafts import SavedDraft
from facilitator_app.services.files import File
from facilitator_app.services.texts import TextPlace, Written

SAVES_AFTER_MS = 2_000
_WORD_ENDS_AFTER_MS = 10_000
_HISTORY = "clock-counter-clockwise"


@dataclass(frozen=True, slots=True)
class _Aside:
    """Words that were not saved, and what stood there when they were written."""

    base: str
    text: str


class AutosaveText(QWidget):
    """Saves every two seconds while it is written in, and whenever it is left."""

    written = Signal(object)  # a services.texts.Written
    history_wanted = Signal(object, str)  # the TextPlace, and why it is only read

    def __init__(self, context: PageContext, label: str, hint: str) -> None:
        """Start without a text; `label` stands above it, `hint` in it while it is empty."""
        super().__init__()
        self._context, self._hint = context, hint
        self._place: TextPlace | None = None
        self._base, self._saved_text = "", SavedText()
        self._clash, self._closed = False, ""
        self.aside: dict[str, _Aside | None] = {}  # by place, kept as drafts; None: used up
        self._sent: dict[str, list[str]] = {}  # by place, what is on its way to the file
        self.editor = FittedText()
        self.editor.overfilled.connect(lambda: context.window.tell(cut_words()))
        self.editor.textChanged.connect(self._typed)
        self.editor.installEventFilter(self)
        self._label, self._state = text_label(label, "label"), text_label("", "small")
        self._label.setBuddy(self.editor)
        self.history = quiet_button(_("Earlier words"), _HISTORY, self._ask_history)
        self._bar = column(None, 0)  # of one notice
        self._offered: tuple[TextPlace, str, str] | None = None
        self._timer = QTimer(self, singleShot=True, interval=SAVES_AFTER_MS)
        self._timer.timeout.connect(self.flush)
        self._pause = QTimer(self, singleShot=True, interval=_WORD_ENDS_AFTER_MS)
        self._pause.timeout.connect(self._end_word)
        head = row(None, 8)
        head.addWidget(self._label, 1)
        head.addWidget(self._state)
        head.addWidget(self.history)
        box = column(self, 6)
        box.addLayout(self._bar)
        box.addLayout(head)
        box.addWidget(self.editor, 1)

    @property
    def state(self) -> str:
        """What is said about saving."""
        return self._state.text()

    @property
    def dirty(self) -> bool:
        """Whether something stands in the editor that is not stored."""
        return self._place is not None and self.editor.toPlainText() != self._base

    def writing(self) -> Writing | None:
        """Return what is written here, None if the keyboard is elsewhere or it is only read."""
        place = self._place
        if place is None or not self.editor.hasFocus() or self.editor.isReadOnly():
            return None
        return Writing(place, self.editor.toPlainText(), self._taken_back)

    @property
    def _taken_back(self) -> bool:
        """Whether words were taken back in the editor that it can do again."""
        return self.editor.document().isRedoAvailable()

    def show_text(self, place: TextPlace, text: str, draft: SavedDraft | None) -> None:
        """Show the stored `text` of `place`; while it is written on, leave the words alone.

        `draft` has words of it that could not be saved.
        """
        same = self._place is not None and self._place.key == place.key
        if not same:
            self.keep_draft()
            self.flush()
            self._show(place, text)
        elif not self.dirty and not self._sent.get(place.key) and text != _tidy(self._base):
            self._show(place, text)
        self._place = place
        if not same and place.key in self.aside:
            self._bring_back(place, text, self.aside[place.key])
        elif not same and draft is not None:
            self._offer(place, text, str(draft.draft.values.get(place.field) or ""))

    def set_closed(self, why: str) -> None:
        """Let the text be written, or say why it is only read: then all of it is shown."""
        if why:  # what is open again later is taken back by the window, step by step
            self.editor.document().clearUndoRedoStacks()
        self._closed = why
        self.editor.setReadOnly(bool(why))
        self.editor.setPlaceholderText(_("Nothing was written here.") if why else self._hint)
        self.editor.setToolTip(why)
        if self._offered is not None:
            self._offer(*self._offered)
        self.editor.fit_soon()

    def clear(self) -> None:
        """Show no text."""
        self.keep_draft()
        self.flush()
        self._close_bar()
        self._place = None
        self._set_text("")

    def flush(self) -> None:
        """Save now what is not stored yet."""
        self._timer.stop()
        place, text = self._place, self.editor.toPlainText()
        if place is None or not self.dirty or self._clash:
            return
        base, self._base = self._base, text
        back, at = self._taken_back, self.editor.textCursor().position()
        anew = self._saved_text.save(text, at if self.editor.hasFocus() else None, taken_back=back)
        self._pause.start()
        self._sent.setdefault(place.key, []).append(text)
        self._say(_("Saving…"))
        kept = self._with_offered(place, text)

        def work(file: File, _progress: Progress) -> Written:
            return texts.keep(file, place, base, text, kept, anew=anew, taken_back=back)

        self._context.ops.run(
            work,
            while_here(self, lambda done: self._saved(place, done)),
            while_here(
                self,
                lambda error: self._failed(place, _Aside(base, kept), error),
                lambda error: self._tell(place, error),
            ),
        )

    def _with_offered(self, place: TextPlace, text: str) -> str:
        """Return `text` with words before it that wait to be used: neither may be lost."""
        mine = self._offered[2] if self._offered is not None and self._is_offered(place) else ""
        return text if mine in text else f"{mine}\n\n{text}"

    def _is_offered(self, place: TextPlace) -> bool:
        """Whether words of `place` wait to be used."""
        return self._offered is not None and self._offered[0].key == place.key

    def _ask_history(self) -> None:
        if self._place is not None:
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)  # where one goes on afterwards
            self.flush()
            self.history_wanted.emit(self._place, self._closed)

    def keep_draft(self) -> None:
        """Keep what meets other words, so that it is offered when the text is shown again."""
        if self._place is not None and self._clash:
            place, text = self._place, self.editor.toPlainText()
            self.aside[place.key] = _Aside(self._base, text)
            self._context.keep_draft(
                self, lambda file, _progress: texts.keep_draft(file, place, text)
            )

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Save when the keyboard goes elsewhere."""
        if isinstance(event, QFocusEvent) and event.type() == QEvent.Type.FocusOut:
            self.flush()
            self._end_word()
        return super().eventFilter(watched, event)

    def _typed(self) -> None:
        if not self._clash:
            self._say(_("Not saved yet") if self.dirty else "")
            self._save_soon()

    def _save_soon(self) -> None:
        """Save at most SAVES_AFTER_MS from now, however fast the keys come."""
        if not self._timer.isActive():
            self._timer.start()

    def _show(self, place: TextPlace, text: str) -> None:
        self._timer.stop()
        self._close_bar()
        self._set_text((self._sent.get(place.key) or [text])[-1])
        self._say("")

    def _set_text(self, text: str) -> None:
        before, self._base = self.editor.toPlainText(), text
        self._saved_text = SavedText(text, whole=text)
        self.editor.blockSignals(True)
        self.editor.setPlainText(text)
        if self.editor.hasFocus():  # one goes on where it changed
            cursor = self.editor.textCursor()
            cursor.setPosition(change_ends(before, text))
            self.editor.setTextCursor(cursor)
        self.editor.blockSignals(False)
        self.editor.fit_soon()

    def _say(self, text: str) -> None:
        self._state.setText(text)

    def _saved(self, place: TextPlace, done: Written) -> None:
        self._sent[place.key].pop(0)
        if self.aside.get(place.key) is not None and not self._is_offered(place):
            self._drop(place)
        if self._is_shown(place):
            self._say(_("Saved {time}").format(time=_local(done.at)))
            self._rest()
        self._context.window.saved()
        self.written.emit(done)

    def _rest(self) -> None:
        """Save what was typed meanwhile, or let a pause part what is taken back."""
        if self.dirty:
            self._save_soon()
        else:
            self.editor.document().setModified(False)

    def _end_word(self) -> None:
        self._saved_text.growing = None

    def _is_shown(self, place: TextPlace) -> bool:
        return self._place is not None and self._place.key == place.key

    def _failed(self, place: TextPlace, aside: _Aside, error: AppError) -> None:
        self._sent[place.key].pop(0)
        self.aside[place.key] = aside
        shown = self._is_shown(place)
        if shown:
            self._base, self._saved_text = aside.base, SavedText(aside.base, whole=aside.base)
            self._say(_("Not saved"))
        if shown and isinstance(error, Conflict) and not isinstance(error, Gone):
            self._ask(place)
        else:
            self._tell(place, error)

    def _tell(self, place: TextPlace, error: AppError) -> None:
        """Say that words were not saved; they are kept, and their record may have been left."""
        if isinstance(error, Conflict):
            words = _("“{title}” was not saved: {why} Your words are kept.")
            self._context.window.tell(words.format(title=place.title, why=str(error)), bad=True)
        else:
            self._context.window.see_to_held(error)

    def _drop(self, place: TextPlace) -> None:
        self.aside[place.key] = None
        self._context.send(lambda file, _progress: drafts.drop(file, place.key))

    def _ask(self, place: TextPlace) -> None:
        """Read what the other wrote, and let the writer choose."""
        self._clash = True

        def work(file: File, _progress: Progress) -> str:
            return texts.stored(file, place)

        self._context.ask(self, work, lambda theirs: self._choose(place, theirs))

    def _choose(self, place: TextPlace, theirs: str) -> None:
        if not self._is_shown(place):
            return

        def take(text: str) -> None:
            self._close_bar()
            self._set_text(theirs)
            self.editor.setPlainText(text)
            self.flush()
            self.editor.setFocus(Qt.FocusReason.OtherFocusReason)

        choices = (
            (_("Keep mine"), lambda: take(self.editor.toPlainText())),
            (_("Take theirs"), lambda: take(theirs)),
            (_("Keep both"), lambda: take(f"{theirs}\n\n{self.editor.toPlainText()}".strip())),
        )
        text = _("Nothing is lost. Theirs: {words}").format(words=_short(theirs))
        self._show_bar(Notice("warn", _("Someone else wrote here"), text, choices))

    def _bring_back(self, place: TextPlace, stored: str, aside: _Aside | None) -> None:
        """Go on with words that were not saved, or offer them where others stand there now."""
        if aside is not None and _tidy(aside.base) == stored:
            self.editor.setPlainText(aside.text)
        elif aside is not None:
            self._offer(place, stored, aside.text)

    def _offer(self, place: TextPlace, stored: str, mine: str) -> None:
        """Offer words that were kept because they could not be saved."""
        if not mine or _tidy(mine) == stored:
            return

        def throw_away() -> None:
            self._close_bar()
            self._drop(place)

        def use() -> None:
            now = self.editor.toPlainText().strip()
            newer = now and _tidy(now) != stored  # typed since the offer
            throw_away()
            _replace(self.editor, f"{now}\n\n{mine}" if newer else mine)
            self.flush()

        copy = partial(_copy, self._context, mine)
        take = (_("Copy them"), copy) if self.editor.isReadOnly() else (_("Use them"), use)
        title = _("Words that were not saved are here")
        choices = take, (_("Throw them away"), throw_away)
        self._show_bar(Notice("info", title, _short(mine), choices))
        self._offered = place, stored, mine

    def _show_bar(self, bar: Notice) -> None:
        clear(self._bar)
        self._bar.addWidget(bar)
        self._offered = None

    def _close_bar(self) -> None:
        self._clash, self._offered = False, None
        clear(self._bar)


def _copy(context: PageContext, words: str) -> None:
    QApplication.clipboard().setText(words)
    context.window.tell(_("The words are on the clipboard."))


def _replace(editor: FittedText, text: str) -> None:
    """Put `text` in the place of what stands there, which Ctrl+Z brings back."""
    cursor = editor.textCursor()
    cursor.select(QTextCursor.SelectionType.Document)
    cursor.insertText(text)


def _tidy(text: str) -> str:
    """Return `text` as the file keeps it."""
    return "\n".join(line.rstrip() for line in text.split("\n")).strip()


def _short(text: str) -> str:
    """Return the end of a long text: that is where somebody wrote last."""
    words_ = " ".join(text.split()) or _("(nothing)")
    return words_ if len(words_) <= 200 else "…" + words_[-199:]


def _local(at: dt.datetime) -> str:
    return show_time(at.astimezone().time())
