"""What happens when the program itself is at fault: it is logged, told, and nothing is lost."""

from __future__ import annotations

import logging
import sys
from collections.abc import Callable
from types import TracebackType

from facilitator_app.i18n import _

_log = logging.getLogger(__name__)


def install(tell: Callable[[str], object]) -> None:
    """From now on log every unforeseen error and say so with `tell(words)`.

    The log has the place in the program, never the message: it may quote what a record holds.
    """

    def hook(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        _log.error("%s\n%s", kind.__name__, "".join(places(trace)))
        tell(
            _(
                "Something went wrong in the program, and that step was not done. "
                "What was saved is safe. If it happens again, close Facilitator and open it anew."
            )
        )

    sys.excepthook = hook


def places(trace: TracebackType | None) -> list[str]:
    """Return the file, line and function of each step, without any values."""
    found = []
    while trace is not None:
        code = trace.tb_frame.f_code
        found.append(f"  {code.co_filename}:{trace.tb_lineno} {code.co_name}\n")
        trace = trace.tb_next
    return found
