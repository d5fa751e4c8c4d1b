"""What this program is, which parts it is made of, and what it never does."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from importlib import metadata

from PySide6.QtWidgets import QGridLayout, QWidget

import facilitator_app
from facilitator_app.domain import collation
from facilitator_app.gui.metrics import px
from facilitator_app.gui.pages.settings.settings_blocks import Block, Blocks
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _

# As in pyproject.toml, where each has its reason.
NAMES = (
    "PySide6-Essentials", "SQLAlchemy", "sqlcipher3", "alembic", "reportlab", "pikepdf",
    "pypdfium2", "fonttools", "fontpkg", "fontpkg-atkinson-hyperlegible", "manimgx-fonts",
    "manimgx-fonts-cjk", "python-bidi", "XlsxWriter", "python-calamine", "rapidfuzz",
    "nameparser",
    "platformdirs", "QtAwesome", "Babel",
)  # fmt: skip
_OSI = "License :: OSI Approved :: "


@dataclass(frozen=True, slots=True)
class Component:
    """A part by someone else: its name, version and licence in short."""

    name: str
    version: str
    licence: str


def components() -> tuple[Component, ...]:
    """Return every part that the program is installed with, by name."""
    return tuple(sorted(_found(), key=lambda one: collation.key(one.name)))


def _found() -> Iterator[Component]:
    for name in NAMES:
        try:
            about = metadata.metadata(name)
        except metadata.PackageNotFoundError:
            continue
        yield Component(about["Name"], about["Version"], _licence(about))


def _licence(about: metadata.PackageMetadata) -> str:
    """Return the licence: its short name, or what the classifiers say, or the first line."""
    stated = about.json
    short = str(stated.get("license_expression") or "")
    if short:
        return short
    classed = [one for one in stated.get("classifier", ()) if one.startswith(_OSI)]
    if classed:
        return classed[0].removeprefix(_OSI)
    text = str(stated.get("license") or "").strip()
    return text.splitlines()[0][:60] if text else _("see its own notice")


class AboutSection(Blocks):
    """Version, promise and parts."""

    def __init__(self) -> None:
        """Read what is installed."""
        super().__init__(_("About"))
        what = Block(
            _("Facilitator {version}").format(version=facilitator_app.__version__),
            _("For user involvement facilitators and those who help them."),
        )
        what.say(
            "ok",
            _("Everything stays on this computer"),
            _("Your network is one locked file. Nothing is ever sent anywhere."),
        )
        parts = Block(_("Made with"), _("Parts by others, with their versions and licences."))
        parts.body.addWidget(_table())
        self.add(what)
        self.add(parts)


def _table() -> QWidget:
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, px(4), 0, 0)
    grid.setHorizontalSpacing(px(16))
    grid.setVerticalSpacing(px(6))
    heads = (_("Part"), _("Version"), _("Licence"))
    for at, head in enumerate(heads):
        grid.addWidget(text_label(head, "eyebrow", wrap=True), 0, at)
        grid.setColumnStretch(at, (3, 2, 4)[at])
    for line, one in enumerate(components(), start=1):
        for at, text in enumerate((one.name, one.version, one.licence)):
            grid.addWidget(text_label(text, "" if at == 0 else "sub", wrap=True), line, at)
    return holder
