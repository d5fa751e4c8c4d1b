"""An error in a method that Qt calls is told as any other, on Python 3.11 too."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterator
from types import FunctionType
from typing import Any

from PySide6.QtCore import QObject


def guard_overrides() -> None:
    """Let what an override raises reach the hook for errors, whoever raised it.

    On Python 3.11 an error that C code raised is nothing but its words until Python has caught it,
    and PySide takes those words for the error: the program ended on the spot.
    """
    if sys.version_info >= (3, 12):
        return
    for kind in _derived(QObject):
        _guard(kind)
    # type: nothing else tells of the classes that are loaded later
    QObject.__init_subclass__ = classmethod(_guard)  # type: ignore[assignment, method-assign]


def _derived(kind: type[QObject]) -> Iterator[type[QObject]]:
    for one in kind.__subclasses__():
        yield one
        yield from _derived(one)


def _guard(kind: type[QObject], /, **_more: Any) -> None:
    if not _is_of_qt(kind):
        for name, method in list(vars(kind).items()):
            if isinstance(method, FunctionType) and _overrides(kind, name):
                setattr(kind, name, _caught_once(method))


def _overrides(kind: type[QObject], name: str) -> bool:
    return not name.startswith("_") and any(
        name in vars(base) for base in kind.__mro__ if _is_of_qt(base)
    )


def _is_of_qt(kind: type) -> bool:
    return kind.__module__.startswith("PySide6")


def _caught_once(method: Callable[..., Any]) -> Callable[..., Any]:
    @functools.wraps(method)
    def caught(*args: Any, **more: Any) -> Any:
        try:
            return method(*args, **more)
        except BaseException:
            raise

    return caught
