"""What the README says can be done is done word for word; where it says things are, they are."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
STEPS = "facilitator_app/migrations/versions"
FILES = ("tests/migrations/test_steps.py", "tests/migrations/test_released_files.py")


def blocks(heading: str) -> list[str]:
    """Return the blocks of code below a heading of the README."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    section = text.partition(f"### {heading}\n")[2].partition("\n### ")[0]
    return [block.strip("\n") for block in re.findall(r"```\w*\n(.*?)```", section, re.DOTALL)]


def lines(text: str) -> int:
    """Count the lines that hold something."""
    return sum(bool(line.strip()) for line in text.splitlines())


def table(text: str) -> list[str]:
    """Return the rows of the README that say where something is decided."""
    section = text.partition("Some things are decided where")[2].partition("\n\n`resources/`")[0]
    return [line for line in section.splitlines() if line.startswith("| ") and "---" not in line]


class Checkout:
    """A copy of the project that is worked on as the README says."""

    def __init__(self, folder: Path) -> None:
        """Copy what is needed into `folder`."""
        self.folder = folder
        for name in ("facilitator_app", "resources", "tests"):
            leave_out = shutil.ignore_patterns("__pycache__", "_resources", "bench")
            shutil.copytree(ROOT / name, folder / name, ignore=leave_out)
        for name in ("pyproject.toml", "README.md", "dev.py"):
            shutil.copy(ROOT / name, folder)

    def says(self, *command: str) -> str:
        """Run Python on the copy; return what it prints, which is shown if it fails."""
        environment = {**os.environ, "PYTHONPATH": str(self.folder), "PYTHONUTF8": "1"}
        environment.pop("PYTEST_XDIST_WORKER", None)
        told = subprocess.run(
            [sys.executable, *command], cwd=self.folder, env=environment, check=False, text=True,
            encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        )  # fmt: skip
        assert told.returncode == 0, told.stdout
        return told.stdout

    def steps(self, command: str) -> str:
        """Write a step with the README's command; return its text."""
        before = set((self.folder / STEPS).glob("v*.py"))
        program, script, part, name = command.split()
        assert (program, script, part) == ("python3", "dev.py", "step")
        self.says("-m", "tests.migrations.step_writer", name)
        (step,) = set((self.folder / STEPS).glob("v*.py")) - before
        return step.read_text(encoding="utf-8")

    def passes(self, *tests: str, words: str = "") -> None:
        """Run tests of the copy, those with `words` in their names if any are given."""
        chosen = ("-k", words) if words else ()
        told = self.says(
            "-m", "pytest", "-q", "-p", "no:randomly", "-p", "no:cacheprovider", *tests, *chosen
        )
        assert " passed" in told


@pytest.fixture
def checkout(tmp_path: Path) -> Checkout:
    """A copy of the project."""
    return Checkout(tmp_path / "checkout")


@pytest.mark.timeout(300)
def test_a_field_costs_a_line_and_a_written_step(checkout: Checkout) -> None:
    declaration, command = blocks("Add a field")
    assert lines(declaration) == 1
    members = checkout.folder / "facilitator_app/records/members.py"
    text = members.read_text(encoding="utf-8")
    before = text.index("    emergency_name:")
    members.write_text(f"{text[:before]}    {declaration}\n{text[before:]}", encoding="utf-8")
    assert lines(checkout.steps(command)) <= 6
    checkout.says("-m", "ruff", "check", ".")
    checkout.passes("tests/test_every_record.py", words="member")
    checkout.passes(*FILES, "tests/queries/test_list_columns.py", "tests/test_resources.py")


@pytest.mark.timeout(300)
def test_a_record_type_costs_thirty_lines_in_three_files(checkout: Checkout) -> None:
    declaration, command = blocks("Add a record type")
    records = checkout.folder / "facilitator_app/records"
    (records / "leaflets.py").write_text(f"{declaration}\n", encoding="utf-8")
    catalogue = records / "catalogue.py"
    text = catalogue.read_text(encoding="utf-8")
    named = text.replace("    frameworks,\n", "    frameworks,\n    leaflets,\n")
    assert lines(named) == lines(text) + 2
    catalogue.write_text(named, encoding="utf-8")
    step = checkout.steps(command)
    assert lines(declaration) + 2 + lines(step) <= 30
    checkout.says("-m", "ruff", "check", ".")
    checkout.passes("tests/test_every_record.py", words="leaflet or catalogue")
    checkout.passes(*FILES, "tests/app/test_places.py")
    checkout.passes("tests/stories/test_every_list.py", words="leaflet")


def test_what_is_decided_somewhere_is_there() -> None:
    rows = table((ROOT / "README.md").read_text(encoding="utf-8"))
    assert len(rows) > 50
    for row in rows:
        for path in re.findall(r"`([\w/]+\.py)`", row):
            assert any((folder / path).is_file() for folder in (ROOT, ROOT / "facilitator_app")), (
                row
            )
        for name, path in re.findall(r"`(\w+)` in `([\w/]+\.py)`", row):
            text = (ROOT / "facilitator_app" / path).read_text(encoding="utf-8")
            assert re.search(rf"\b{name}\b", text), row
