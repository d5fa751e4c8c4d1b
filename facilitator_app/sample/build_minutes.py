"""What the meetings talked about: agenda, minutes, decisions and actions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from facilitator_app.i18n import N_
from facilitator_app.records.corrections import Correction
from facilitator_app.records.meetings import AgendaItem, Decision
from facilitator_app.sample.build_base import DAY, Makings, working_day
from facilitator_app.sample.build_bodies import BuiltBody
from facilitator_app.sample.build_meetings import Met, draw_two
from facilitator_app.sample.build_person import SamplePerson
from facilitator_app.sample.phrases import Standing, Task, Topic

_LENGTHS = {"welcome": 5, "minutes": 5, "matters": 10, "chair": 10, "other": 5}
_PURPOSES = {"minutes": "approve", "matters": "discuss"}
_TOPICS = {"partnership_group": 4}  # how many a meeting has; 3 elsewhere
_REST, _AGAIN = 100, 380  # days until a topic, and until the same paragraph, may come again
_MOURNED = 150
_VALLEYS = ("Arle Valley", "Sorn Valley", "Wend Valley")
_NEVER = dt.date(1, 1, 1)
LEFT_OUT = "The hall was thanked for the loan of a second hearing loop."
WHY_ADDED = "Said at the meeting and left out of the minutes."
_WHY = "A date was wrong in the draft; the chair has agreed the change."
MONTHS = (
    N_("January"), N_("February"), N_("March"), N_("April"), N_("May"), N_("June"), N_("July"),
    N_("August"), N_("September"), N_("October"), N_("November"), N_("December"),
)  # fmt: skip


@dataclass(slots=True)
class _Memory:
    """What one body has talked about: which paragraph of a topic is next, and what it said when."""

    following: dict[str, int] = field(default_factory=dict)
    said: dict[str, dt.date] = field(default_factory=dict)
    mourned: set[int] = field(default_factory=set)


@dataclass(frozen=True, slots=True)
class _Point:
    """A topic on an agenda: which paragraph it has come to, and who speaks."""

    topic: Topic
    at: int
    member: SamplePerson
    other: SamplePerson
    lead: SamplePerson

    @property
    def text(self) -> str:
        """The paragraph, with its blanks."""
        return self.topic.minutes[self.at]


class Talk:
    """Writes agendas and minutes; call it in the order of the meetings' days."""

    def __init__(
        self, makings: Makings, people: list[SamplePerson], bodies: list[BuiltBody]
    ) -> None:
        """Begin with nothing said."""
        self._makings = makings
        self._dice = makings.dice("minutes")
        self._memories = {body.short: _Memory() for body in bodies}
        self._anywhere: dict[str, dt.date] = {}
        self._died = [(one, one.row["left"]) for one in people if one.status == "died"]
        self._decisions = 0
        self._corrected: dict[str, tuple[Met, int]] = {}
        self.actions: list[dict[str, Any]] = []

    def take_down(self, met: Met) -> None:
        """Write the agenda of a meeting, and its minutes if they are written."""
        if met.planned.status == "scheduled":
            return
        points = self._points(met)
        standing = self._makings.texts.words.standing
        openers = [one for one in standing if not one.last]
        lengths = _split(met.body.place.length - sum(_LENGTHS.values()), len(points))
        number = 0
        for number, one in enumerate(openers, start=1):
            self._standing(met, number, one)
        for at, point in enumerate(points):
            self._topic(met, number + 1 + at, point, lengths[at])
        for at, one in enumerate(one for one in standing if one.last):
            self._standing(met, number + len(points) + 1 + at, one)

    def _points(self, met: Met) -> list[_Point]:
        """Return topics for a meeting: what follows on, and what was said least anywhere."""
        memory = self._memories[met.body.short]
        ranked = []
        for topic in self._makings.texts.words.topics:
            at = memory.following.get(topic.title, 0) % len(topic.minutes)
            if _suits(topic, met.body) and self._is_due(memory, topic, at, met.date):
                own = topic.site not in ("", "all")
                ranked.append(
                    (
                        not own,
                        self._anywhere.get(topic.minutes[at], _NEVER),
                        self._dice.random(),
                        topic,
                        at,
                    )
                )
        ranked.sort(key=lambda one: one[:3])
        found: list[_Point] = []
        own_points = 0
        for general, _when, _throw, topic, at in ranked:
            if len(found) < _TOPICS.get(met.body.place.kind, 3) and (general or own_points < 1):
                point = self._speakers(met, topic, at)
                if point:
                    found.append(point)
                    own_points += not general
        return found

    def _is_due(self, memory: _Memory, topic: Topic, at: int, day: dt.date) -> bool:
        last = max((memory.said.get(text, _NEVER) for text in topic.minutes), default=_NEVER)
        rested = last == _NEVER or (day - last).days >= _REST
        before = memory.said.get(topic.minutes[at], _NEVER)
        return rested and (before == _NEVER or (day - before).days >= _AGAIN)

    def _speakers(self, met: Met, topic: Topic, at: int) -> _Point | None:
        two = draw_two(self._dice, met.users, topic.voice)
        if two is None or not met.professionals:
            return None
        return _Point(topic, at, *two, self._dice.choice(met.professionals))

    def _standing(self, met: Met, number: int, item: Standing) -> None:
        text = None
        if met.planned.status in ("minutes", "approved"):
            text = self._condolence(met) if item.key == "chair" else None
            directing = item.key == "chair" and not met.chair.user
            lives = self._makings.texts.lives
            text = text or self._said_least(met, lives.directing if directing else item.minutes)
        lead = met.staff[0] if item.key == "matters" else met.chair
        self._makings.add(
            AgendaItem, meeting_id=met.id, number=number, title=item.title,
            purpose_code=_PURPOSES.get(item.key, "note"), lead=lead.name, raised_by="standing",
            minutes=_LENGTHS[item.key], text=text,
        )  # fmt: skip

    def _said_least(self, met: Met, blanks: Sequence[str]) -> str:
        """Return one of `blanks`, filled in, that the body has not said for longest."""
        said = self._memories[met.body.short].said
        blank = min(blanks, key=lambda one: (said.get(one, _NEVER), self._dice.random()))
        said[blank] = met.date
        two = draw_two(self._dice, met.users, "") or (met.chair, met.chair)
        lead = self._dice.choice(met.professionals or [met.chair])
        return self._fill(blank, met, two[0], two[1], lead)

    def _condolence(self, met: Met) -> str | None:
        """Return the chair's words if a member died since the last meetings of the body."""
        mourned = self._memories[met.body.short].mourned
        for person, day in self._died:
            known = any(seat.person is person for seat in met.body.seats)
            if known and person.id not in mourned and 0 < (met.date - day).days < _MOURNED:
                mourned.add(person.id)
                text = self._makings.texts.lives.condolence[0]
                return text.format(
                    chair=met.chair.name, late=person.name, day=in_words(day, met.date)
                )
        return None

    def _topic(self, met: Met, number: int, point: _Point, length: int) -> None:
        topic, written = point.topic, met.planned.status in ("minutes", "approved")
        raised = point.member if topic.raised_by == "member" else point.lead
        text = self._fill(point.text, met, point.member, point.other, point.lead)
        item = self._makings.add(
            AgendaItem, meeting_id=met.id, number=number, title=topic.title,
            purpose_code=topic.purpose, lead=raised.name, raised_by=topic.raised_by, minutes=length,
            text=text if written else None,
        )  # fmt: skip
        if met.planned.approved_on and met.body.short not in self._corrected:
            self._corrected[met.body.short] = (met, item)
        memory = self._memories[met.body.short]
        memory.said[point.text] = self._anywhere[point.text] = met.date
        memory.following[topic.title] = point.at + 1
        if written and point.at == min(topic.settled, len(topic.minutes) - 1):
            self._decide(met, item, point)
            for task in topic.actions:
                self._agree(met, item, point, task)

    def correct(self) -> None:
        """Put right a word in the first approved minutes of each body."""
        for met, item in self._corrected.values():
            self._makings.add(
                Correction, target="agenda_item", target_id=item, date=met.planned.approved_on,
                who=met.staff[0].name, parts="text", why=_WHY,
            )  # fmt: skip

    def _decide(self, met: Met, item: int, point: _Point) -> None:
        if not point.topic.decision:
            return
        self._decisions += 1
        named = self._dice.random() < 0.5
        self._makings.add(
            Decision, meeting_id=met.id, item_id=item, number=self._decisions,
            wording=self._fill(point.topic.decision, met, point.member, point.other, point.lead),
            method="vote" if self._dice.random() < 0.1 else "consensus",
            proposer=point.member.name if named else None,
            seconder=point.other.name if named else None,
        )  # fmt: skip

    def _agree(self, met: Met, item: int, point: _Point, task: Task) -> None:
        owners = {
            "member": point.member, "other": point.other, "lead": point.lead, "chair": met.chair,
            "facilitator": met.staff[0],
        }  # fmt: skip
        text = self._fill(task.text, met, point.member, point.other, point.lead)
        due = working_day(met.date + task.days * DAY)
        self.actions.append(
            {
                "what": text, "owner_id": owners[task.owner].id, "due": due, "raised": met.date,
                "meeting_id": met.id, "item_id": item, "until": owners[task.owner].until,
            }
        )  # fmt: skip

    def _fill(
        self, blank: str, met: Met, member: SamplePerson, other: SamplePerson, lead: SamplePerson
    ) -> str:
        """Fill the blanks with people who were there."""
        valleys = self._makings.texts.places.valleys
        own = [one for one in valleys if one.code == met.body.place.valley] or list(valleys)
        town = self._dice.choice(self._dice.choice(own).towns).name
        if met.body.place.kind == "board":
            blank = blank.replace("he group", "he board")
        return blank.format(
            member=member.name, other=other.name, lead=lead.name, chair=met.chair.name, town=town,
            facilitator=met.staff[0].name, apologies=_apologies(met),
            previous=in_words(met.planned.previous, None),
        )  # fmt: skip


