"""Which editor goes with which kind of value: the one place that says so."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtWidgets import QWidget

from facilitator_app.gui.editors.base import Editor
from facilitator_app.gui.editors.choice import ChoiceEditor
from facilitator_app.gui.editors.date import DateEditor
from facilitator_app.gui.editors.flag import ChoicesEditor, FlagEditor
from facilitator_app.gui.editors.line_edits import (
    NumberEditor,
    ShortEditor,
    WordsEditor,
)
from facilitator_app.gui.editors.long_text import LongTextEditor
from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.page_context import PageContext
from facilitator_app.spec import kinds
from facilitator_app.spec.record import Field

EDITORS: Mapping[type[kinds.Kind], type[Editor]] = {
    kinds.Text: WordsEditor,
    kinds.LongText: LongTextEditor,
    kinds.Email: WordsEditor,
    kinds.Phone: WordsEditor,
    kinds.Postcode: ShortEditor,
    kinds.Whole: NumberEditor,
    kinds.Money: NumberEditor,
    kinds.Miles: NumberEditor,
    kinds.Hours: NumberEditor,
    kinds.Rate: NumberEditor,
    kinds.Date: DateEditor,
    kinds.Time: ShortEditor,
    kinds.Flag: FlagEditor,
    kinds.Choice: ChoiceEditor,
    kinds.Choices: ChoicesEditor,
    kinds.Ref: RefEditor,
    kinds.File: ShortEditor,
}


def editor_for(field: Field, context: PageContext, parent: QWidget | None = None) -> Editor:
    """Return a new, empty editor for the kind of `field`."""
    return EDITORS[type(field.kind)](field, context, parent)
