"""The annual report is looked at, and saved just as it was seen."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
import pytest

from facilitator_app.gui.pages.reports.reports_page import ReportsPage
from tests.stories.person import Person


def save_as(person: Person, path: Path) -> None:
    """Press Ctrl+S and give `path` to the dialog that opens."""
    person.presses("Ctrl+S")
    person.answers(path)


def words_of(path: Path) -> str:
    with pypdfium2.PdfDocument(path) as pdf:
        return " ".join(page.get_textpage().get_text_range() for page in pdf)


def test_it_is_saved_as_it_is_seen(person: Person, tmp_path: Path) -> None:
    person.presses("Ctrl+8")
    assert isinstance(person.front, ReportsPage)
    assert person.sees("Annual report 2025-26")
    assert person.sees("1 April 2025 to 31 March 2026 · 11 pages")
    save_as(person, tmp_path / "report.pdf")
    assert person.told() == f"Saved: report.pdf, in {tmp_path}"
    said = words_of(tmp_path / "report.pdf")
    assert "Annual report 2025-26" in said
    held = person.file.store.raw.execute(
        "SELECT count(*) FROM meeting WHERE date BETWEEN '2025-04-01' AND '2026-03-31'"
        " AND status IN ('held', 'minutes', 'approved')"
    ).fetchone()[0]
    assert f"{held} meetings" in " ".join(said.split())


@pytest.mark.parametrize(
    ("form", "button", "suffix"),
    [("Web page", "Save as web page", "html"), ("Plain text", "Save as text", "txt")],
)
def test_the_same_in_other_forms(
    person: Person, tmp_path: Path, form: str, button: str, suffix: str
) -> None:
    person.goes_to("Reports")
    person.clicks(form)
    assert person.sees(button)
    save_as(person, tmp_path / f"report.{suffix}")
    assert "Annual report 2025-26" in (tmp_path / f"report.{suffix}").read_text("utf-8")


def test_another_year_by_keyboard(person: Person) -> None:
    person.goes_to("Reports")
    person.chooses("Financial year", "2024-25")
    person.front.panel.subject.activated.emit(person.front.panel.subject.currentIndex())
    person.waits()
    assert person.sees("1 April 2024 to 31 March 2025")


def test_a_change_is_in_the_paper_that_is_looked_at_next(person: Person) -> None:
    person.goes_to("Settings")
    person.fills("Name", "Four Valleys Cancer Network")
    person.presses("Ctrl+S")
    person.goes_to("Reports")
    person.clicks("Plain text")
    assert "Four Valleys Cancer Network" in person.front.view.text_view.toPlainText()
