"""The way in: builds the invented Three Valleys Cancer Network into a new file."""

from __future__ import annotations

from sqlalchemy import select

from facilitator_app.domain.mileage import Band
from facilitator_app.domain.progress import Progress
from facilitator_app.i18n import N_, _
from facilitator_app.records.bodies import Seat
from facilitator_app.records.catalogue import ALL
from facilitator_app.records.claims import MileageRate
from facilitator_app.records.frameworks import Framework, FrameworkItem
from facilitator_app.records.members import Member
from facilitator_app.records.network import Network
from facilitator_app.records.picklists import ListEntry
from facilitator_app.sample import (
    build_actions,
    build_bodies,
    build_calendar,
    build_crowd,
    build_people,
    build_tags,
    build_training,
)
from facilitator_app.sample.build_base import Makings, Order
from facilitator_app.sample.build_bodies import BuiltBody
from facilitator_app.sample.build_meetings import Diary
from facilitator_app.sample.build_minutes import Talk
from facilitator_app.sample.build_money import Till
from facilitator_app.sample.build_person import Names, SamplePerson
from facilitator_app.store.labels import Label
from facilitator_app.store.store import Store
from facilitator_app.store.work import Work

STAGES = 5  # of making a sample, this being the first three


def build(store: Store, order: Order, progress: Progress) -> None:
    """Fill a new file with the network that `order` asks for; the same order, the same rows."""
    progress.step(0, STAGES, _("Inventing people"))
    makings = Makings(order)
    names = Names(makings.texts.names, makings.dice("names"))
    people = build_people.build(makings, names)
    bodies = build_bodies.build(makings, people)
    progress.step(1, STAGES, _("Inventing meetings"))
    _meet(makings, people, bodies, _bands(store))
    build_people.tell_last_heard(makings, people)
    for person in people:
        makings.add(Member, **person.row)
    build_tags.build(makings, _framework_items(store))
    with store.write(Label(N_("Invented network"))) as work:
        _settings(work, makings)
        progress.step(2, STAGES, _("Writing the file"))
        for cls in ALL:
            progress.check()
            work.insert_many(cls, makings.rows.get(cls, []), stepped=True)
    for members, seats in build_crowd.build(makings, names, bodies):
        progress.check()
        with store.write(Label(N_("Invented members"))) as work:
            work.insert_many(Member, members)
            work.insert_many(Seat, seats)


def _meet(
    makings: Makings, people: list[SamplePerson], bodies: list[BuiltBody], bands: list[Band]
) -> None:
    """Hold the meetings and the training, and pay for the journeys."""
    planned = build_calendar.build(makings, bodies)
    diary, talk = Diary(makings, people), Talk(makings, people, bodies)
    till = Till(makings, bands)
    for one in planned:
        met = diary.hold(one)
        talk.take_down(met)
        if one.held:
            till.after_meeting(met)
    for held in build_training.build(makings, people, {one.date for one in planned}):
        till.after_training(held)
    till.errands(people)
    till.settle()
    build_actions.settle(makings, talk.actions, people)
    talk.correct()


def _bands(store: Store) -> list[Band]:
    with store.read() as session:
        return [
            Band(
                one.id, one.mode, one.adopted or one.starts, one.ends, one.rate, one.threshold,
                one.rate_above,
            )
            for one in session.scalars(select(MileageRate).order_by(MileageRate.starts))
        ]  # fmt: skip


def _framework_items(store: Store) -> dict[str, list[int]]:
    """Return the ids of the items of each framework, in order, by the framework's code."""
    found: dict[str, list[int]] = {}
    with store.read() as session:
        rows = session.execute(
            select(Framework.code, FrameworkItem.id)
            .join(FrameworkItem, FrameworkItem.framework_id == Framework.id)
            .order_by(Framework.code, FrameworkItem.place)
        )
        for framework, item in rows:
            found.setdefault(framework or "", []).append(item)
    return found


def _settings(work: Work, makings: Makings) -> None:
    """Write the network's own names, and its valleys as localities."""
    places, named = makings.texts.places, makings.texts.names.named
    network = work.session.scalars(select(Network)).one()
    network.sample = True
    network.name = places.network.name
    network.short_name = places.network.name.split(" Cancer")[0]
    network.facilitator = f"{named['facilitator'].forename} {named['facilitator'].surname}"
    network.reports_to = next(one.name for one in places.bodies if not one.parent)
    network.telephone, network.email = places.network.telephone, places.network.email
    network.address = f"{places.network.address}\n{places.network.postcode}"
    work.insert_many(
        ListEntry,
        [
            {
                "list": "locality", "code": one.code, "words": one.name, "place": at,
                "source": "Invented",
            }
            for at, one in enumerate(places.valleys, start=1)
        ],
    )  # fmt: skip
