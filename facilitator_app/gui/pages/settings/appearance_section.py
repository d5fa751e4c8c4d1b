"""How the window looks: theme, text size, height of rows; each works at once."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QRadioButton

from facilitator_app.gui import theme
from facilitator_app.gui.pages.settings.settings_blocks import Blocks, ChoiceBlock, Choices
from facilitator_app.gui.prefs import Prefs
from facilitator_app.gui.tab_order import give_keyboard
from facilitator_app.gui.window_actions import with_shown_keys
from facilitator_app.i18n import _
from facilitator_app.locale_formats import show_percent


class AppearanceSection(Blocks):
    """Three choices, kept for this computer."""

    def __init__(self, prefs: Prefs, restyle: Callable[[], None]) -> None:
        """Keep what is chosen in `prefs`, and call restyle()."""
        super().__init__(_("Appearance"))
        self._prefs, self._restyle = prefs, restyle
        self.buttons: dict[tuple[str, str], QRadioButton] = {}
        self._add_choice(
            "theme",
            _("Theme"),
            _("“As the computer” follows what is set for all programs."),
            [
                ("", _("As the computer")),
                ("light", _("Light")),
                ("dark", _("Dark")),
                ("contrast", _("High contrast")),
            ],
        )
        self._add_choice(
            "scale",
            _("Text size"),
            with_shown_keys(_("Ctrl++ and Ctrl+- do the same wherever you are.")),
            [(str(one), show_percent(one)) for one in theme.SCALES],
        )
        self._add_choice(
            "rows",
            _("Rows of lists"),
            "",
            [("usual", _("Usual")), ("comfortable", _("Comfortable: more room between rows"))],
        )

    def run(self, command: str) -> None:
        """Go to the choice that `command` names."""
        self.go_to_chosen(command)

    def go_to_chosen(self, key: str) -> None:
        """Put the keyboard on what is chosen of `key`."""
        for (name, _value), one in self.buttons.items():
            if name == key and one.isChecked():
                give_keyboard(one)

    def _add_choice(self, key: str, heading: str, sentence: str, offered: Choices) -> None:
        choose = partial(self._choose, key)
        block = ChoiceBlock(heading, sentence, offered, self._prefs.get(key), choose)
        self.buttons |= {(key, value): one for value, one in block.choices.items()}
        self.add(block)

    def _choose(self, key: str, value: str) -> None:
        if self._prefs.get(key) != value:
            self._prefs.set(key, value)
            self._prefs.set("section", f"appearance/{key}")
            self._restyle()
