"""Frameworks that ship: each is complete, in its order, and says where it comes from.

What is expected was written down from the sources themselves, not from the files.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest

from facilitator_app import assets

PAPER = "Issues paper for the 2009 revision, "


@dataclass(frozen=True)
class Item:
    """One thing to tag with; `parent` is the code of the item that it is a part of, or ""."""

    code: str
    label: str
    parent: str = ""


@dataclass(frozen=True)
class Expected:
    """A framework as its source has it.

    `lines` holds an item a line, "code: label"; what is a part of another is set in below it.
    """

    name: str
    version: str
    source: str
    lines: str

    def items(self) -> Iterator[Item]:
        """Return the items in order."""
        parent = ""
        for line in self.lines.strip("\n").splitlines():
            code, label = line.strip().split(": ", 1)
            if line.startswith(" "):
                yield Item(code, label, parent)
            else:
                parent = code
                yield Item(code, label)


EXPECTED = {
    "ladder": Expected(
        "Ladder of involvement",
        "2009",
        PAPER + "4.d, Figure 2",
        """
information: Information
consultation: Consultation
partnership: Partnership
delegated_authority: Delegated authority
user_control: Service user control
""",
    ),
    "wheel": Expected(
        "Wheel of involvement",
        "2009",
        PAPER + "4.d, Figure 3",
        """
user_control: User control
information: Information
consultation: Consultation
delegated_authority: Delegated authority
partnership_working: Partnership working
""",
    ),
    "wheel_direction": Expected(
        "Direction of the wheel’s arrows",
        "Working list",
        PAPER + "4.d, Figure 3, in our own words",
        """
inward: Comes in to the group
outward: Goes out from the group
""",
    ),
    "who_leads": Expected(
        "Who leads",
        "2009",
        PAPER + "4.d, Figure 3",
        """
user_led: User led
jointly_led: Jointly led
professionally_led: Professionally led
""",
    ),
    "information_initiator": Expected(
        "Information asked for or volunteered",
        "2009",
        PAPER + "4.d, level 1",
        """
requested: Asked for by health professionals
volunteered: Put forward by users
""",
    ),
    "pde": Expected(
        "Planning, delivery and evaluation",
        "2009",
        PAPER + "4.c; commissioning from 2.b",
        """
planning: Planning
delivery: Delivery
evaluation: Evaluation
commissioning: Commissioning
""",
    ),
    "power": Expected(
        "Forms of power",
        "2009",
        PAPER + "4.e (Butcher and others 2007)",
        """
decisional: Decisional power
agenda_setting: Agenda-setting power
cultural_linguistic: Cultural and linguistic power
""",
    ),
    "ends_means": Expected(
        "Ends or means",
        "2009",
        PAPER + "4.e",
        """
ends: Ends
means: Means
""",
    ),
    "foundation_stones": Expected(
        "Foundation stones",
        "2009",
        PAPER + "6",
        """
evidence: Capturing and evidencing the patient experience
partnership: Alliance building and partnership working
advice: Advice and responding to consultations
co_design: Co-design of projects and programmes
resourcing: Resourcing, support and organisational leadership
mainstreaming: Mainstreaming for cultural change
""",
    ),
    "principles": Expected(
        "Principles of user involvement",
        "2009",
        PAPER + "4.a to 4.g",
        """
experience_used: Experience collected systematically and used for change
diversity: Valuing diversity, involving all
organisational_level: Involvement at the level of the organisation
methods: A variety of methods, partnership working first
influence_power: Influence, power and empowerment
resources_support: A stable resource base and professional support
patient_centred_quality: Quality from the perspective of patient-centred care
""",
    ),
    "domains": Expected(
        "Domains of care",
        "2009",
        PAPER + "2.a and 5.a",
        """
patient_centred: Patient-centred care
supportive: Supportive care
transitional: Transitional and self-managed care
""",
    ),
    "wishes": Expected(
        "Three wishes of patients",
        "2009",
        PAPER + "5.a",
        """
as_a_person: Care as a person, not just as a patient
holistic: Holistic care
own_choice: Own choice of how far to be involved in decisions
""",
    ),
    "care_elements": Expected(
        "Key elements of the experience",
        "2009",
        PAPER + "5.a, Figure 4",
        """
