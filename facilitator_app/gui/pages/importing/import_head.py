"""The head of the page that imports a list: the way back, and which step it is at."""

from __future__ import annotations

from facilitator_app.gui.pages.importing.plan_wording import STEPS
from facilitator_app.gui.widgets.buttons import Click, back_button
from facilitator_app.gui.widgets.page_head import PageHead
from facilitator_app.gui.widgets.step_line import StepLine
from facilitator_app.gui.widgets.surface import clear, column
from facilitator_app.i18n import _, mid_sentence

_LOW, _LOWER = 560.0, 360.0


class ImportHead(PageHead):
    """Says the step in a sentence, and as a line of all steps where there is height for it."""

    def __init__(self, title: str, back: Click) -> None:
        """Stand at the first step; back() leaves the page."""
        super().__init__(title, " ")
        self._words, self._high = title, _LOW
        button = back_button(_("Back"), back)
        self.put_back(button)
        self._steps = column()
        self.body.addLayout(self._steps)
        self.show_step(0)

    def show_step(self, step: int, name: str = "") -> None:
        """Stand at `step`, with the file called `name`; after the last one all are done."""
        clear(self._steps)
        self._line = StepLine(
            [_(one) for one in STEPS], step if step < len(STEPS) - 1 else step + 1
        )
        self._steps.addWidget(self._line)
        self.fold(self._high)
        sentence = _("Step {n} of {all}: {what}").format(
            n=step + 1, all=len(STEPS), what=mid_sentence(_(STEPS[step]))
        )
        self.set_texts(self._words, f"{sentence} · {name}" if name else sentence)

    def fold(self, high: float) -> bool:
        """Leave out what the sentence says too where the page, `high` at 100 %, is low for it.

        First the line of steps, then the title, of which it returns whether it does.
        """
        self._high = high
        self._line.setVisible(high >= _LOW)
        self.show_title(on=high >= _LOWER)
        return high < _LOWER
