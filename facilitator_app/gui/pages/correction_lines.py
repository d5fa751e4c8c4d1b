"""How corrections are told above what was corrected, a line each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from facilitator_app.digests.corrections import CorrectionLine
from facilitator_app.domain.dates import show_date
from facilitator_app.i18n import _

_LONG_WORD = re.compile(r"(\S{20})(?=\S)")
_MAY_BREAK = "\N{ZERO WIDTH SPACE}"


def correction_lines(found: Iterable[CorrectionLine]) -> str:
    """Return what was corrected, by whom and why, "" for nothing; no word is too long to wrap."""
    told = "\n".join(
        _("{day}, {who} corrected: {what}. {why}").format(
            day=show_date(one.date), who=one.who, what=one.what, why=one.why
        )
        for one in found
    )
    return _LONG_WORD.sub(rf"\1{_MAY_BREAK}", told)