speedy_access: Speedy access
person_in_patient: Seeing the person in the patient
holistic_assessment: Holistic assessment
decisions_preferences: Involvement in decisions and respect for preferences
information: Accessible, reliable, reader-friendly information
carer_family_support: Carer and family support
key_worker_support: Key worker support
specialist_support: Specialist support
continuity: Continuity of care and smooth transition
care_plan: Care plan
self_care_support: Support for self care
evidence: Capturing and evidencing the experience
co_design: Co-design of projects and programmes
co_production: Co-production of improvement projects and programmes
participatory_evaluation: Participatory project and programme evaluation
""",
    ),
    "care_dimensions": Expected(
        "Dimensions of patient-centred care",
        "2009",
        PAPER + "4.g (Institute of Medicine 2001; Goodrich and Cornwall 2008)",
        """
compassion: Compassion, empathy and responsiveness
coordination: Co-ordination and integration
information: Information, communication and education
comfort: Physical comfort and immediate environment
    environment: Physical environment
    environment_management: Management of the environment
    staff_responsiveness: Staff responsiveness to individual patients
emotional_support: Emotional support, relieving fear and anxiety
involvement: Involvement of patient, carers and family
    voice: Voice heard and real choice
    evaluation: Evaluation of services
    planning: Service planning
""",
    ),
    "pathway": Expected(
        "Stages of the pathway",
        "2009",
        PAPER + "5.a; awareness from 6",
        """
awareness: Awareness and early detection
diagnosis: Referral and diagnosis
treatment: Treatment
rehabilitation: Rehabilitation
survivorship: Survivorship
palliative: Palliative and end of life care
""",
    ),
    "capture_methods": Expected(
        "Ways of capturing experience",
        "2009",
        PAPER + "4.a, 4.g and 5.b",
        """
existing_surveys: Review of existing surveys
own_survey: Own survey
focus_group: Focus group
participatory_enquiry: Participatory enquiry
mystery_shopping: Mystery shopping
deliberative_event: Deliberative event
discovery_interview: Discovery interview
complaints_analysis: Analysis of complaints
conversation: One-to-one conversation
own_experience: Own experience
consultation: Consultation
""",
    ),
    "experience_problems": Expected(
        "Problems of experience in hospital",
        "2008",
        PAPER + "4.a, Figure 1 (Goodrich and Cornwall 2008)",
        """
dignity: Loss of dignity
not_a_person: Not being treated as a person
impersonal_care: Unpredictable and impersonal care
basic_care: Lack of basic care
who_is_in_charge: Hard to find out who is in charge
respect: Lack of respect
parcel: Feeling like a parcel
reassurance: Lack of reassurance and information
disjointed: Disjointed and fragmented care
decisions: Lack of real involvement in key decisions
upsetting_manner: Being talked to in an upsetting manner
""",
    ),
    "patient_wants": Expected(
        "What patients want",
        "2004",
        PAPER + "4.a (NICE, Improving supportive and palliative care, 2004)",
        """
individuals: To be treated as individuals, with dignity and respect
voice_choice: To be heard and valued, with real choice
information: Detailed, honest and timely information
options: To know what options there are
consent: Only interventions with informed consent
communication: Good face-to-face communication
coordination: Well co-ordinated services
quality: Services of high quality
""",
    ),
    "experience_arguments": Expected(
        "Arguments for attending to experience",
        "2009",
        PAPER + "4.a",
        """
moral: Moral argument
human_rights: Human rights argument
clinical: Clinical argument
business: Business case
""",
    ),
    "standard_setters": Expected(
        "Who sets standards",
        "2009",
        PAPER + "4.g (Miller 2004)",
        """
expert: Expert model
democratic: Democratic model
service_user: Service user model
""",
    ),
    "stance": Expected(
        "Stance on speaking for others",
        "2009",
        PAPER + "4.b",
        """
adviser: Adviser
evidence_based: Evidence-based
""",
    ),
    "basis_of_view": Expected(
        "Basis of a view",
        "2009",
        PAPER + "4.g",
        """
