"""Words of what ships, in the language in which they become the file's own."""

from __future__ import annotations

from facilitator_app.i18n import _, pgettext

LABEL, ITEM, NAME, SOURCE, NOTE = 80, 120, 80, 200, 300  # characters that their fields take


def translated(text: str, most: int | None = None, context: str = "") -> str:
    """Return `text` in the user's language, as it is meant within `context`.

    A translation of more than `most` characters would not fit its field: the text stays.
    """
    found = pgettext(context, text) if context else _(text)
    return text if most is not None and len(found) > most else found
