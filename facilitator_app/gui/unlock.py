"""The page painted first: the passphrase of a network, or the way to another or a new one.

Nothing heavy is imported here: the rest of the program loads while the user types.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QAction, QHideEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QPlainTextEdit, QScrollArea, QStackedWidget, QWidget

from facilitator_app import paths
from facilitator_app.gui.file_dialogs import ask_open
from facilitator_app.gui.focus import FocusRing
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.recent import Recent, Recents
from facilitator_app.gui.unlock_new import NewNetwork, NewPage, SheetPage
from facilitator_app.gui.unlock_parts import Form, PassField, Told, suffix
from facilitator_app.gui.whereabouts import Whereabouts
from facilitator_app.gui.widgets.surface import column, dress
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import N_, _

_GUIDE = N_("Guide (F1)")
Created = Callable[[tuple[str, ...]], None]


@dataclass(frozen=True, slots=True)
class UnlockActions:
    """What the page asks for; each calls its last argument with a sentence if it cannot be done.

    open_file(path, passphrase, take_over, failed, in_use), where in_use takes why a file may be
    taken over; open_with_key(path, groups, failed); create(network, created, failed), where created
    takes the groups of the recovery sheet; print_sheet(network, groups, failed); save_sheet(path,
    network, groups, saved, failed), where saved takes its name; enter() goes into the network that
    was just made; try_sample(failed) goes into an invented one; guide(back, show) calls show with
    the guide as a page that back() leaves.
    """

    open_file: Callable[[Path, str, bool, Told, Told], object]
    open_with_key: Callable[[Path, str, Told], object]
    create: Callable[[NewNetwork, Created, Told], object]
    print_sheet: Callable[[str, tuple[str, ...], Told], object]
    save_sheet: Callable[[Path, str, tuple[str, ...], Told, Told], object]
    enter: Callable[[], object]
    try_sample: Callable[[Told], object]
    guide: Callable[[Callable[[], object], Callable[[QWidget], object]], object]


class Unlock(QWidget):
    """A card in the middle of the window; nothing of the network is seen before it is opened."""

    spoken_role = QAccessible.Role.Window

    def __init__(
        self,
        doors: UnlockActions,
        file: Path | None,
        folder: Path,
        recents: Recents | None = None,
    ) -> None:
        """Ask for the passphrase of `file`, or of the last one of `recents`, or welcome the user.

        folder: where files are looked for and new ones offered.
        """
        super().__init__()
        self._recents, self._places = recents or Recents(HeldPrefs()), Whereabouts()
        self._places.known.connect(self._show_place)
        dress(self, "ground")
        self.setWindowTitle(_("Facilitator"))
        self._doors, self._file, self._folder = doors, file, folder
        self._told_of_lost = False
        self._pages = QStackedWidget()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setAccessibleName(_("Open a network"))
        area.setWidget(self._pages)
        for part in (self._pages, area.viewport()):
            part.setAutoFillBackground(False)
        self._area, self._guide = area, QWidget()  # no guide before it is asked for
        self._box = column(self, 0)
        self._box.addWidget(area)
        help_key = QAction(self)
        help_key.setShortcut(QKeySequence("F1"))
        help_key.triggered.connect(lambda _on=False: self.show_guide())
        self.addAction(help_key)
        self._ring = FocusRing(self)
        self.show_start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Keep no passphrase and no sheet behind the network's own window."""
        super().hideEvent(event)
        if not event.spontaneous():
            self.close_guide()
            self.show_start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Leave the guide on Esc, if nothing in it had a use for it."""
        if event.key() == Qt.Key.Key_Escape and self._guide.isVisible():
            self.close_guide()
        else:
            super().keyPressEvent(event)

    def show_guide(self) -> None:
        """Open the guide over the form; what was typed there stays."""
        if not self._guide.isVisible():
            self._doors.guide(self.close_guide, self._lay_guide)

    def close_guide(self) -> None:
        """Go back from the guide to the form."""
        if self._area.isHidden():
            guide, self._guide = self._guide, QWidget()
            self._area.show()
            self.page.first.setFocus(Qt.FocusReason.OtherFocusReason)
            guide.hide()
            guide.deleteLater()

    def _lay_guide(self, guide: QWidget) -> None:
        if not self.isVisible() or self._area.isHidden():  # it came too late, or a second time
            guide.deleteLater()
            return
        self._guide = guide
        self._area.hide()
        self._box.addWidget(guide)
        guide.show()
        guide.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def page(self) -> Form:
        """The form in front."""
        front = self._pages.currentWidget()
        assert isinstance(front, Form)
        return front

    def show_start(self, note: str = "") -> None:
        """Ask for the passphrase, with a note above it, or welcome someone who has no file yet."""
        known = self._recents.all()
        if self._file is None and known:
            self._file = known[0].file
        if self._file is None:
            welcome = WelcomePage(self.pick_file, self.show_new, self.try_sample)
            welcome.add_link(_(_GUIDE), self.show_guide)
            self._show(welcome)
            return
        page = OpenPage(self._file, self._open, self.pick_file, self.show_new, self.show_key, note)
        if any(one.file != self._file for one in known):
            page.add_link(_("Networks opened before…"), self.show_recent)
        page.add_link(_(_GUIDE), self.show_guide)
        self._show(page)
        self._places.ask([self._file])

    def try_sample(self) -> None:
        """Make an invented network, and go into it."""
        self.page.work(_("Making the sample network…"))
        self._doors.try_sample(self.page.fail)

    def show_recent(self) -> None:
        """Offer the networks that were opened before."""
        from facilitator_app.gui.unlock_recent import (  # noqa: PLC0415 - brings dates, 30 ms
            RecentActions,
            RecentPage,
        )

        doors = RecentActions(self._choose, self._look_for, self._leave_recent, self.pick_file)
        self._show(RecentPage(self._recents, self._places, doors))

    def show_key(self) -> None:
        """Ask for the letters of the recovery sheet."""
        assert self._file is not None
        self._show(KeyPage(self._file, self._open_with_key, self.show_start))

    def show_new(self) -> None:
        """Ask what a new network needs."""
        self._show(NewPage(self._folder, self._create, self.show_start))

    def pick_file(self) -> None:
        """Let the user choose a network file."""
        names = _("Networks (*{suffix})").format(suffix=suffix())
        ask_open(self, _("Open a network"), self._folder, names, self.take_file)

    def take_file(self, file: Path) -> None:
        """Ask for the passphrase of another file."""
        self._file, self._folder = file, file.parent
        self.show_start()

    def _choose(self, file: Path) -> None:
        self._file = file
        self.show_start()

    def _look_for(self, network: Recent) -> None:
        found, names = self._places.of(network.file), _("Networks (*{suffix})")
        folder = found.folder if found is not None else self._folder

        def moved(to: Path) -> None:
            self._recents.move(network, to)
            self.take_file(to)

        title = _("Look for {network}").format(network=network.title)
        ask_open(self, title, folder, names.format(suffix=suffix()), moved)

    def _leave_recent(self) -> None:
        """Go back to the passphrase, but not of a file that was lost and taken off the list."""
        found = self._places.of(self._file) if self._file is not None else None
        if found is not None and not found.there and not self._is_known(self._file):
            self._file = None
        self.show_start()

    def _is_known(self, file: Path | None) -> bool:
        return file in [one.file for one in self._recents.all()]

    def _show_place(self, path: Path) -> None:
        """Begin where the file of the page in front was found; if it was not, offer the others."""
        found, page = self._places.of(path), self._pages.currentWidget()
        if path != self._file or found is None or not isinstance(page, OpenPage):
            return
        if found.there:
            self._folder = found.folder
        elif page.untouched and self._is_known(path) and not self._told_of_lost:
            self._told_of_lost = True
            self.show_recent()
        elif page.untouched:
            words = _("{name} is not in {folder}. Connect its drive, or open another file.")
            page.say(words.format(name=path.name, folder=path.parent))

    def _open(self, passphrase: str, take_over: bool) -> None:
        assert self._file is not None
        page = self.page
        assert isinstance(page, OpenPage)
        page.work(_("Opening…"))
        self._doors.open_file(self._file, passphrase, take_over, page.fail, page.offer_to_take_over)

    def _open_with_key(self, groups: str) -> None:
        assert self._file is not None
        self.page.work(_("Opening…"))
        self._doors.open_with_key(self._file, groups, self.page.fail)

    def _create(self, network: NewNetwork) -> None:
        self.page.work(_("Making the file…"))

        def created(groups: tuple[str, ...]) -> None:
            self._file = network.path
            self._show_sheet(network.name, groups)

        self._doors.create(network, created, self.page.fail)

    def _show_sheet(self, network: str, groups: tuple[str, ...]) -> None:
        def print_() -> None:
            self._doors.print_sheet(network, groups, self.page.fail)

        def save(path: Path) -> None:
            self._doors.save_sheet(path, network, groups, sheet.tell_saved, sheet.fail)

        folder = paths.apart_from(self._file or self._folder)
        sheet = SheetPage(network, groups, folder, print_, save, self._doors.enter)
        self._show(sheet)

    def _show(self, form: Form) -> None:
        old = self._pages.currentWidget()
        self._pages.addWidget(form)
        self._pages.setCurrentWidget(form)
        if old is not None:
            self._pages.removeWidget(old)
            old.deleteLater()
        form.first.setFocus(Qt.FocusReason.OtherFocusReason)


class WelcomePage(Form):
    """For someone without a file: make one, or open one from elsewhere."""

    def __init__(
        self,
        pick: Callable[[], object],
        new: Callable[[], object],
        try_sample: Callable[[], object],
    ) -> None:
        """Offer new() first, pick() second, try_sample() to those who only want to look."""
        super().__init__(_("Welcome to Facilitator"))
        self.say(
            _(
                "One file on this computer holds your network: people, meetings, claims, reports. "
                "It is locked with a passphrase, and nothing is ever sent anywhere."
            )
        )
        self.first = self.add_main(_("New network…"), new)
        self.add_second(_("Open a file…"), pick)
        self.add_second(_("Try it with a sample network"), try_sample)
        self.say(_("Everybody in the sample is invented. It goes again when you close it."))


class OpenPage(Form):
    """The name of the file, its passphrase, and what to do when there is none."""

    def __init__(
        self,
        file: Path,
        open_: Callable[[str, bool], object],
        pick: Callable[[], object],
        new: Callable[[], object],
        lost: Callable[[], object],
        note: str = "",
    ) -> None:
        """Ask for the passphrase of `file`; open_(passphrase, take_over) tries it."""
        super().__init__(file.stem, str(file.parent))
        if note:
            self.say(note)
        self._open = open_
        self._passphrase = PassField(_("Passphrase"), self._try)
        self.first = self._passphrase.field
        self.add_field(self._passphrase, _("Passphrase"))
        self.add_main(_("Open"), self._try)
        self._take_over = self.add_second(_("Take the file over"), partial(self._try, over=True))
        self._take_over.hide()
        self.add_link(_("I have lost my passphrase"), lost)
        self.add_link(_("Open another file…"), pick)
        self.add_link(_("New network…"), new)

    @property
    def untouched(self) -> bool:
        """Whether nothing was typed or begun yet."""
        return not self._passphrase.field.text() and not self.working

    def fail(self, text: str, at: QWidget | None = None) -> None:
        """Say why it did not open, at the field, and let the user try again."""
        super().fail(text, at)
        self._passphrase.field.selectAll()
        self._passphrase.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def offer_to_take_over(self, text: str) -> None:
        """Say who has the file, as far as can be known from here, and let the user decide."""
        hint = _("If nobody works on it any more, take it over.")
        from facilitator_app.locale_formats import join_sentences  # noqa: PLC0415 - as above

        self.fail(join_sentences((text, hint)))
        self._take_over.show()

    def _try(self, *, over: bool = False) -> None:
        self._take_over.hide()
        if self._passphrase.field.text():
            self._open(self._passphrase.field.text(), over)
        else:
            self.fail(_("Type the passphrase of this network."))


class KeyPage(Form):
    """The letters of the recovery sheet, in place of the passphrase."""

    def __init__(
        self, file: Path, open_: Callable[[str], object], back: Callable[[], object]
    ) -> None:
        """Ask for the groups of letters for `file`; open_(groups) tries them."""
        super().__init__(_("Open with the recovery sheet"), file.stem)
        self._open = open_
        self.say(
            _(
                "Type the groups of letters from the sheet that was printed when the network "
                "was made. "
                "Blanks and small letters do not matter; a mistyped letter is found."
            )
        )
        self._groups = QPlainTextEdit()
        self._groups.setTabChangesFocus(True)
        self._groups.setAccessibleName(_("Letters of the recovery sheet"))
        self._groups.setFixedHeight(self._groups.fontMetrics().lineSpacing() * 5)
        self.first = self._groups
        self.add_field(self._groups, _("Letters of the recovery sheet"))
        self.add_main(_("Open"), lambda: self._open(self._groups.toPlainText()))
        self.add_link(_("Back to the passphrase"), back)
        self._warn()

    def fail(self, text: str, at: QWidget | None = None) -> None:
        """Say why it did not open, and let the user mend a letter."""
        super().fail(text, at)
        self._groups.setFocus(Qt.FocusReason.OtherFocusReason)

    def _warn(self) -> None:
        self.body.addWidget(
            text_label(
                _("Without passphrase and sheet nobody can open the file, whoever they are."),
                "small",
                wrap=True,
            )
        )
