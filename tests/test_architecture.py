"""The shape of the code: who may import whom, how large things may grow, and what is never done."""

from __future__ import annotations

import ast
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = ROOT / "facilitator_app"

# What may be longer than the bars, and why.
LONG_MODULES: dict[str, str] = {}
LONG_CLASSES: dict[str, str] = {}
LONG_FUNCTIONS: dict[str, str] = {}

MODULE_LINES, CLASS_LINES, FUNCTION_LINES = 450, 300, 60

Function = ast.FunctionDef | ast.AsyncFunctionDef


def modules() -> list[Path]:
    """Return every module of the package."""
    return sorted(PACKAGE.rglob("*.py"))


def name(path: Path) -> str:
    """Return how `path` is called in a finding."""
    return path.relative_to(ROOT).as_posix()


def tree(path: Path) -> ast.Module:
    """Return the parsed module at `path`."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def lint(folder: Path, *contracts: str) -> subprocess.CompletedProcess[str]:
    """Check the package in `folder` against its contracts, as a process of its own."""
    wanted = [word for one in contracts for word in ("--contract", one)]
    code = "from importlinter.cli import lint_imports_command; lint_imports_command()"
    return subprocess.run(
        [sys.executable, "-c", code, "--no-logo", "--no-cache", *wanted],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "PYTHONUTF8": "1"},
        check=False,
        text=True,
        encoding="utf-8",
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and its contracts, to plant breaches in."""
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    shutil.copytree(
        PACKAGE, tmp_path / PACKAGE.name, ignore=shutil.ignore_patterns("__pycache__", "_resources")
    )
    return tmp_path


def test_contracts_hold() -> None:
    told = lint(ROOT)  # in a process of its own: it silences every logger that is there
    assert told.returncode == 0, told.stdout


@pytest.mark.parametrize(
    ("contract", "where", "planted"),
    [
        ("layers", "domain/planted.py", "from facilitator_app.spec import kinds"),
        ("layers", "spec/planted.py", "from facilitator_app.digests import lists"),
        (
            "layers",
            "services/planted.py",
            "def late():\n    from facilitator_app.gui import window",
        ),
        ("faces", "gui/planted.py", "from facilitator_app.store import base"),
        ("faces", "cli/planted.py", "import sqlalchemy.orm"),
        ("faces", "gui/planted.py", "from facilitator_app.typeset import bidi"),
        ("typesetters", "services/planted.py", "from facilitator_app.typeset import bidi"),
        ("typeset", "typeset/planted.py", "from facilitator_app.store import base"),
        ("layers", "typeset/planted.py", "from facilitator_app.reports import blocks"),
        ("layers", "typeset/planted.py", "from facilitator_app.records import members"),
        ("qt", "services/planted.py", "from PySide6.QtCore import QObject"),
        ("equality", "services/planted.py", "from facilitator_app.equality import tables"),
        ("equality", "gui/planted.py", "from facilitator_app.equality import tables"),
        ("layers", "equality/planted.py", "from facilitator_app.records import members"),
        ("pure", "reports/planted.py", "from sqlalchemy import select"),
        ("pure", "typeset/planted.py", "from sqlalchemy import select"),
        ("pure", "exchange/planted.py", "from facilitator_app.records import members"),
    ],
)
def test_planted_breach_is_found(copy: Path, contract: str, where: str, planted: str) -> None:
    (copy / PACKAGE.name / where).write_text(f"{planted}\n", encoding="utf-8")
    told = lint(copy, contract)
    assert told.returncode == 1, told.stdout
    assert "planted" in told.stdout


def test_planted_cycle_is_found(copy: Path) -> None:
    domain = copy / PACKAGE.name / "domain"
    (domain / "one.py").write_text("def late():\n    from facilitator_app.domain import two\n")
    (domain / "two.py").write_text("from facilitator_app.domain import one\n")
    told = lint(copy, "cycles")
    assert told.returncode == 1, told.stdout


def test_papers_that_know_each_other_are_found(copy: Path) -> None:
    papers = copy / PACKAGE.name / "reports" / "papers"
    (papers / "one.py").write_text("from facilitator_app.reports.papers import two\n")
    (papers / "two.py").write_text("")
    told = lint(copy, "papers")
    assert told.returncode == 1, told.stdout


def test_package_without_a_place_is_found(copy: Path) -> None:
    unplaced = copy / PACKAGE.name / "unplaced"
    unplaced.mkdir()
    (unplaced / "__init__.py").write_text('"""Nobody said where this belongs."""\n')
    told = lint(copy, "layers")
    assert told.returncode == 1, told.stdout
    assert "unplaced" in told.stdout


def test_untouched_copy_is_clean(copy: Path) -> None:
    """Without this, a check that fails for a reason of its own would look like a find."""
    told = lint(copy)
    assert told.returncode == 0, told.stdout


def test_modules_say_what_they_are() -> None:
    assert [name(path) for path in modules() if not ast.get_docstring(tree(path))] == []


def test_package_inits_hold_their_docstring_only() -> None:
    inits = [path for path in modules() if path.name == "__init__.py" and path.parent != PACKAGE]
    assert [name(path) for path in inits if len(tree(path).body) != 1] == []
    beyond = tree(PACKAGE / "__init__.py").body[1:]
    assert [ast.unparse(one).split(" = ")[0] for one in beyond] == ["__version__"]