own: Own experience
others: Others’ experience
evidence: Gathered evidence
""",
    ),
    "point_of_care": Expected(
        "Who shapes the experience",
        "2008",
        PAPER + "4.a (Goodrich and Cornwall 2008)",
        """
clinical_staff: Clinical staff at the point of care
non_clinical_staff: Non-clinical staff at the point of care
support_services: Staff in support services
senior_leaders: Senior leaders, non-executives included
""",
    ),
    "partnership_benefits": Expected(
        "Benefits of partnership",
        "2009",
        PAPER + "4.d",
        """
mutual_understanding: Mutual understanding
problem_solving: Creative problem solving
trust: Trust between partners
buy_in: Less resistance and more buy-in
""",
    ),
    "partnership_downsides": Expected(
        "Downsides of partnership",
        "2009",
        PAPER + "4.d",
        """
accountability: Unclear lines of accountability
slower_decisions: Slower decisions
opportunity_cost: Unclear opportunity cost
""",
    ),
    "partnership_optimisers": Expected(
        "What makes partnership work",
        "2009",
        PAPER + "4.d",
        """
membership: Energetic, can-do and diverse membership
early_involvement: Early involvement of all partners
bedding_in: Time to bed in
constitution: Constitution and terms of reference
purposes: Agreed purposes and strategic goals
distributed_leadership: Distributed leadership
communication: Open communication and willingness to be challenged
competencies: Building member competencies
resources: Resources for week-by-week running
monitoring: Monitoring, evaluation and reflection
capacity_building: Capacity building
""",
    ),
    "information_types": Expected(
        "Kinds of information",
        "2009",
        PAPER + "4.f",
        """
policy: Health policy
services: Health services
cancers: Cancers
decisions_structures: Decision processes and structures
who_does_what: Who is responsible for, does and knows what
performance: Performance
""",
    ),
    "budget_heads": Expected(
        "Budget heads",
        "2009",
        PAPER + "4.f",
        """
reimbursement: Reimbursement of users
    travel: Travel
    communication: Communication costs
    out_of_pocket: Other out-of-pocket expenses
meetings: Meeting expenses
    room_hire: Room hire
    refreshments: Refreshments
education: Education and joint events
    training_events: Education and training events
    joint_meetings: Joint meetings with other user groups
initiatives: User partnership initiatives
    events_projects: Running events and projects
    specialist_advice: Specialist information and advice
employment: Employment costs
    facilitator: Facilitator
    administrator: Administrator or secretary
    professional_support: Professional support
""",
    ),
    "facilitation": Expected(
        "What a facilitator does",
        "2009",
        PAPER + "4.f",
        """
clarify_purposes: Clarify purposes
sustain_motivation: Sustain motivation
build_confidence: Build confidence
create_momentum: Create momentum
signpost: Signpost
mentor: Mentor
show_resources: Show how resources can be reached
recognise: Recognise and appreciate
open_discussion: Create open discussion
""",
    ),
    "support_tasks": Expected(
        "Administrative support",
        "2009",
        PAPER + "4.f",
        """
rooms: Booking rooms
notices: Posting notices
minutes: Taking and distributing minutes
events: Organising events and workshops
membership_lists: Updating membership lists
work_plans: Work plans
annual_reports: Annual reports
correspondence: Correspondence
""",
    ),
    "marginalised_groups": Expected(
        "Groups seldom heard",
        "2009",
        PAPER + "4.b",
        """
language: English not a first language
discrimination: Discrimination such as racism or homophobia
young_people: Young people
    teenagers: Teenagers
    children: Children
housebound: Housebound
impairments: Hearing, speech or visual impairment
learning_difficulties: Learning difficulties
literacy: Little or no literacy
refugees: Refugees
""",
    ),
    "engagement_adjustments": Expected(
        "Adapting and replacing methods",
        "2009",
        PAPER + "4.b",
        """
adapted: Usual method adapted
    creche: Crèche
    transport: Transport
    timing: Timing of events
    induction_loop: Induction loop
    interpreters: Interpreters
    diet: Special diets
    languages: Information in different languages
    age_range: Activities and words to suit an age range
