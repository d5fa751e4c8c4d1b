"""Extracts every message of the program into the catalogue that translations start from.

Run by `dev.py lint`, which fails when the committed one is stale; `--write` renews it.
"""

from __future__ import annotations

import ast
import io
import string
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import write_po

from tests.words import shipped

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "facilitator_app"
RESOURCES = ROOT / "resources"
POT = ROOT / "resources" / "locale" / "facilitator.pot"
KEYWORDS: dict[str, Any] = {"_": None, "N_": None, "ngettext": (1, 2), "pgettext": ((1, "c"), 2)}
METHODS = {"**.py": "python", **shipped.METHODS}
_HEADER = (
    '# The messages of Facilitator, made by `dev.py lint --mend`.\nmsgid ""\nmsgstr ""\n'
    '"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
)


@dataclass(frozen=True, slots=True)
class Message:
    """One text, or both forms of one with a plural; context: what it is meant in, "" for anything.

    files: where it stands, below the checkout; notes: what translators are told of it.
    """

    text: str | tuple[str, ...]
    context: str = ""
    files: set[str] = field(default_factory=set, compare=False)
    notes: set[str] = field(default_factory=set, compare=False)


def messages(*folders: Path) -> tuple[Message, ...]:
    """Return every message of the code and of what ships, or that of `folders`, in order."""
    found: dict[Message, Message] = {}
    for folder in folders or (SOURCE, RESOURCES):
        for name, _line, text, notes, context in extract_from_dir(
            folder, METHODS.items(), keywords=KEYWORDS
        ):
            new = Message(text, context or "")
            one = found.setdefault(new, new)
            one.files.add(f"{folder.name}/{name}")
            one.notes.update(notes)
    return tuple(sorted(found, key=lambda one: (str(one.text), one.context)))


def text(*folders: Path) -> str:
    """Return the catalogue: without dates or lines, so that it changes with the words alone."""
    catalogue = Catalog(charset="utf-8")
    for one in messages(*folders):
        catalogue.add(
            one.text, context=one.context or None, auto_comments=sorted(one.notes),
            locations=[(name, 0) for name in sorted(one.files)],
        )  # fmt: skip
    written = io.BytesIO()
    write_po(
        written, catalogue, width=0, include_lineno=False, omit_header=True, sort_output=True,
        ignore_obsolete=True,
    )  # fmt: skip
    return _HEADER + written.getvalue().decode("utf-8").lstrip("\n")


def faults(folder: Path = SOURCE) -> Iterator[str]:
    """Yield a line for every message that could not be translated as it stands."""
    for file in sorted(folder.rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call | ast.JoinedStr):
                for fault in _faults_of(node):
                    yield f"{file.relative_to(folder)}:{node.lineno}: {fault}"


def _faults_of(node: ast.Call | ast.JoinedStr) -> Iterator[str]:
    if isinstance(node, ast.Call):
        yield from _call_faults(_name(node), node.args)
        return
    for call in ast.walk(node):
        if isinstance(call, ast.Call) and _name(call) in KEYWORDS and _is_literal(call.args[0]):
            yield f"{ast.unparse(call)} within an f-string cannot be extracted"


def _name(call: ast.Call) -> str:
    return call.func.id if isinstance(call.func, ast.Name) else ""


def _call_faults(name: str, arguments: list[ast.expr]) -> Iterator[str]:
    forms = {"_": 1, "N_": 1, "ngettext": 2}.get(name, 0)
    given = arguments[:forms]
    for one in given:
        if not _is_literal(one) and (name != "_" or not _is_declared_elsewhere(one)):
            yield f"{ast.unparse(one)} is no literal, so it cannot be extracted"
    values = [one.value for one in given if isinstance(one, ast.Constant)]
    texts = [one for one in values if isinstance(one, str)]
    named = [set(placeholders(one)) for one in texts]
    if any(not one.isidentifier() for names in named for one in names):
        yield f"“{texts[0]}” has a placeholder without a name"
    if any(names - {"n"} != named[0] - {"n"} for names in named):  # "one line" needs no number
        yield f"“{texts[0]}” and its plural have different placeholders"


def _is_literal(one: ast.expr) -> bool:
    return isinstance(one, ast.Constant) and isinstance(one.value, str)


def _is_declared_elsewhere(one: ast.expr) -> bool:
    """Say whether this is a text that N_ declared where it was made."""
    return not isinstance(one, ast.JoinedStr | ast.BinOp | ast.IfExp | ast.Constant) and not (
        isinstance(one, ast.Call)
        and isinstance(one.func, ast.Attribute)
        and one.func.attr in ("format", "join")
    )


def placeholders(message: str) -> list[str]:
    """Return the names in braces; "" for one that has none."""
    parts = string.Formatter().parse(message)
    return [name for _text, name, _form, _how in parts if name is not None]


def main(arguments: list[str]) -> int:
    """Check, or with --write renew, the catalogue; return 1 if something is to be mended."""
    found, wanted = list(faults()), text()
    if "--write" in arguments:
        POT.parent.mkdir(exist_ok=True)
        POT.write_text(wanted, encoding="utf-8", newline="\n")
    elif not POT.is_file() or POT.read_text(encoding="utf-8") != wanted:
        found.append(f"{POT.relative_to(ROOT)} is stale; run dev.py lint --mend")
    print("\n".join(found) or f"{len(messages())} messages")  # noqa: T201 - read by whoever runs it
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