def test_nothing_outgrows_its_bars() -> None:
    assert [found for path in modules() for found in too_long(path)] == []


def too_long(path: Path) -> Iterator[str]:
    """Yield a sentence for whatever in `path` is longer than its bar and not excepted."""
    lines = len(path.read_text(encoding="utf-8").splitlines())
    if lines > MODULE_LINES and name(path) not in LONG_MODULES:
        yield f"{name(path)} has {lines} lines"
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.ClassDef):
            most, excepted = CLASS_LINES, LONG_CLASSES
        elif isinstance(node, Function):
            most, excepted = FUNCTION_LINES, LONG_FUNCTIONS
        else:
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        if length > most and f"{name(path)}:{node.name}" not in excepted:
            yield f"{name(path)}:{node.name} has {length} lines"


def test_exceptions_are_still_needed() -> None:
    for path in LONG_MODULES:
        assert len((ROOT / path).read_text(encoding="utf-8").splitlines()) > MODULE_LINES
    for excepted, most in ((LONG_CLASSES, CLASS_LINES), (LONG_FUNCTIONS, FUNCTION_LINES)):
        for one in excepted:
            path, _, wanted = one.partition(":")
            lengths = [
                (node.end_lineno or node.lineno) - node.lineno + 1
                for node in ast.walk(tree(ROOT / path))
                if isinstance(node, ast.ClassDef | Function) and node.name == wanted
            ]
            assert max(lengths) > most, f"{one} no longer needs its exception"


def called(path: Path) -> Iterator[tuple[str, int]]:
    """Yield the last name and the line of everything that `path` calls."""
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.Call):
            if isinstance(node.func, ast.Attribute):
                yield node.func.attr, node.lineno
            elif isinstance(node.func, ast.Name):
                yield node.func.id, node.lineno


GUI = sorted((PACKAGE / "gui").rglob("*.py"))

# Calls that would freeze the window or bring a question to its front.
BLOCKING = {"exec", "exec_", "processEvents"}


def test_window_never_blocks() -> None:
    found = [
        f"{name(path)}:{line} calls {word}"
        for path in GUI
        for word, line in called(path)
        if word in BLOCKING
    ]
    assert found == []


def test_no_layout_is_asked_for_its_items() -> None:
    """Python keeps what stands for an item after Qt has let that go, and the program ends by it."""
    asking = [
        f"{name(path)}:{node.lineno}"
        for path in modules()
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr == "itemAt"
    ]
    assert asking == []


# What these tell of, PySide makes a child of the one that was asked, which may stand within it.
RECKONED_A_CHILD = {
    "focusProxy", "focusWidget", "nextInFocusChain", "previousInFocusChain", "topLevelWidget",
}  # fmt: skip


def test_focus_is_asked_for_in_one_place() -> None:
    """An area whose viewport was asked who has the keyboard went as garbage from its page."""
    asking = {
        name(path)
        for path in GUI
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Attribute) and node.attr in RECKONED_A_CHILD
        if ast.unparse(node) != "QApplication.focusWidget"
    }
    assert asking == {"facilitator_app/gui/tab_order.py"}


def test_style_sheet_is_set_in_one_place() -> None:
    calls = [name(path) for path in GUI for word, _line in called(path) if word == "setStyleSheet"]
    assert calls == ["facilitator_app/gui/theme.py"]


Classes = dict[str, list[ast.ClassDef]]


def classes(paths: list[Path]) -> Classes:
    """Return every class in `paths` by its name, which two may share."""
    found: Classes = {}
    for path in paths:
        for node in ast.walk(tree(path)):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, []).append(node)
    return found


def bases(node: ast.ClassDef, known: Classes) -> Iterator[ast.ClassDef]:
    """Yield the classes of ours that `node` is derived from, at whatever remove."""
    for base in node.bases:
        for own in known.get(ast.unparse(base).partition("[")[0].rpartition(".")[2], ()):
            yield own
            yield from bases(own, known)


def private_methods(node: ast.ClassDef) -> set[str]:
    """Return the methods of a class that are named for itself alone."""
    names = {one.name for one in node.body if isinstance(one, Function)}
    return {one for one in names if one.startswith("_") and not one.startswith("__")}


def overridden(paths: list[Path]) -> list[str]:
    """Return a line for each private method that takes the place of another class's."""
    known = classes(paths)
    return [
        f"{node.name}.{method} overrides {base.name}.{method}"
        for nodes in known.values()
        for node in nodes
        for base in bases(node, known)
        for method in sorted(private_methods(node) & private_methods(base))
    ]


def test_window_overrides_no_private_method() -> None:
    """What a class leaves to others it takes as a part, a signal or a public method."""
    assert overridden(GUI) == []


def test_planted_override_is_found(tmp_path: Path) -> None:
    planted = tmp_path / "planted.py"
    planted.write_text(
        "class Page:\n    def _show(self): ...\n"
        "class Middle(Page): ...\n"
        "class Planted(Middle):\n    def _show(self): ...\n"
    )
    assert overridden([planted]) == ["Planted._show overrides Page._show"]
