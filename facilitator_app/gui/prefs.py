"""What the user has chosen for this computer: a few declared keys, kept by the system."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping
from typing import Protocol

from PySide6.QtCore import QSettings

# Each key and what it is until it is set; keys that end in "/" are families: a list, a file each.
KEYS: Mapping[str, str] = {
    "theme": "",
    "scale": "100",
    "rows": "usual",
    "files": "",
    "section": "",
    "lock": "10",
    "window/": "",
    "sheet": "",
    "backup/": "",
    "export/": "",
    "columns/": "",
    "sort/": "",
    "chip/": "",
    "rail/": "",
    "synced/": "",
    "restored/": "",
}


class Prefs(Protocol):
    """Short texts by key; an unknown key is a KeyError."""

    def get(self, key: str) -> str:
        """Return what is set, or the key's default."""
        ...

    def set(self, key: str, value: str) -> None:
        """Keep `value` from now on."""
        ...


class StoredPrefs:
    """Preferences in the system's own place (registry, plist or ini file)."""

    def __init__(self, settings: QSettings | None = None) -> None:
        """Use `settings`, or the user's own for this program."""
        self._settings = settings or QSettings("Facilitator", "Facilitator")

    def get(self, key: str) -> str:
        """Return what is set, or the key's default."""
        return str(self._settings.value(key, default(key)))

    def set(self, key: str, value: str) -> None:
        """Keep `value` from now on."""
        default(key)
        self._settings.setValue(key, value)


class HeldPrefs:
    """Preferences that last as long as the program, for tests and a try-out."""

    def __init__(self, values: MutableMapping[str, str] | None = None) -> None:
        """Start with `values`."""
        self._values = values if values is not None else {}

    def get(self, key: str) -> str:
        """Return what is set, or the key's default."""
        return self._values.get(key, default(key))

    def set(self, key: str, value: str) -> None:
        """Keep `value` from now on."""
        default(key)
        self._values[key] = value


def default(key: str) -> str:
    """Return what `key` is until it is set; KeyError if it is not declared."""
    family = key.partition("/")[0] + "/"
    return KEYS[key] if key in KEYS else KEYS[family]
