"""Thirty invented places, and a window that has them, each with a plain page."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from facilitator_app.app.places import places
from facilitator_app.clock import FixedClock
from facilitator_app.domain.errors import AppError
from facilitator_app.gui.ops import InlineOps
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.places import Place
from facilitator_app.gui.prefs import HeldPrefs
from facilitator_app.gui.window import Window, WindowParts
from facilitator_app.services.files import File
from facilitator_app.spec.record import Changes

_NAMES: Mapping[str, Sequence[tuple[str, str]]] = {
    "": (("Today", "house"),),
    "People": (
        ("Members", "users"), ("Groups and seats", "armchair"), ("Diversity", "chart-pie"),
        ("Keeping in touch", "chat-circle"), ("Carers", "heart"),
    ),
    "Meetings": (
        ("Meetings", "calendar-blank"), ("Actions", "check-square"), ("Venues", "map-pin"),
        ("Rota", "clock"),
    ),
    "Money": (("Claims", "receipt"), ("Budget", "currency-gbp"), ("Payment runs", "bank")),
    "Growing": (
        ("Training", "student"), ("Induction and mentoring", "handshake"), ("Skills", "star"),
        ("Capacity plan", "compass"),
    ),
    "Work": (
        ("Activities", "trend-up"), ("Projects", "folder"), ("Evidence", "magnifying-glass"),
        ("Consultations", "megaphone"), ("You said we did", "chat-text"),
    ),
    "Library": (
        ("Library", "books"), ("Who's who", "address-book"), ("Policies", "book-open"),
        ("Leaflets", "newspaper"),
    ),
    "Reports": (("Reports", "chart-bar"), ("Questions asked", "question"), ("Risks", "warning")),
}  # fmt: skip
_KEYS = {place.words: place.keys for place in places()}
MANY: tuple[Place, ...] = (
    *(
        Place(words.lower(), words, icon, group, _KEYS.get(words, ""))
        for group, inside in _NAMES.items()
        for words, icon in inside
    ),
    Place("settings", "Settings", "gear", "", "Ctrl+9", pinned=True),
)
COUNTS = {"members": (3, False), "actions": (12, True), "claims": (1207, False), "risks": (2, True)}


class PlainPage(QWidget):
    """A page with one field."""

    def __init__(self, title: str) -> None:
        """Be called `title`."""
        super().__init__()
        self.title = title
        self.field = QLineEdit()
        self.field.setAccessibleName(title)
        QVBoxLayout(self).addWidget(self.field)
        self.setFocusProxy(self.field)

    def stale(self, changes: Changes) -> None:
        """Nothing is shown of the file."""

    def reload(self) -> None:
        """Nothing is read from the file."""

    def can_leave(self) -> bool:
        """Let itself be left."""
        return True


def many_window(
    file: File, clock: FixedClock, prefs: HeldPrefs, restyle: Callable[[], None],
    places: Sequence[Place] = MANY,
) -> Window:  # fmt: skip
    """Return a window with `places` over `file`, not yet shown; restyle() dresses it anew."""

    def tell(error: AppError) -> None:
        window.fail(error)

    def page(name: str) -> Callable[[PageContext], QWidget]:
        return lambda _context: PlainPage(name)

    def record(
        _context: PageContext, name: str, record_id: int | None, _given: Mapping[str, Any]
    ) -> QWidget:
        return PlainPage(f"{name} {record_id}")

    window = Window(
        WindowParts(
            network="Three Valleys Cancer Network",
            ops=InlineOps(file, tell),
            format_context=file.format_context,
            clock=clock,
            prefs=prefs,
            places=places,
            pages={place.name: page(place.name) for place in places},
            record=record,
            counts=lambda _file: COUNTS,
            restyle=restyle,
            close=lambda: None,
            go_on=lambda _copy: None,
        )
    )
    return window
