"""The looks that every page is pictured in: themes, text sizes, and texts half as long again."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication

from facilitator_app import i18n
from tests.gui import pictures

_PLACEHOLDER = re.compile(r"\{[^}]*\}")
_FILLING = " and a few words more that another language may well need to say the very same thing"


class Stretched(gettext.NullTranslations):
    """A language whose texts are all half as long again as ours."""

    def __init__(self) -> None:
        """Know no text yet."""
        super().__init__()
        self._made: set[str] = set()

    def gettext(self, message: str) -> str:
        """Return `message` with words added; one that was stretched before stays as it is."""
        bare = _PLACEHOLDER.sub("", message).strip()
        if len(bare) < 3 or message in self._made:
            return message
        more = max(3, len(bare) // 2)
        longer = message + (_FILLING * (more // len(_FILLING) + 1))[:more].rstrip()
        self._made.add(longer)
        return longer

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        """Return the form for `n`, stretched."""
        return self.gettext(msgid1 if n == 1 else msgid2)


@dataclass(frozen=True, slots=True)
class Look:
    """A theme, a text scale, and whether texts are stretched."""

    name: str
    theme: str = "light"
    scale: float = 1.0
    stretched: bool = False

    @contextmanager
    def worn(self, app: QApplication, cache: Path) -> Iterator[None]:
        """Dress the application so, and as usual afterwards."""
        pictures.dress(app, cache, self.theme, self.scale)
        if self.stretched:
            i18n.use(Stretched())
        try:
            yield
        finally:
            i18n.use(gettext.NullTranslations())
            pictures.dress(app, cache)


LOOKS = (
    Look("light"),
    Look("dark", "dark"),
    Look("contrast", "contrast"),
    Look("150", "light", 1.5),
    Look("200", "light", 2.0),
    Look("stretched", "light", 1.0, stretched=True),
)
