"""What a command prints: sentences for people, or one JSON object for scripts.

A stream that is missing, closed, full or of another code page stops no work, nor changes what
comes of it.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, TextIO


@dataclass(frozen=True, slots=True)
class Output:
    """Prints a result in one of the two ways."""

    as_json: bool

    def result(self, words: str, data: Mapping[str, Any]) -> None:
        """Print `words`, or `data` as JSON."""
        text = json.dumps(data, ensure_ascii=False, default=str) if self.as_json else words
        _write(sys.stdout, f"{text}\n")

    def line(self, words: str) -> None:
        """Print a line for people only."""
        if not self.as_json:
            _write(sys.stdout, f"{words}\n")


def tell_error(words: str) -> None:
    """Print a sentence to where errors go."""
    _write(sys.stderr, f"{words}\n")


def prepare(*, as_json: bool) -> None:
    """Let every letter be written: JSON as UTF-8, others as the stream can.

    What is missing, as without a console, takes all and keeps it to itself: argparse would write
    to the other one.
    """
    sys.stdout, sys.stderr = sys.stdout or io.StringIO(), sys.stderr or io.StringIO()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            utf_8 = as_json and stream is sys.stdout
            with contextlib.suppress(ValueError):  # closed
                stream.reconfigure(encoding="utf-8" if utf_8 else None, errors="backslashreplace")


def finish() -> None:
    """Write out what others left in the streams, or closing them would fail at the end."""
    for stream in (sys.stdout, sys.stderr):
        _write(stream, "")


def _write(stream: TextIO | None, text: str) -> None:
    if stream is None:
        return
    try:
        stream.write(text)
        stream.flush()
    except (OSError, ValueError):
        _let_go(stream)


def _let_go(stream: TextIO) -> None:
    """Lead a stream that takes nothing any more to nowhere, or closing it would fail at the end."""
    try:
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)
    except (OSError, ValueError):
        return
