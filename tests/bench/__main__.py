"""`python3 dev.py bench`: measures the program beside a floor for each figure; never a test."""

from __future__ import annotations

import argparse
import importlib
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from dataclasses import asdict

from tests.bench.figures import Figure, table
from tests.bench.stage import needs_no_screen

PARTS = ("starting", "listing", "saving", "importing", "papers")


def main(arguments: list[str]) -> int:
    """Measure what is asked for and print it; return the exit code."""
    words = argparse.ArgumentParser(prog="dev.py bench", description="Measure the program.")
    words.add_argument("parts", nargs="*", metavar="PART", help=f"of {', '.join(PARTS)}; all")
    words.add_argument("--json", action="store_true", help="print the figures for machines")
    asked = words.parse_args(arguments)
    if unknown := set(asked.parts) - set(PARTS):
        words.error(f"there is no part {unknown.pop()}")
    needs_no_screen()
    began = time.perf_counter()
    figures = list(_measure(asked.parts or PARTS))
    if asked.json:
        found = {"machine": machine(), "figures": [_plain(one) for one in figures]}
        print(json.dumps(found, indent=1))
        return 0
    print(f"{machine()}\n\n{table(figures)}\n\nMeasured in {time.perf_counter() - began:.0f} s.")
    return 0


def _measure(parts: list[str] | tuple[str, ...]) -> Iterator[Figure]:
    for part in parts:
        print(f"measuring: {part}…", file=sys.stderr, flush=True)
        # Each part loads what it measures, so that the first is not slowed by the last.
        yield from importlib.import_module(f"tests.bench.{part}").jobs()


def _plain(one: Figure) -> dict[str, object]:
    return {**asdict(one), "median": one.median, "ratio": one.ratio}


def machine() -> str:
    """Return what the figures were measured on."""
    system = f"{platform.system()} {platform.machine()}"
    return f"{system}, {os.cpu_count()} cores, Python {platform.python_version()}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
