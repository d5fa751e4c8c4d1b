"""The editor of lines that are nothing but a reference: tags, each a chip, added by typing."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass, replace

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy

from facilitator_app.digests.find import Hit, Offer
from facilitator_app.domain import collation
from facilitator_app.domain.progress import Progress
from facilitator_app.gui import icons
from facilitator_app.gui.editors.ref import RefEditor
from facilitator_app.gui.form.differences import Difference
from facilitator_app.gui.form.lines_editor import DraftAndRefs, LinesEditor
from facilitator_app.gui.metrics import ICON_SMALL, px
from facilitator_app.gui.page_context import PageContext
from facilitator_app.gui.tab_order import give_keyboard, stand_as_read
from facilitator_app.gui.widgets.buttons import shortened
from facilitator_app.gui.widgets.flow_layout import FlowLayout
from facilitator_app.gui.widgets.notice import Notice
from facilitator_app.gui.widgets.surface import clear, column
from facilitator_app.gui.widgets.text_label import text_label
from facilitator_app.i18n import _, mid_sentence
from facilitator_app.locale_formats import join_parts, name_value
from facilitator_app.services import records, tags
from facilitator_app.services.children import problem_key
from facilitator_app.services.files import File
from facilitator_app.spec.kinds import FormatContext
from facilitator_app.spec.record import Draft, Field, RecordSpec, Row

_WIDEST = 420
_REMOVES = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One record that was chosen, and the stored line that says so; id 0 while there is none."""

    target: int
    words: str
    id: int = 0
    version: int = 0


