"""What a subject adds to the page of its record: parts that are handed in, and how they stand."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from typing import Protocol

from PySide6.QtWidgets import QWidget

from facilitator_app.gui.form.children_editor import ChildrenEditor
from facilitator_app.gui.form.line_rules import TableOptions
from facilitator_app.gui.form.lines_editor import LinesEditor
from facilitator_app.gui.form.record_layout import RecordLayout
from facilitator_app.gui.form.references_editor import ReferencesEditor, reference_only
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.i18n import _
from facilitator_app.services import corrections, records
from facilitator_app.services.children import Children
from facilitator_app.services.files import File
from facilitator_app.services.record_writing import Saved
from facilitator_app.spec.record import Changes, Draft, RecordSpec, Row

Actions = Sequence[tuple[str, Callable[[], object]]]


class HoldingPage(Protocol):
    """What parts may ask of the page that holds them."""

    view: RecordLayout

    def table_of(self, child: str) -> ChildrenEditor:
        """Return the table of the lines called `child`."""
        ...

    @property
    def record_id(self) -> int | None:
        """The id of the record, None while it was never saved."""
        ...

    @property
    def dirty(self) -> bool:
        """Whether anything was typed that is not saved."""
        ...

    def changed(self, changes: Changes) -> None:
        """Take note that the parts changed the record: it is read anew, and Undo is offered."""
        ...


class RecordParts:
    """As it stands it adds nothing: the page is made from the record's declaration alone.

    left_out: fields that the form does not ask for; last: fields that stand below the lines;
    listed: whether the sections are listed beside the form; untold: figures that the panel leaves
    out; above: what stands on top of the form; beside: what stands on top of the panel;
    attached_lines: record types that the record owns and whose attachments are shown with its own;
    attaches: whether files can be attached;
    new_title: what the page of a new record is called, "" for "New group" and the like.
    """

    attaches = True
    new_title = ""

    left_out: Collection[str] = ()
    last: Collection[str] = ()
    listed = True
    untold: Collection[str] = ()
    attached_lines: Collection[str] = ()
    above: QWidget | None = None
    beside: QWidget | None = None

    def table(self, child: str) -> TableOptions:
        """Return how the table of the lines called `child` is set out."""
        return TableOptions()

    def more_lines(self, context: PageContext) -> Mapping[str, LinesEditor]:
        """Return further tables of lines by record type, besides those that the record owns."""
        return {}

    def save(self, file: File, draft: Draft, children: Children) -> Saved:
        """Save the record with its lines in one unit of work, on the file's thread."""
        return records.save(file, draft, children)

    def correct(self, file: File, draft: Draft, children: Children, why: str) -> Saved:
        """Put right what is closed, with the reason, on the file's thread."""
        return corrections.correct(file, draft, why, children)

    def attach(self, page: HoldingPage) -> None:
        """Take note of the page, once it is set out and before anything is read."""

    def opened(self, row: Row) -> None:
        """Take note that the page shows `row`, just read; its id is 0 while it was never saved."""

    def edited(self) -> None:
        """Take note that something was typed, saved or put back."""

    def leave(self) -> None:
        """Keep what was typed into the parts, as the page is left."""

    def closed(self, row: Row) -> str:
        """Return why `row` may only be read, as a sentence; "" while it may be changed."""
        return records.spec(row.record).seal(row.values)

    def notice(self, row: Row, more: Actions = ()) -> Notice | None:
        """Return what is to be known about `row` before anything is typed; `more` can be done."""
        why = self.closed(row)
        return Notice("info", why, actions=more) if why else None

    def saved(self, saved: Saved) -> None:
        """Take note that the record was saved and is shown as it was stored."""


def set_out(
    context: PageContext, spec: RecordSpec, hidden: Collection[str], parts: RecordParts
) -> tuple[RecordLayout, dict[str, LinesEditor]]:
    """Return the widgets of a page with its parts in place, and its tables of lines.

    Each type of record that `spec` owns has a section with a table; fields `hidden` are left out.
    """
    view = RecordLayout(context, spec, {*hidden, *parts.left_out, *parts.last}, parts.untold)
    lines: dict[str, LinesEditor] = {}
    for child in spec.children:
        declared, options = records.spec(child), parts.table(child)
        reference = reference_only(declared)
        if reference is not None:
            lines[child] = ReferencesEditor(declared, reference, spec.name, context)
        else:
            lines[child] = ChildrenEditor(declared, spec.name, context, options)
        title = options.title or _(declared.plural)
        view.form.add_section(title, lines[child], wide=reference is None)
    for child, editor in parts.more_lines(context).items():
        lines[child] = editor
        view.form.add_section(editor.accessibleName(), editor, wide=False)
    if parts.last:
        view.form.add_fields(parts.last)
    view.form.set_listed(listed=parts.listed)
    if parts.above is not None:
        view.put_above(parts.above)
    if parts.beside is not None:
        view.glance.put_on_top(parts.beside)
    return view, lines
