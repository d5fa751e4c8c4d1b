"""Makes the small file of the last step, which later versions must still open.

Run it from the top folder when a version is released: python -m tests.files.make. From then on the
step is closed: what it makes is never changed again.
"""

from __future__ import annotations

import datetime as dt
import random
from pathlib import Path

from facilitator_app.clock import fixed_on
from facilitator_app.migrations import upgrade
from facilitator_app.records.claims import Claim
from facilitator_app.services import drafts, files, records, undo
from facilitator_app.services.files import File
from facilitator_app.spec.record import Draft
from facilitator_app.store.labels import Label

PASSPHRASE = "a small file of long ago"
FOLDER = Path(__file__).parent
PATH = FOLDER / f"step_{upgrade.HEAD}.facilitator"


def main(path: Path) -> None:
    """Write the file to `path`, anew if there is one."""
    path.unlink(missing_ok=True)
    clock = fixed_on(dt.date(2026, 11, 23))
    file = files.create(
        path, PASSPHRASE, "Three Valleys", clock, who="Fran", chance=random.Random(1)
    )
    try:
        _fill(file)
    finally:
        file.close()


def _fill(file: File) -> None:
    def save(name: str, /, **values: object) -> int:
        return records.save(file, Draft(name, values)).id

    member = save(
        "member", forenames="Siân", surname="Probert", kinds=("patient", "carer"),
        born=dt.date(1958, 4, 3), access_needs=("hearing_loop",), notes="Rings on Tuesdays.",
    )  # fmt: skip
    body = save("body", name="Network Partnership Group", short_name="PG", type="partnership_group")
    save("seat", member_id=member, body_id=body, role="chair", starts=dt.date(2025, 1, 1))
    meeting = save("meeting", body_id=body, date=dt.date(2026, 11, 24), starts=dt.time(10, 30))
    save("attendance", meeting_id=meeting, member_id=member, status="present")
    item = save("agenda_item", meeting_id=meeting, number=1, title="Parking at the day unit")
    save("decision", meeting_id=meeting, item_id=item, wording="To write to the trust.")
    save("action", what="Write to the trust", owner_id=member, due=dt.date(2026, 12, 1))
    claim = save(
        "claim", member_id=member, date=dt.date(2026, 11, 3), purpose_words="Day unit visit"
    )
    save(
        "claim_line", claim_id=claim, date=dt.date(2026, 11, 3), mode="car", miles=225, amount=1238
    )
    event = save("training_event", title="Chairing well", date=dt.date(2026, 10, 6), cost=12_000)
    save("training_place", event_id=event, member_id=member, status="attended")
    save("member", forenames="Taken", surname="Back")
    undo.undo(file)
    _change(file, body, claim)


def _change(file: File, body: int, claim: int) -> None:
    """Leave changes and drafts behind, of fields that may be called otherwise one day."""
    records.save(file, Draft("body", {"list_name": "The partnership"}, body, version=1))
    records.save(file, Draft("body", {"list_name": "Partnership Group"}, body, version=2))
    paid = {"state": "paid", "paid_on": dt.date(2026, 11, 20), "payment_method": "bacs"}
    with file.store.write(Label("Mark a claim as paid")) as work:
        record = work.get(Claim, claim)
        work.seals.allow_step(record)
        for name, value in paid.items():
            setattr(record, name, value)
    draft = Draft("body", {"list_name": "PG", "notes": "Half a sen"}, body, version=3)
    drafts.keep(file, f"body/{body}", draft)
    drafts.keep(file, "claim/new", Draft("claim", {"payment_method": "cheque", "total": 450}))


if __name__ == "__main__":
    main(PATH)
