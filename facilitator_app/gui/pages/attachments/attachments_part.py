"""What is attached to one record: the list, and ways to add, open, copy, rename and remove."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QIODevice,
    QMimeData,
    QPoint,
    QSignalBlocker,
    Qt,
)
from PySide6.QtGui import (
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QImage,
    QImageWriter,
    QKeySequence,
    QMouseEvent,
    QShortcut,
)
from PySide6.QtWidgets import QMenu, QWidget

from facilitator_app import paths
from facilitator_app.digests.attachments import Attached, AttachmentLine, AttachmentPlace
from facilitator_app.domain.errors import AppError, Conflict
from facilitator_app.domain.progress import Progress
from facilitator_app.gui import file_dialogs
from facilitator_app.gui.editors.choice import CalmCombo
from facilitator_app.gui.long_work import LongWork
from facilitator_app.gui.metrics import FORM, px
from facilitator_app.gui.ops import Failed, Work, while_here
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.pages.attachments import attach_notices
from facilitator_app.gui.pages.attachments.attachment_list import SIDE, AttachmentList
from facilitator_app.gui.pages.attachments.attachment_view import AttachmentView
from facilitator_app.gui.pages.attachments.note_field import NoteField
from facilitator_app.gui.pages.attachments.outside_opening import OutsideOpening
from facilitator_app.gui.pages.attachments.thumbnails import Thumbnails, has_picture
from facilitator_app.gui.tab_order import bring_into_view_soon, give_keyboard, keep_in_view_soon
from facilitator_app.gui.widgets.buttons import button
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.surface import column, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.locale_formats import join_sentences
from facilitator_app.services import attachments, records
from facilitator_app.services.attachments import Added, NewFile
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes

_FINER = 2  # thumbnails are drawn larger than shown, so that they stay crisp on fine screens


class AttachmentsPart(QWidget):
    """Files come by button, by dropping them and by pasting; what is seen stays in the file."""

    def __init__(self, context: PageContext, lines: Collection[str] = ()) -> None:
        """Show nothing yet; lines: owned record types whose attachments are shown too."""
        super().__init__()
        self._context, self._lines = context, lines
        self._record, self._id = "", 0
        self._attached = Attached((), ())
        self._own: Changes | None = None
        self._new: tuple[int, ...] = ()  # added just now: the keyboard goes on to the first of them
        self._work: LongWork | None = None
        self.asking: Notice | None = None
        self.setAcceptDrops(True)
        self.thumbnails = Thumbnails(self, context, px(SIDE) * _FINER)
        self.list = AttachmentList(self.thumbnails.of)
        self.note = NoteField()
        self.said = text_label("", "sub", wrap=True)
        self.place = CalmCombo()
        self.place.setAccessibleName(_("Attach to"))
        self.place.setMinimumContentsLength(12)
        self.place.setSizeAdjustPolicy(CalmCombo.SizeAdjustPolicy.AdjustToContentsOnFirstShow)
        self.add = button(_("Attach files"), "", "paperclip", self.ask_files)
        self._outside = OutsideOpening(self, context, self._ask, self._end_asking)
        self._look = button(_("Show"), "quiet", "eye", self.look)
        self._open = button(_("Open"), "quiet", "arrow-square-out", self.open)
        self._copy = button(_("Save a copy"), "quiet", "download-simple", self.ask_copy)
        self._rename_one = button(_("Rename"), "quiet", "pencil-simple", self.list.rename)
        self._remove = button(_("Delete"), "quiet", "trash", self.remove)
        self._remove.setToolTip(_("Undo brings it back until the network is closed."))
        self._with_chosen = (self._look, self._open, self._copy, self._rename_one, self._remove)
        self._set_out()
        self._connect()
        self._show(Attached((), ()))

    def show_record(self, record: str, record_id: int | None) -> None:
        """Show what is attached to a record; None: it was never saved."""
        self._record, self._id = record, record_id or 0
        self.reload()

    def reload(self) -> None:
        """Read anew."""
        if not self._id:
            self._show(Attached((), ()))
            return
        record, record_id, lines = self._record, self._id, self._lines

        def work(file: File, _progress: Progress) -> Attached:
            return attachments.of(file, record, record_id, lines)

        self._context.ask(self, work, self._show)

    def stale(self, changes: Changes) -> None:
        """Read anew after someone else's change, an undo for instance."""
        if changes is not self._own and changes.touches("attachment", *self._lines):
            self.reload()

    @property
    def may_change(self) -> bool:
        """Whether files may be added, renamed and removed."""
        return bool(self._id) and not self._attached.seal

    def ask_files(self) -> None:
        """Ask which files to attach."""
        file_dialogs.ask_open_many(self, _("Attach files"), paths.documents(), "", self.take)

    def take(self, given: Sequence[NewFile | Path]) -> None:
        """Attach files in one step, with a way to stop it."""
        place = self.place.currentData()
        if not self.may_change or not given or not isinstance(place, AttachmentPlace):
            return

        def work(file: File, progress: Progress) -> Added:
            return attachments.add(file, place, given, progress)

        def gone(added: Added) -> None:
            self._context.window.changed(added.changes)

        if self._work is None:  # its panel lies over the whole window, which is there by now
            self._work = LongWork(self.window(), self._context.ops)
        done = while_here(self, self._added, gone)
        if not self._work.run(_("Attaching files"), work, done, self._not_added):
            self._context.refuse(_("Wait until the files before these are attached."))

    def open(self) -> None:
        """Open what is chosen in other programs."""
        self._outside.open(self.list.chosen())

    def look(self) -> None:
        """Show the one that is chosen, a picture or a PDF, on a page of its own."""
        if (line := self._only()) is not None and has_picture(line):
            self._context.window.show_page(AttachmentView(self._context, line))

    def look_or_open(self) -> None:
        """Show what is chosen here if that can be, else in another program."""
        if (line := self._only()) is not None and has_picture(line):
            self.look()
        else:
            self.open()

    def ask_copy(self) -> None:
        """Ask where a copy of the one that is chosen goes."""
        if (line := self._only()) is not None:
            offered = paths.documents() / line.name
            save = partial(self._save_copy, line.id)
            file_dialogs.ask_save(self, _("Save a copy"), offered, "", save)

    def remove(self) -> None:
        """Remove what is chosen; Undo stands in the window's bar."""
        ids = [line.id for line in self.list.chosen()]
        if ids and self.may_change:
            self._change(lambda file, _progress: attachments.remove(file, ids))

    def paste(self) -> None:
        """Attach what lies on the clipboard: files, or a picture."""
        self._take_from(QGuiApplication.clipboard().mimeData())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the keyboard here, for Ctrl+V."""
        self.add.setFocus(Qt.FocusReason.MouseFocusReason)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and pictures, always as copies."""
        if self.may_change and _holds_files(event.mimeData()):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach what was dropped; it stays where it came from."""
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._take_from(event.mimeData())

    def _set_out(self) -> None:
        inner = QWidget()
        inner.setMaximumWidth(px(FORM))
        across = row(self)
        across.addWidget(inner, 1000)
        across.addStretch(1)
        self._column = column(inner, 8)
        self._column.addWidget(self.said)
        self._column.addWidget(self.list)
        self._column.addWidget(self.note)
        for line in (self._with_chosen, (self.add, self.place)):
            tools = QWidget()
            flow = FlowLayout(tools, 8)
            for one in line:
                flow.addWidget(one)
            self._column.addWidget(tools)

    def _connect(self) -> None:
        self.list.opened.connect(self.look_or_open)
        self.list.removed.connect(self.remove)
        # later, once the field for the name has gone: the list is filled anew by it
        self.list.renamed.connect(self._rename, Qt.ConnectionType.QueuedConnection)
        self.list.itemSelectionChanged.connect(self._tell_chosen)
        self.note.written.connect(self._annotate)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.thumbnails.made.connect(lambda _content: self.list.viewport().update())
        paste = QShortcut(QKeySequence(QKeySequence.StandardKey.Paste), self)
        paste.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
        paste.activated.connect(self.paste)

    def _show(self, attached: Attached) -> None:
        self._attached = attached
        stood = self.list.hasFocus()
        with QSignalBlocker(self.list):  # while it is empty nothing is chosen, not even for a note
            self.list.show_lines(attached.lines, may_change=self.may_change)
        self.list.setVisible(bool(attached.lines))
        self.said.setText(_told(attached, there=bool(self._id)))
        self.said.setVisible(bool(self.said.text()))
        self._offer_places(attached.places)
        self.add.setVisible(self.may_change)
        self._tell_chosen()
        if stood and not attached.lines:
            give_keyboard(self.add)
        self.thumbnails.want(attached.lines)
        self._go_on_to_new()

    def _go_on_to_new(self) -> None:
        """Choose what was added just now, and bring it into view."""
        if not self.list.choose(self._new):
            return
        self._new = ()
        bring_into_view_soon(self)  # with what can be done with it, where there is room
        keep_in_view_soon(self.list)
        if self.asking is None:
            give_keyboard(self.list)
        else:  # it says which were left out
            bring_into_view_soon(self.asking)

    def _offer_places(self, places: Sequence[AttachmentPlace]) -> None:
        before = self.place.currentData()
        self.place.clear()
        for number, one in enumerate(places):
            self.place.addItem(one.words if number else _itself(one), one)
        self.place.setCurrentIndex(places.index(before) if before in places else 0)
        self.place.setVisible(self.may_change and len(places) > 1)

    def _tell_chosen(self) -> None:
        """Offer only what can be done with what is chosen."""
        lines = self.list.chosen() if self._attached.lines else []
        one = lines[0] if len(lines) == 1 else None
        noted = one if self.may_change else None
        self.note.show_line(noted, several=len(lines) > 1 and self.may_change)
        self._look.setVisible(one is not None and has_picture(one))
        self._open.setVisible(bool(lines))
        self._copy.setVisible(one is not None)
        self._rename_one.setVisible(noted is not None)
        self._remove.setVisible(bool(lines) and self.may_change)

    def _only(self) -> AttachmentLine | None:
        """Return what is chosen if that is one."""
        lines = self.list.chosen()
        return lines[0] if len(lines) == 1 else None

    def _show_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for one in self._with_chosen:
            if not one.isHidden():
                menu.addAction(one.text(), one.click)
        if menu.actions():
            menu.popup(self.list.viewport().mapToGlobal(at))

    def _take_from(self, mime: QMimeData) -> None:
        if files := _files_of(mime):
            self.take(files)
        elif mime.hasImage():
            today = self._context.format_context().today
            name = _("Picture {day}.png").format(day=today.isoformat())
            self.take([_picture(name, QImage(mime.imageData()))])
        elif self.may_change:
            self._context.window.tell(_("There is no file and no picture on the clipboard."))

    def _added(self, added: Added) -> None:
        self._new = added.ids
        self._take_note(added.changes)
        self._end_asking()
        if (notice := attach_notices.of_added(added, self._end_asking)) is not None:
            self._ask(notice)

    def _not_added(self, error: AppError) -> None:
        if (notice := attach_notices.of_refused(error, self._end_asking)) is not None:
            self._ask(notice)
        else:
            self._fail(error)

    def _rename(self, attachment_id: int, name: str) -> None:
        version = next(one.version for one in self._attached.lines if one.id == attachment_id)

        def refused(error: AppError) -> None:
            if isinstance(error, Conflict):
                return self._fail(error)
            self._context.window.fail(error)
            return self.list.rename_again(attachment_id, name)

        self._change(
            lambda file, _progress: attachments.rename(file, attachment_id, version, name), refused
        )

    def _annotate(self, line: AttachmentLine, note: str) -> None:
        self._change(
            lambda file, _progress: attachments.annotate(file, line.id, line.version, note)
        )

    def _change(self, work: Work[Changes], failed: Failed | None = None) -> None:
        gone = self._context.window.changed
        self._context.ask(self, work, self._take_note, failed or self._fail, gone)

    def _fail(self, error: AppError) -> None:
        self._context.window.fail(error)
        self.reload()

    def _take_note(self, changes: Changes) -> None:
        self._own = changes
        self._context.window.changed(changes)
        self.reload()

    def _save_copy(self, attachment_id: int, path: Path) -> None:
        def work(file: File, _progress: Progress) -> None:
            attachments.save_copy(file, attachment_id, path)

        words = _("Saved outside the encrypted file: {file}").format(file=path)
        self._context.ask(self, work, lambda _done: self._context.window.tell(words))

    def _ask(self, notice: Notice) -> None:
        self._end_asking()
        self.asking = notice
        self._column.insertWidget(0, notice)
        if notice.buttons:
            give_keyboard(notice.buttons[0])

    def _end_asking(self) -> None:
        if self.asking is not None:
            self.asking.hide()
            self.asking.deleteLater()
            self.asking = None
            give_keyboard(self.list)


def _itself(place: AttachmentPlace) -> str:
    thing = mid_sentence(_(records.spec(place.record).singular))
    return _("The {thing} itself").format(thing=thing)


def _told(attached: Attached, *, there: bool) -> str:
    """Say what to do while there is nothing, or why nothing can be done."""
    if not there:
        return _("Save first, then files can be attached.")
    if attached.seal:
        return (
            attached.seal
            if attached.lines
            else join_sentences((_("Nothing is attached."), attached.seal))
        )
    if attached.lines:
        return ""
    return _("Nothing is attached yet. Drop files here, paste them, or choose them.")


def _files_of(mime: QMimeData) -> list[Path]:
    return [Path(one.toLocalFile()) for one in mime.urls() if one.isLocalFile()]


def _holds_files(mime: QMimeData) -> bool:
    return bool(_files_of(mime)) or mime.hasImage()


def _picture(name: str, image: QImage) -> NewFile:
    """Return what is attached of a picture from the clipboard."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    QImageWriter(buffer, QByteArray(b"png")).write(image)
    return attachments.from_bytes(name, bytes(buffer.data().data()))