replaced: Other method instead
    fun: Fun, such as a community fun day
    creative: Creative, such as art or drawing projects
    exciting: Exciting, such as competitions and prize days
""",
    ),
    "mainstreaming": Expected(
        "Where involvement is embedded",
        "2009",
        PAPER + "6, stone 6",
        """
quality_improvement: Quality improvement
reconfiguration: Reconfiguration of services
commissioning: World-class commissioning
seldom_heard: Reaching out to seldom heard groups
staff_development: Staff development
inclusive_provision: Inclusive provision
""",
    ),
    "organisational_support": Expected(
        "Support from organisations",
        "2009",
        PAPER + "6",
        """
supportive: Supportive
indifferent: Indifferent
resistant: Resistant
""",
    ),
    "duties_pledges": Expected(
        "Duties, rights and pledges of 2009",
        "2009",
        PAPER + "3.a (NHS Act 2006, section 242; NHS Constitution 2009)",
        """
act_planning: Duty (section 242): planning of services
act_proposals: Duty (section 242): proposals for change
act_decisions: Duty (section 242): decisions that affect services
right_planning: Right (Constitution): planning of services
right_proposals: Right (Constitution): proposals for change
right_decisions: Right (Constitution): decisions that affect services
pledge_information: Pledge (Constitution): information to influence and scrutinise
pledge_partnership: Pledge (Constitution): working in partnership
""",
    ),
    "influence_level": Expected(
        "Level of influence",
        "Working list",
        "Attree and others on cancer partnership groups, in our own words",
        """
operational: Operational
strategic: Strategic
""",
    ),
    "training_levels": Expected(
        "Levels of training evaluation",
        "Four levels",
        "Kirkpatrick’s four levels of evaluation, in our own words",
        """
reaction: Reaction
learning: Learning
behaviour: Behaviour
results: Results
""",
    ),
    "uk_standards": Expected(
        "UK Standards for Public Involvement",
        "2019",
        "UK Standards for Public Involvement, November 2019: the six headings",
        """
inclusive_opportunities: Inclusive opportunities
working_together: Working together
support_learning: Support and learning
communications: Communications
impact: Impact
governance: Governance
""",
    ),
    "four_pi": Expected(
        "4Pi National Involvement Standards",
        "As described in 2019",
        "National Survivor User Network (NSUN), 4Pi National Involvement Standards, "
        "in our own words",
        """
principles: Principles
purpose: Purpose
presence: Presence
process: Process
impact: Impact
""",
    ),
    "gripp2": Expected(
        "GRIPP2 short form",
        "2017",
        "GRIPP2 reporting checklists, short form (2017), in our own words",
        """
aim: Aim
methods: Methods
results: Results
discussion: Discussion and conclusions
reflections: Reflections and critical perspective
""",
    ),
    "piiaf": Expected(
        "Public Involvement Impact Assessment Framework (PiiAF)",
        "2014",
        "PiiAF guidance, January 2014: the four elements of its first part",
        """
values: Values
approaches: Approaches
research_focus: Research focus and study design
practical_issues: Practical issues
""",
    ),
    "nhse_principles": Expected(
        "Ten principles of working with people and communities",
        "2022",
        "NHS England, Working in partnership with people and communities (2022), in our own words",
        """
voices_in_governance: Voices of people in decisions and governance
every_stage: Involvement at every stage, and feedback
understand_needs: Understanding the community’s needs
trust: Relationships built on trust
partners: Healthwatch and the voluntary sector as partners
accessible_information: Clear and accessible information
community_centred: Community-centred approaches
range_of_ways: A range of ways to take part
partnership_on_priorities: Partnership on priorities
learn: Learning from what works
""",
    ),
    "ladder_variants": Expected(
        "Other ladder of involvement",
        "Working list",
        "Terms in use in the NHS and councils; the last two to be checked",
        """
