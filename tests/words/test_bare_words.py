"""Words of the code that people would read although no catalogue holds them."""

from __future__ import annotations

import ast
import builtins
import re
from collections.abc import Iterator

import pytest

from tests.words import catalogue

MESSAGES = ("_", "N_", "ngettext")
LOGGED = ("debug", "info", "warning", "error", "exception")
SHOWING = (
    "QAction", "QCheckBox", "QLabel", "QMenu", "QPushButton", "QRadioButton", "addAction",
    "addItem", "addMenu", "setAccessibleDescription", "setAccessibleName", "setPlaceholderText",
    "setText", "setTitle", "setToolTip", "setWindowTitle",
)  # fmt: skip
PROSE = re.compile(r"[^\W\d_]{2,} [^\W\d_]+")
WORD = re.compile(r"[^\W\d_]")
MARKUP = re.compile(r"[<>{}=;]")
NO_WORDS = ("migrations/", "sample/", "store/", "typeset/")  # SQL, invented people, names of fonts
KNOWN = {  # by the beginning of their first line
    ": there is no translation “",  # where there is none
    "three valleys sample", "Three Valleys.facilitator",  # of the invented network
    "items in use", "corrections made", "@tag codes", "License :: OSI Approved ::",  # keys
    "other information", "e mail", "unexpected end of data",  # read, not shown
    "(?:grand |sub-?)?totals?(?: (?:number|me",
    "app appimage bat bin cmd com command cpl",  # endings of names
    "7z csv dng doc docm docx dotx eml epub g",
    "Google Drive", "My Drive", "Shared drives", "iCloud Drive",  # called so by their makers
    "LATIN SMALL LETTER ([A-Z]) WITH",  # called so by Unicode
    "EEE d MMM y", "EEEE d MMMM y", "d mmm yyyy", "22 Nov 2026 Partnership Group",  # forms, a width
}  # fmt: skip


def bare(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and text of prose that is no message, and of each word that is shown as it is."""
    unread = set(_unread(tree))
    for one in _texts(tree):
        text = str(one.value)
        if id(one) not in unread and PROSE.search(text) and not MARKUP.search(text):
            yield one.lineno, text
    for call in ast.walk(tree):
        if isinstance(call, ast.Call) and _name(call.func) in SHOWING:
            shown = (one.value for one in call.args if isinstance(one, ast.Constant))
            yield from ((call.lineno, str(one)) for one in shown if WORD.search(str(one or "")))


def _unread(tree: ast.AST) -> Iterator[int]:
    """Yield the texts that are messages, or that programmers alone read."""
    for node in ast.walk(tree):
        match node:
            case ast.Call() if _name(node.func) in (*MESSAGES, *LOGGED):
                parts: list[ast.AST] = [*node.args]
            case ast.Expr(value=ast.Constant()):
                parts = [node.value]
            case ast.Raise(exc=ast.Call(func=ast.Name(id=name))) if hasattr(builtins, name):
                parts = [node]
            case ast.Assign(targets=[ast.Name(id="message")]):  # that a raise below takes
                parts = [node.value]
            case ast.Assert():
                parts = [node]
            case _:
                continue
        yield from (id(one) for part in parts for one in _texts(part))


def _texts(tree: ast.AST) -> Iterator[ast.Constant]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_every_word_of_the_code_that_people_read_is_a_message() -> None:
    found = []
    for file in sorted(catalogue.SOURCE.rglob("*.py")):
        name = file.relative_to(catalogue.SOURCE).as_posix()
        if not name.startswith(NO_WORDS):
            tree = ast.parse(file.read_text(encoding="utf-8"))
            texts = ((line, text.strip().split("\n")[0][:40]) for line, text in bare(tree))
            found += [f"{name}:{line}: {text}" for line, text in texts if text not in KNOWN]
    assert "\n".join(found) == ""


@pytest.mark.parametrize(
    "code",
    [
        'say("The disk is full.")', 'WORDS = "opens the window"', 'QLabel("Members")',
        'button.setText("Save")', 'raise AppError("Choose a file.")', 'f"{name} was saved twice"',
        'parser.add_argument("--json", help="print it as JSON")',
    ],
)  # fmt: skip
def test_a_bare_word_is_found(code: str) -> None:
    assert len(list(bare(ast.parse(code)))) == 1


@pytest.mark.parametrize(
    "code",
    [
        'say(_("The disk is full."))', 'QLabel(_("Members"))', 'button.setText("·")',
        '"""Says what it does."""', 'raise ValueError("no such record type")',
        '_log.warning("took too long")', "assert found, 'nothing was found'", 'get("member_id")',
    ],
)  # fmt: skip
def test_what_nobody_reads_is_left_alone(code: str) -> None:
    assert list(bare(ast.parse(code))) == []
