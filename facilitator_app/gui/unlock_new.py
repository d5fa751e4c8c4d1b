"""Making a new network: its name, its place, a passphrase, and the recovery sheet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QLineEdit, QPushButton, QWidget

from facilitator_app.domain import file_names
from facilitator_app.domain.passphrases import strength, too_short
from facilitator_app.gui.file_dialogs import ask_save
from facilitator_app.gui.metrics import px
from facilitator_app.gui.unlock_parts import Form, PassField, suffix
from facilitator_app.gui.widgets.clean_line import keep_clean
from facilitator_app.gui.widgets.surface import dress, row
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _

_ACROSS = 4
_LONGEST_NAME = 80  # as the setting takes it


def passphrase_problem(first: PassField, again: PassField) -> tuple[str, PassField]:
    """Return what is to be mended of a new passphrase, and where; "" for nothing."""
    if short := too_short(first.field.text()):
        return short, first
    if first.field.text() != again.field.text():
        return _("The two passphrases differ. Type the same one twice."), again
    return "", first


def file_name(network: str) -> str:
    """Return a file name for `network` that every system takes."""
    return (file_names.of_words(network, 60) or _("Network")) + suffix()


@dataclass(frozen=True, slots=True)
class NewNetwork:
    """A network to be made: where, how it and its facilitator ("" if unsaid) are called."""

    path: Path
    name: str
    facilitator: str
    passphrase: str


class NewPage(Form):
    """Name, facilitator, place and passphrase of a new network."""

    def __init__(
        self, folder: Path, create: Callable[[NewNetwork], object], back: Callable[[], object]
    ) -> None:
        """Offer a place in `folder`; create(network) makes the file."""
        super().__init__(_("New network"))
        self._create, self._folder, self._chosen = create, folder, False
        self._name, self._yours, self._place = QLineEdit(), QLineEdit(), QLineEdit()
        for line in (self._name, self._yours, self._place):
            keep_clean(line)
        self._yours.setMaxLength(_LONGEST_NAME)
        self._name.setAccessibleName(_("Name of the network"))
        self._name.textChanged.connect(self._offer_place)
        self._place.setAccessibleName(_("Where the file is kept"))
        self._place.textEdited.connect(lambda: setattr(self, "_chosen", True))
        self._first, self._again = (
            PassField(_("Passphrase"), self._try),
            PassField(_("Passphrase again"), self._try),
        )
        self.first = self._name
        self.add_field(self._name, _("Name of the network"), _("As it stands on your letters."))
        whose = _("Changes and corrections are signed with it. You can give it later.")
        self.add_field(self._yours, _("Your name"), whose, required=False)
        self._place_line = self._place_row()
        self.add_field(self._place_line, _("Where the file is kept"))
        self._strength = self.add_field(self._first, _("Passphrase"), strength(""))
        self._first.field.textChanged.connect(lambda text: self._strength.setText(strength(text)))
        self.add_field(self._again, _("Passphrase again"))
        self.add_main(_("Make the network"), self._try)
        self.add_link(_("Back"), back)
        self._offer_place()

    def fail(self, text: str, at: QWidget | None = None) -> None:
        """Say what is to be mended; what cannot be made cannot be made at that place."""
        super().fail(text, at or self._place_line)

    def _place_row(self) -> QWidget:
        holder = QWidget()
        holder.setFocusProxy(self._place)
        change = QPushButton(_("Change…"))
        change.setAccessibleName(_("Change where the file is kept"))
        change.clicked.connect(self._pick)
        line = row(holder, 8)
        line.addWidget(self._place, 1)
        line.addWidget(change)
        return holder

    def _offer_place(self) -> None:
        if not self._chosen:
            self._place.setText(str(self._folder / file_name(self._name.text())))
            self._place.setCursorPosition(0)

    def _pick(self) -> None:
        names = _("Networks (*{suffix})").format(suffix=suffix())
        offered = Path(self._place.text().strip() or self._folder / file_name(self._name.text()))
        ask_save(self, _("Where the file is kept"), offered, names, self._take_place)

    def _take_place(self, chosen: Path) -> None:
        self._chosen = True
        self._place.setText(str(chosen))

    def _try(self) -> None:
        problem, field = self._problem()
        if problem:
            self.fail(problem, field)
            field.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        self._create(
            NewNetwork(
                Path(file_names.unquoted(self._place.text()).strip()),
                self._name.text().strip(),
                " ".join(self._yours.text().split()),
                self._first.field.text(),
            )
        )

    def _problem(self) -> tuple[str, QWidget]:
        """Return what is to be mended first, and where; "" for nothing."""
        if not self._name.text().strip():
            return _("Write the name of the network."), self._name
        if not self._place.text().strip():
            return _("Choose where the file is kept."), self._place_line
        return passphrase_problem(self._first, self._again)


class SheetPage(Form):
    """The recovery sheet: print it or save it, say that it is safe, go in."""

    def __init__(
        self,
        network: str,
        groups: tuple[str, ...],
        folder: Path,
        print_: Callable[[], object],
        save: Callable[[Path], object],
        enter: Callable[[], object],
    ) -> None:
        """Show `groups`; print_() and save(path) make the sheet, enter() goes into the network."""
        super().__init__(_("Keep this recovery sheet"), network)
        self._network, self._folder, self._save = network, folder, save
        self.say(
            _(
                "If the passphrase is ever lost, only these letters open the file. Print them and "
                "keep the sheet where you keep other important papers; not beside the computer."
            )
        )
        self.body.addWidget(_letters(groups))
        self.body.addSpacing(px(8))
        self.first = self.add_second(_("Print the sheet"), print_)
        self.add_second(_("Save as PDF…"), self._pick)
        self._saved = self.say("")
        self._saved.hide()
        self.body.addSpacing(px(8))
        self._safe = QCheckBox(_("I have it safe"))
        self.body.addWidget(self._safe)
        self._why = self.say(_("Tick the box to go on."))
        self._enter = self.add_main(_("Go to the network"), enter)
        self._enter.setEnabled(False)
        self._safe.toggled.connect(self._allow)

    def _allow(self, safe: bool) -> None:
        self._enter.setEnabled(safe)
        self._why.setVisible(not safe)

    def tell_saved(self, name: str) -> None:
        """Say that the sheet was saved, and as what."""
        self._saved.setText(_("Saved: {file}").format(file=name))
        self._saved.show()
        self.error.hide()

    def fail(self, text: str, at: QWidget | None = None) -> None:
        """Say why the sheet could not be made; going on stays as it was."""
        super().fail(text, at)
        self._allow(self._safe.isChecked())

    def _pick(self) -> None:
        offered = self._folder / _("{network} recovery sheet.pdf").format(
            network=file_name(self._network).removesuffix(suffix())
        )
        ask_save(self, _("Save the recovery sheet"), offered, _("PDF (*.pdf)"), self._take_place)

    def _take_place(self, chosen: Path) -> None:
        self._folder = chosen.parent
        self._save(chosen)


def _letters(groups: tuple[str, ...]) -> QWidget:
    frame = QWidget()
    dress(frame, "card")
    grid = QGridLayout(frame)
    grid.setContentsMargins(px(16), px(12), px(16), px(12))
    grid.setSpacing(px(8))
    for place, group in enumerate(groups):
        label = text_label(group, "code")
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        grid.addWidget(label, place // _ACROSS, place % _ACROSS)
    return frame