informing: Informing
engagement: Engagement
consulting: Consulting
co_design: Co-design
co_production: Co-production
""",
    ),
}

# What no source settles, or what may have changed since: whoever uses it must hear so.
WORKING_LISTS = {
    "duties_pledges",
    "influence_level",
    "ladder_variants",
    "nhse_principles",
    "wheel_direction",
}


def read(code: str) -> dict[str, Any]:
    """Return the framework `code` as it ships."""
    return tomllib.loads(assets.text(f"frameworks/{code}.toml"))


def said(code: str) -> list[str]:
    """Return every text of a framework that people see."""
    data = read(code)
    own = [data[key] for key in ("name", "version", "source", "note")]
    return [
        *own,
        *(item[key] for item in data["items"] for key in ("label", "note") if key in item),
    ]


def test_every_file_is_expected_and_every_expected_one_ships() -> None:
    found = sorted(one.name for one in assets.path("frameworks").iterdir())
    assert found == sorted(f"{code}.toml" for code in EXPECTED)
    assert [code for code in EXPECTED if not re.fullmatch(r"[a-z][a-z0-9_]{0,39}", code)] == []


def test_names_can_be_told_apart() -> None:
    names = Counter(read(code)["name"].casefold() for code in EXPECTED)
    assert set(names.values()) == {1}


@pytest.mark.parametrize("code", EXPECTED)
def test_framework_is_as_its_source_has_it(code: str) -> None:
    data, expected = read(code), EXPECTED[code]
    found = [Item(one["code"], one["label"], one.get("parent", "")) for one in data["items"]]
    assert found == list(expected.items())
    assert data["name"] == expected.name
    assert data["version"] == expected.version
    assert data["source"] == expected.source


@pytest.mark.parametrize("code", EXPECTED)
def test_only_known_keys_are_used(code: str) -> None:
    data = read(code)
    keys = [key for key in data if key != "people"]
    assert keys == ["name", "version", "source", "note", "items"]
    for item in data["items"]:
        assert list(item)[:2] == ["code", "label"]
        assert set(item) <= {"code", "label", "note", "parent"}, item


def test_those_that_would_label_a_person_are_kept_off_people() -> None:
    off = {code for code in EXPECTED if not read(code).get("people", True)}
    assert off == {"basis_of_view", "marginalised_groups"}


@pytest.mark.parametrize("code", EXPECTED)
def test_items_can_be_told_apart(code: str) -> None:
    items = read(code)["items"]
    for key in ("code", "label"):
        assert len({one[key].casefold() for one in items}) == len(items), key
    for one in items:
        assert re.fullmatch(r"[a-z][a-z0-9_]{0,39}", one["code"]), one


@pytest.mark.parametrize("code", EXPECTED)
def test_a_part_stands_below_what_it_is_a_part_of(code: str) -> None:
    above: set[str] = set()
    for one in read(code)["items"]:
        assert one.get("parent", "") in {"", *above}, one
        above.add(one["code"])


@pytest.mark.parametrize("code", EXPECTED)
def test_texts_fit_and_are_whole(code: str) -> None:
    data = read(code)
    assert 0 < len(data["name"]) <= 60
    assert 0 < len(data["version"]) <= 60
    assert len(data["source"]) >= 10
    assert all(0 < len(one["label"]) <= 80 for one in data["items"])
    assert all(text == " ".join(text.split()) and "'" not in text for text in said(code))


@pytest.mark.parametrize("code", EXPECTED)
def test_notes_are_plain_sentences(code: str) -> None:
    data = read(code)
    assert re.fullmatch(r"[A-Z][^.]+\.( [A-Z][^.]+\.)?", data["note"]), data["note"]
    for one in data["items"]:
        # An item without anything to say about it has no note, not an empty one.
        assert re.fullmatch(r"[A-Z][^.]+\.", one.get("note", "None.")), one


@pytest.mark.parametrize("code", EXPECTED)
def test_what_is_not_settled_says_so(code: str) -> None:
    note = read(code)["note"].casefold()
    assert ("working list" in note and "edit" in note) == (code in WORKING_LISTS)
    assert "national rule" not in " ".join(said(code)).casefold()


def test_no_rung_is_called_better() -> None:
    for code in ("ladder", "ladder_variants"):
        assert "a higher rung is not a better one" in read(code)["note"]
