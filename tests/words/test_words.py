"""No sentence is glued from pieces, no translated word is bent; the catalogue is whole."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.words import catalogue

SOURCE = catalogue.SOURCE
_MESSAGES = ("_", "N_", "ngettext")
_BENT = ("lower", "upper", "title", "capitalize")
_LABELS = ("singular", "plural")
# What no language changes: keys, cells of a data file, SQL, words of a command, the sample.
_MACHINES = (
    "cli/main.py", "domain/names.py", "exchange/duplicates.py", "gui/places.py",
    "gui/table/tsv.py", "migrations/", "sample/", "services/children.py", "store/",
)  # fmt: skip


def glued(tree: ast.AST) -> Iterator[tuple[int, str]]:
    """Yield line and reason of what would read wrong in another language."""
    for node in ast.walk(tree):
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            sides = (node.left, node.right)
            if any(map(_is_message, sides)) and not any(map(_is_blank, sides)):
                yield node.lineno, "a message with something added"
        elif isinstance(node, ast.AugAssign) and _is_message(node.value):
            yield node.lineno, "a message added to something"
        elif isinstance(node, ast.JoinedStr) and _glues(node):
            yield node.lineno, "a message inside an f-string"
        elif isinstance(node, ast.IfExp) and _is_plural_by_hand(node):
            yield node.lineno, "a plural made by hand"
        elif isinstance(node, ast.Call):
            yield from ((node.lineno, fault) for fault in _call(node))


def _call(node: ast.Call) -> Iterator[str]:
    function = node.func
    if isinstance(function, ast.Name) and function.id in _MESSAGES:
        texts = [one.value for one in node.args if isinstance(one, ast.Constant)]
        if any(isinstance(one, str) and _frayed(one) for one in texts):
            yield "a message with a blank at its end"
    if isinstance(function, ast.Attribute):
        on = function.value
        if function.attr in _BENT and any(map(_is_shown, ast.walk(on))):
            yield "a translated word made small or large"
        if function.attr == "casefold" and _is_message(on):
            yield "a translated word made small"
        if function.attr == "join" and isinstance(on, ast.Constant) and _is_list_mark(on.value):
            yield "a list joined by hand"


def _frayed(text: str) -> bool:
    return text != text.strip() and any(map(str.isalpha, text))


def _is_list_mark(text: object) -> bool:
    return isinstance(text, str) and text in (", ", " and ", " or ")


def _is_message(node: ast.AST) -> bool:
    """Say whether `node` is a message, filled in or not."""
    while isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        node = node.func.value
    return isinstance(node, ast.Call) and _is_named(node.func, _MESSAGES)


def _is_shown(node: ast.AST) -> bool:
    """Say whether `node` is a message, the words of a record type or those of a choice."""
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
        return node.func.attr == "label"
    return _is_message(node)


def _is_named(node: ast.AST, names: tuple[str, ...]) -> bool:
    return isinstance(node, ast.Name) and node.id in names


def _is_blank(node: ast.AST) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and not node.value.strip()


def _glues(text: ast.JoinedStr) -> bool:
    """Say whether a message stands among words; marks of HTML and columns of blanks are none."""
    parts = [one.value for one in text.values if isinstance(one, ast.FormattedValue)]
    between = "".join(str(one.value) for one in text.values if isinstance(one, ast.Constant))
    return any(map(_is_message, parts)) and "<" not in between and bool(between.strip())


def _is_plural_by_hand(node: ast.IfExp) -> bool:
    tests_one = isinstance(node.test, ast.Compare) and any(
        isinstance(one, ast.Constant) and one.value == 1 for one in node.test.comparators
    )
    both = (node.body, node.orelse)
    ends = {one.value for one in both if isinstance(one, ast.Constant)}
    words = all(_is_message(one) or isinstance(one, ast.Attribute) for one in both)
    return "s" in ends or (tests_one and words)


def _found(folder: Path) -> list[str]:
    found = []
    for file in sorted(folder.rglob("*.py")):
        name, text = file.relative_to(folder).as_posix(), file.read_text(encoding="utf-8")
        lines = text.splitlines()
        for line, why in glued(ast.parse(text)):
            if why != "a list joined by hand" or not name.startswith(_MACHINES):
                found.append(f"{name}:{line}: {why}: {lines[line - 1].strip()}")
    return found


def test_no_sentence_is_glued_and_no_word_is_bent() -> None:
    assert "\n".join(_found(SOURCE)) == ""


@pytest.mark.parametrize(
    "code",
    [
        '_("Saved") + name', 'words += _(" to {end}").format(end=end)', 'f"{_(label)}: {n}"',
        '_(" to")', '_("{n} thing").format(n=n) + ("" if n == 1 else "s")',
        '_("a seat") if n == 1 else _("seats")', "_(spec.plural).lower()",
        'fmt.lists.label("role", role).lower()', '_("Chair").casefold()', '", ".join(names)',
    ],
)  # fmt: skip
def test_what_is_glued_or_bent_is_found(code: str) -> None:
    assert list(glued(ast.parse(code)))


@pytest.mark.parametrize(
    "code",
    [
        '_("Saved by {name}").format(name=name)', '_("Name:") + " "', 'f"<p>{_(label)}</p>"',
        '_(", ").join(names)', '"\\n".join(names)', "suffix.lower()", "_(label) if one else other",
    ],
)  # fmt: skip
def test_what_is_whole_is_left_alone(code: str) -> None:
    assert list(glued(ast.parse(code))) == []


def test_the_catalogue_is_as_the_messages_are() -> None:
    assert list(catalogue.faults()) == []
    assert catalogue.POT.read_text(encoding="utf-8") == catalogue.text()


def test_the_catalogue_has_words_and_nothing_that_changes_by_itself(tmp_path: Path) -> None:
    code = '_("Save"); N_("Member"); ngettext("{n} seat", "{n} seats", 3)\n'
    (tmp_path / "one.py").write_text(code, encoding="utf-8")
    written = catalogue.text(tmp_path)
    lines = [line for line in written.splitlines() if line.startswith("msgid")]
    assert lines == [
        'msgid ""',
        'msgid "Member"',
        'msgid "Save"',
        'msgid "{n} seat"',
        'msgid_plural "{n} seats"',
    ]
    assert f"#: {tmp_path.name}/one.py\n" in written
    (tmp_path / "one.py").write_text(f"# further down\n\n\n{code}", encoding="utf-8")
    assert catalogue.text(tmp_path) == written


@pytest.mark.parametrize(
    ("code", "fault"),
    [
        ('_(f"Saved {name}")', "no literal"),
        ('_("Saved " + name)', "no literal"),
        ('_("Saved {name}".format(name=name))', "no literal"),
        ('_("Saved" if saved else "Lost")', "no literal"),
        ("N_(words)", "no literal"),
        ("f\"<p>{_('Saved')}</p>\"", "cannot be extracted"),
        ('ngettext(one, "{n} seats", n)', "no literal"),
        ('_("Saved {}")', "without a name"),
        ('_("Saved {0}")', "without a name"),
        ('ngettext("{n} seat of {all}", "{n} seats of {most}", n)', "different placeholders"),
    ],
)
def test_what_cannot_be_translated_is_found(tmp_path: Path, code: str, fault: str) -> None:
    (tmp_path / "one.py").write_text(f"\n{code}\n", encoding="utf-8")
    (found,) = catalogue.faults(tmp_path)
    assert found.startswith("one.py:2: ")
    assert fault in found