class ChosenReference(QPushButton):
    """One chosen record; a click, Delete or Backspace takes it out, and letters look for more."""

    removed = Signal()
    typed = Signal(QKeyEvent)
    stepped = Signal(int)

    def __init__(self, words: str) -> None:
        """Show `words`, and a cross."""
        super().__init__(words)
        self.setProperty("kind", "chosen")
        self.setIcon(icons.icon("x"))
        self.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(words)
        self.setAccessibleDescription(_("Press Delete to take it out."))
        self.setToolTip(_("Take out “{words}”").format(words=words))
        self.clicked.connect(self.removed)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Take it out, or go to the chip beside it."""
        if event.key() in _REMOVES:
            self.removed.emit()
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right):
            self.stepped.emit(-1 if event.key() == Qt.Key.Key_Left else 1)
        elif event.text().isprintable() and event.text():
            self.typed.emit(event)
        else:
            super().keyPressEvent(event)


class ReferencesEditor(LinesEditor):
    """Chips of what was chosen, and a line below that finds more by a few letters."""

    def __init__(self, spec: RecordSpec, field: Field, owner: str, context: PageContext) -> None:
        """Make an empty editor of lines of `spec`, each of which says its `field` alone.

        They belong to a record called `owner`, and what may not stand on it is not offered.
        """
        super().__init__()
        self.spec, self._field, self._context = spec, field, context
        self.chosen: list[Chosen] = []
        self._stored: list[Chosen] = []
        self._gone: list[tuple[int, Chosen]] = []
        self.chips: list[ChosenReference] = []
        self._said = column()
        self._flow = FlowLayout(None, 8)
        self.none = text_label("", "sub", wrap=True)
        self.finder = RefEditor(field, context, self)
        self.finder.offer(lambda: Offer(on=owner))
        self.finder.line.setPlaceholderText(_(field.help))
        self.finder.line.setProperty("closes", True)  # letters that find are kept nowhere
        self._name, self._how = _("Add {thing}").format(thing=mid_sentence(_(spec.singular))), ""
        self.finder.describe(self._name, self._how)
        self.finder.setMaximumWidth(px(_WIDEST))
        self.finder.list.picked.disconnect(self.finder.choose)
        self.finder.list.picked.connect(self.add)
        self.finder.changed.connect(self._mended)
        self.finder.line.installEventFilter(self)
        self.setFocusProxy(self.finder)
        box = column(self, 8)
        box.addLayout(self._said)
        box.addWidget(self.none)
        box.addLayout(self._flow)
        box.addWidget(self.finder)
        box.addStretch(1)
        self._show()

    def name_after(self, name: str, how: str) -> None:
        """Call the whole `name`, and say in the empty line `how` something is chosen."""
        self.setAccessibleName(name)
        self._name, self._how = name, how
        self.finder.describe(name, how)
        self.finder.line.setPlaceholderText(how)

    @property
    def title(self) -> str:
        """The name of the whole."""
        return self.accessibleName() or super().title

    @property
    def dirty(self) -> bool:
        """Whether any were added or removed."""
        return {one.target for one in self.chosen} != {one.target for one in self._stored}

    @property
    def has_removed(self) -> bool:
        """Whether one was taken out that can be brought back."""
        return bool(self._gone)

    def add(self, hit: Hit) -> None:
        """Take what was found; what is there already stays once."""
        self.finder.set_value(None)
        if all(one.target != hit.id for one in self.chosen):
            before = next((one for one in self._stored if one.target == hit.id), None)
            self.chosen.append(before or Chosen(hit.id, hit.title))
            self._gone = [gone for gone in self._gone if gone[1].target != hit.id]
            self._edited()
        self.finder.line.setFocus()

    def remove(self, target: int) -> None:
        """Take one out; it can be brought back until the page is saved."""
        place = [one.target for one in self.chosen].index(target)
        self._gone.append((place, self.chosen.pop(place)))
        self._edited()
        self._go(place)

    def bring_back(self) -> None:
        """Put the one that was removed last where it stood."""
        place, one = self._gone.pop()
        self.chosen.insert(place, one)
        self._edited()
        self._go(place)

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show what is stored; nothing is dirty after it."""
        name = self._field.name
        self._stored = [
            Chosen(one.values[name], one.refs.get(name, ""), one.id, one.version) for one in rows
        ]
        self.chosen, self._gone = list(self._stored), []
        self._show()

    def name_anew(self) -> None:
        """Read anew what those are called that are chosen here, saved or not."""
        record, name = self.spec.name, self._field.name
        targets = {one.target for one in (*self.chosen, *self._stored)}
        targets |= {one.target for _place, one in self._gone}

        def work(file: File, _progress: Progress) -> dict[int, str]:
            rows = [records.blank(file, record, {name: target}) for target in targets]
            found = tags.with_retired_marked(file, rows)
            return {row[name]: row.refs.get(name, "") for row in found}

        if targets:
            self._context.ask(self, work, self._take_names)

    def _take_names(self, words: Mapping[int, str]) -> None:
        def named(one: Chosen) -> Chosen:
            return replace(one, words=words.get(one.target) or one.words)

        before = self.chosen
        self.chosen = [named(one) for one in before]
        self._stored = [named(one) for one in self._stored]
        self._gone = [(place, named(one)) for place, one in self._gone]
        if self.chosen != before:
            self._show()

    def rebase(self, rows: Sequence[Row]) -> None:
        """Take the versions of `rows`; a line that went elsewhere is stored anew."""
        chosen, gone = [one.target for one in self.chosen], self._gone
        words = {one.target: one.words for one in self.chosen}
        self.set_rows(rows)
        stored = {one.target: one for one in self._stored}
        self.chosen = [stored.get(target) or Chosen(target, words[target]) for target in chosen]
        self._gone = gone
        self._show()

    def take(self, drafts: Sequence[Draft], refs: Sequence[Mapping[str, str]]) -> None:
        """Show what a kept draft had: those it names, and no others."""
        if not drafts:
            return
        name = self._field.name
        stored = {one.target: one for one in self._stored}
        self.chosen = [
            stored.get(draft.values[name]) or Chosen(draft.values[name], words.get(name, ""))
            for draft, words in zip(drafts, refs, strict=True)
            if draft.values.get(name) is not None
        ]
        self._edited()

    def problems(self) -> dict[str, str]:
        """Return what stands in the line and was not chosen."""
        typed = self.finder.value_text().strip()
        if not typed:
            return {}
        text = _("Choose “{words}” from the list, or clear it.").format(words=shortened(typed))
        return {problem_key(self.spec.name, len(self.chosen), self._field.name): text}

    def told(self, problems: Mapping[str, str]) -> list[str]:
        """Return each mistake once, after the name of the line."""
        return [name_value(self._name, text) for text in self._own(problems)]

    def show_problems(self, problems: Mapping[str, str], *, go: bool = True) -> None:
        """Say what is wrong above the chips."""
        clear(self._said)
        own = self._own(problems)
        self.finder.describe(self._name, self._how, bad=bool(own))
        if own:
            self.finder.list.hide()  # the words about it move the line from above its list
            self._said.addWidget(Notice("bad", "\n".join(own)))
            if go:
                self.finder.line.setFocus()

    def collect(self) -> tuple[Draft, ...]:
        """Return a line for each that is chosen."""
        return tuple(self._draft(one) for one in self.chosen)

    def changed_lines(self) -> tuple[DraftAndRefs, ...]:
        """Return all that are chosen, if they are others than those stored."""
        if not self.dirty:
            return ()
        name = self._field.name
        if not self.chosen:
            return ((Draft(self.spec.name, {name: None}), {}),)
        return tuple((self._draft(one), {name: one.words}) for one in self.chosen)

    def differences(self, theirs: Sequence[Row], fmt: FormatContext) -> tuple[Difference, ...]:
        """Return all that are chosen here beside all in `theirs`, if they differ."""
        name = self._field.name
        there = {one.values[name]: one.refs.get(name, "") for one in theirs}
        here = {one.target: one.words for one in self.chosen}
        if here.keys() == there.keys():
            return ()
        mine, stored = (
            sorted((words or "" for words in some.values()), key=collation.key)
            for some in (here, there)
        )
        return (
            Difference(_(self.spec.plural), join_parts(mine), join_parts(stored), touched=True),
        )

    def states(self) -> Hashable:
        """Return what is chosen, to be compared later."""
        return tuple(one.target for one in self.chosen)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Take out the last with Backspace in the empty line; Enter chooses what is offered."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            hit = self.finder.list.current()
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and hit is not None:
                self.add(hit)
                return True
            if event.key() == Qt.Key.Key_Backspace and not self.finder.line.text() and self.chosen:
                self.chips[-1].setFocus(Qt.FocusReason.ShortcutFocusReason)
                return True
        return super().eventFilter(watched, event)

    def _type(self, event: QKeyEvent) -> None:
        """Go on in the line with a letter that was typed on a chip."""
        self.finder.line.setFocus()
        QCoreApplication.sendEvent(self.finder.line, event)

    def _draft(self, one: Chosen) -> Draft:
        stored = (one.id, one.version) if one.id else (None, None)
        return Draft(self.spec.name, {self._field.name: one.target}, *stored)

    def _edited(self) -> None:
        self._show()
        self.changed.emit()

    def _own(self, problems: Mapping[str, str]) -> list[str]:
        start = f"{self.spec.name}."
        return list(dict.fromkeys(t for name, t in problems.items() if name.startswith(start)))

    def _mended(self) -> None:
        if not self.problems():
            clear(self._said)
            self.finder.describe(self._name, self._how)

    def _show(self) -> None:
        """Make the chips anew; the keyboard goes from one to that in its place before they go."""
        held = next((at for at, chip in enumerate(self.chips) if chip.hasFocus()), None)
        before = self.chips
        while self._flow.takeAt(0) is not None:
            pass
        self.chips = []
        for one in self.chosen:
            chip = ChosenReference(one.words)
            chip.setIconSize(chip.iconSize().scaled(px(ICON_SMALL), px(ICON_SMALL), _KEEP))
            chip.removed.connect(lambda target=one.target: self.remove(target))
            chip.typed.connect(self._type)
            chip.stepped.connect(lambda by, of=chip: self._step(of, by))
            self._flow.addWidget(chip)
            chip.show()
            self.chips.append(chip)
        self.none.setText("" if self.chosen else _("None yet."))
        self.none.setVisible(not self.chosen)
        stand_as_read(self)
        if held is not None:
            self._go(held)
        for chip in before:
            chip.hide()
            chip.deleteLater()
        self._mended()

    def _go(self, place: int) -> None:
        """Put the keyboard on the chip at `place`, the last one if there are fewer."""
        to = self.chips[min(place, len(self.chips) - 1)] if self.chips else self.finder.line
        give_keyboard(to)

    def _step(self, chip: ChosenReference, by: int) -> None:
        place = self.chips.index(chip) + by
        if place >= len(self.chips):
            self.finder.line.setFocus()
        elif place >= 0:
            self._go(place)


_KEEP = Qt.AspectRatioMode.KeepAspectRatio


def reference_only(spec: RecordSpec) -> Field | None:
    """Return the one field of a line that is nothing but a reference, None for any other line."""
    typed = [one for one in spec.typed if one != spec.owner()]
    return typed[0] if len(typed) == 1 and typed[0] in spec.refs else None
