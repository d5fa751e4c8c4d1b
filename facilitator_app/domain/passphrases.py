"""How long a passphrase must be, and what is said of its length."""

from __future__ import annotations

from facilitator_app.i18n import _

SHORTEST, GOOD = 8, 16  # characters; blanks around them count for nothing


def too_short(passphrase: str) -> str:
    """Return what to do about a new passphrase that is too short, "" if it is long enough."""
    if _length(passphrase) >= SHORTEST:
        return ""
    return _(
        "Choose a passphrase of at least {n} characters. Three or four words of your own are good."
    ).format(n=SHORTEST)


def strength(passphrase: str) -> str:
    """Return in a plain sentence how safe the length of `passphrase` is."""
    if short := too_short(passphrase):
        return short
    if _length(passphrase) < GOOD:
        return _("Long enough. Longer is safer: one more word makes a great difference.")
    return _("Good: long enough to be safe for years.")


def _length(passphrase: str) -> int:
    return len(passphrase.strip())
