"""The paragraphs of the guide: each is one message, in the user's language where it has one."""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitator_app.i18n import _

_BLOCK = re.compile(r"<(title|h1|h2|p|li)>(.*?)</\1>", re.DOTALL)


def paragraphs(html: str) -> Iterator[str]:
    """Yield what each heading, paragraph and list item holds, on one line, with its own marks."""
    return (_one_line(found[2]) for found in _BLOCK.finditer(html))


def translated(html: str) -> str:
    """Return a page of the guide in the user's language, paragraph by paragraph."""
    return _BLOCK.sub(lambda found: f"<{found[1]}>{_(_one_line(found[2]))}</{found[1]}>", html)


def _one_line(text: str) -> str:
    return " ".join(text.split())
