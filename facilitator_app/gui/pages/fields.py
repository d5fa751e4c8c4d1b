"""Which fields of a generated form a page shows."""

from __future__ import annotations

from collections.abc import Collection

from facilitator_app.gui.form.form import RecordForm


def show_only(form: RecordForm, names: Collection[str]) -> None:
    """Show only the fields `names`; the others keep their values unseen.

    A section of which nothing is left goes from the form and from the list of sections.
    """
    for name, row in form.rows.items():
        row.setVisible(name in names)
    for section in list(form.sections):
        if section.rows and not any(row.field.name in names for row in section.rows):
            section.hide()
            form.sections.remove(section)
    form.list_sections()