def _suits(topic: Topic, body: BuiltBody) -> bool:
    """Say whether a body would talk about a topic; another valley's affairs are not its own."""
    valleys = [name for name in _VALLEYS if name in topic.title]
    if valleys and body.place.kind != "partnership_group" and valleys[0] not in body.place.name:
        return False
    if body.place.kind == "board" and topic.raised_by == "member":
        return False
    return topic.suits(body.place.kind, body.place.site)


def _split(minutes: int, points: int) -> list[int]:
    """Return the minutes of each topic in fives; the first have what is left over."""
    if not points:
        return []
    each = minutes // points // 5 * 5
    over = (minutes - each * points) // 5
    return [each + 5 * (at < over) for at in range(points)]


def _apologies(met: Met) -> str:
    names = [seat.person.name for seat in met.apologies]
    if not names:
        return "There were no apologies."
    if len(names) == 1:
        return f"Apologies had come from {names[0]}."
    return f"Apologies had come from {', '.join(names[:-1])} and {names[-1]}."


def in_words(day: dt.date, near: dt.date | None) -> str:
    """Return "14 January 2026", without the year if `near` is of the same one."""
    words = f"{day.day} {MONTHS[day.month - 1]}"
    return words if near is not None and near.year == day.year else f"{words} {day.year}"
