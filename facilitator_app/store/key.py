"""The key of a file: derived from the passphrase, or typed in from the recovery sheet.

The derivation is SQLCipher 4's own (PBKDF2-HMAC-SHA512, 256,000 rounds over the file's first
16 bytes), so that other SQLCipher tools open the file with the passphrase.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from pathlib import Path

from facilitator_app.domain.errors import AppError
from facilitator_app.i18n import _

SALT_BYTES = 16
_KEY_BYTES = 32
_ROUNDS = 256_000
_LETTERS = "BCDFGHJKLMNPQRST"
_GROUP = 4


@dataclass(frozen=True, slots=True)
class Key:
    """The raw key of one file; never shown in a repr."""

    raw: bytes = field(repr=False)

    def pragma(self, salt: bytes) -> str:
        """Return the value of PRAGMA key for a file that begins with `salt`."""
        return f"\"x'{self.raw.hex()}{salt.hex()}'\""

    def groups(self) -> tuple[str, ...]:
        """Return the recovery key: 16 groups of five letters, the last of each a check letter."""
        letters = "".join(_LETTERS[byte >> 4] + _LETTERS[byte & 15] for byte in self.raw)
        parts = [letters[at : at + _GROUP] for at in range(0, len(letters), _GROUP)]
        return tuple(part + _check(place, part) for place, part in enumerate(parts))


def derive(passphrase: str, salt: bytes) -> Key:
    """Return the key of the file whose first 16 bytes are `salt`; takes about 0.1 s."""
    return Key(hashlib.pbkdf2_hmac("sha512", passphrase.encode(), salt, _ROUNDS, _KEY_BYTES))


def read_salt(path: Path) -> bytes:
    """Return the first 16 bytes of the file at `path`."""
    with path.open("rb") as file:
        return file.read(SALT_BYTES)


def from_groups(text: str) -> Key:
    """Return the key typed in from a recovery sheet; raise AppError naming the wrong group."""
    letters = "".join(c for c in text.upper() if c.isalnum())
    size = _GROUP + 1
    groups = [letters[at : at + size] for at in range(0, len(letters), size)]
    if len(letters) != size * _KEY_BYTES * 2 // _GROUP:
        raise AppError(_("The recovery key has 16 groups of five letters. Type all of them."))
    for place, group in enumerate(groups):
        if not set(group) <= set(_LETTERS) or group[-1] != _check(place, group[:-1]):
            raise AppError(
                _("Group {number} of the recovery key is not right. Look at it again.").format(
                    number=place + 1
                )
            )
    half = [_LETTERS.index(letter) for group in groups for letter in group[:-1]]
    return Key(bytes(half[at] << 4 | half[at + 1] for at in range(0, len(half), 2)))


def _check(place: int, letters: str) -> str:
    """Return the check letter: odd weights find every single slip, and groups that are swapped."""
    total = place + sum((2 * at + 1) * _LETTERS.find(letter) for at, letter in enumerate(letters))
    return _LETTERS[total % len(_LETTERS)]
