"""What anybody may attempt on an operation: the guard of its page, then the real action, with some input.

An attempt takes the scene, the operation, who tries, and a number that chooses what is typed, good or bad.
"""

from collections.abc import Callable
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

from beffroi.core.dates import local_day
from beffroi.core.errors import NotAllowed
from beffroi.operations.actions.appraisal import Conclusion, answer_coherence, examine_schemes
from beffroi.operations.actions.early_start import StartDecision, ask_early_start, decide_early_start
from beffroi.operations.actions.file import edit_section
from beffroi.operations.actions.means import write_means
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.pieces import join_piece
from beffroi.operations.actions.proposals import propose_operation
from beffroi.operations.actions.support import (
    OpinionFacts,
    ask_support,
    assign_support,
    release_support,
    sign_opinion,
)
from beffroi.operations.facts import NewOperation
from beffroi.operations.kinds import SchemeVerdict, StateAid, Verdict
from beffroi.operations.models import Operation
from beffroi.operations.page import whole
from beffroi.operations.permissions import (
    Sight,
    can_answer_support,
    can_ask_early_start,
    can_ask_support,
    can_decide_early_start,
    can_edit_file,
    can_examine,
    can_move,
    can_propose,
    can_read_appraisal,
    sight_of,
)
from beffroi.operations.questions import questions_of
from beffroi.operations.rules.questions import Answer
from beffroi.operations.sections import BY_SLUG, mark_of, told
from beffroi.operations.states import TRANSITIONS
from beffroi.organisations.actor import Actor
from beffroi.schemes.kinds import OperationKind
from files.factories import upload_of
from operations.machine.people import Scene

AT = datetime(2026, 1, 12, 9, 0, tzinfo=UTC)
Attempt = Callable[[Scene, Operation, Actor, int], object]


class Unseen(Exception):
    """What is tried is about nothing that exists for this person."""


def read_file(operation: Operation, who: Actor) -> Operation:
    """Read an operation as the pages of its file do."""
    found = whole(Operation.objects.visible_to(who)).filter(pk=operation.pk).first()
    if found is None:
        raise Unseen("operation")
    allow(sight_of(who, found) is Sight.WHOLE, "reads the summary only")
    return found


def allow(allowed: object, why: str) -> None:
    """Refuse as a page does."""
    if not allowed:
        raise NotAllowed(why)


def pick(options: Any, chosen: int) -> Any:
    """One of several."""
    found = list(options)
    return found[chosen % len(found)]


def reason(chosen: int) -> str:
    """Why, which is sometimes left blank."""
    return "  " if chosen % 4 == 3 else "Le terrain n’est plus libre"


def propose(scene: Scene, _operation: Operation, who: Actor, chosen: int) -> object:
    """Propose one more idea."""
    allow(can_propose(who), "can_propose")
    axis = (scene.other if chosen % 4 == 3 else scene.contract).axes.get(rank=1)
    facts = NewOperation(scene.contract, who.organisation, f"Halle {chosen % 7}", axis, "Un guichet")
    return propose_operation(facts, by=who, at=AT)


# For each section: what a careful owner writes, then what is refused or is not enough.
SECTION_VALUES: dict[str, tuple[Callable[[Scene], dict[str, Any]], ...]] = {
    "presentation": (
        lambda _scene: {"description": "Une halle ouverte.", "kind": OperationKind.BUILDING},
        lambda _scene: {"description": "Des outils.", "kind": OperationKind.EQUIPMENT},
        lambda _scene: {"description": "Une fête.", "kind": OperationKind.EVENT},
        lambda scene: {"axis": scene.other.axes.get(rank=1)},
        lambda _scene: {"description": " "},
    ),
    "communes": (
        lambda scene: {"communes": list(scene.contract.communes.filter(code="00001"))},
        lambda scene: {"communes": list(scene.other.communes.all())},
        lambda _scene: {"communes": []},
    ),
    "calendrier": (
        lambda _scene: {"starts_on": date(2026, 9, 1), "ends_on": date(2027, 6, 30)},
        lambda _scene: {"starts_on": date(2027, 9, 1), "ends_on": date(2027, 6, 30)},
        lambda _scene: {"works_started_on": date(2026, 1, 5)},
    ),
    "publics": (
        lambda _scene: {"has_no_public": True, "target_publics": []},
        lambda scene: {"has_no_public": False, "target_publics": list(scene.contract.target_publics.all())},
        lambda scene: {"has_no_public": True, "target_publics": list(scene.contract.target_publics.all())},
    ),
    "aides-d-etat": (
        lambda _scene: {"state_aid": StateAid.NOT_ECONOMIC},
        lambda _scene: {"state_aid": StateAid.UNANSWERED},
    ),
    "fonctionnement": (
        lambda _scene: {"forecasts": [(2028, Decimal(12_000), Decimal(3_000))]},
        lambda _scene: {"forecasts": [(2020, Decimal(12_000), Decimal(0))]},
        lambda _scene: {"forecasts": [(2028, Decimal(1), Decimal(0)), (2028, Decimal(2), Decimal(0))]},
    ),
}


def write_section(
    scene: Scene, operation: Operation, who: Actor, slug: str, chosen: int, *, is_stale: bool = False
) -> object:
    """Write one section of the file."""
    found = read_file(operation, who)
    allow(can_edit_file(who, found), "can_edit_file")
    section = BY_SLUG[slug]
    held = {name: _held(found, name) for name in section.names} | pick(SECTION_VALUES[slug], chosen)(scene)
    read = "0" * 16 if is_stale else mark_of(told(found, section.names))
    return edit_section(found, section, held, read=read, by=who, at=AT)


def _held(operation: Operation, name: str) -> Any:
    value = getattr(operation, name)
    if name == "forecasts":
        return [(one.year, one.cost_amount, one.revenue_amount) for one in value.all()]
    return list(value.all()) if hasattr(value, "all") else value


def edit(scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Write some section, well or badly."""
    slug = pick(SECTION_VALUES, chosen)
    later = chosen // len(SECTION_VALUES)
    return write_section(scene, operation, who, slug, later, is_stale=later % 7 == 6)


def fill(scene: Scene, operation: Operation, who: Actor, _chosen: int) -> object:
    """Write every section as a careful owner does."""
    for slug in SECTION_VALUES:
        write_section(scene, operation, who, slug, 0)
    return operation


def join(scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Join a piece: one that is asked, another, or that of another contract."""
    found = read_file(operation, who)
    allow(can_edit_file(who, found), "can_edit_file")
    asked = [*scene.contract.required_pieces.order_by("rank"), None, scene.other.required_pieces.first()]
    return join_piece(found, "Autre pièce", upload_of(), pick(asked, chosen), by=who, at=AT)


def join_missing(scene: Scene, operation: Operation, who: Actor, _chosen: int) -> object:
    """Join what the contract asks for and is not there."""
    found = read_file(operation, who)
    allow(can_edit_file(who, found), "can_edit_file")
    there = set(found.pieces.values_list("slug", flat=True))
    for asked in scene.contract.required_pieces.exclude(slug__in=there):
        join_piece(found, "", upload_of(), asked, by=who, at=AT)
    return found


def means(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Say what the owner has: rich enough, or so poor that an impact study is due."""
    found = read_file(operation, who)
    allow(can_edit_file(who, found), "can_edit_file")
    people, revenue = (8_000, Decimal(100_000)) if chosen % 2 else (280_000, Decimal(90_000_000))
    return write_means(found, people, revenue, "Compte financier unique", by=who, at=AT)


def move(verb: str) -> Attempt:
    """Attempt a move that needs at most a reason."""

    def attempt(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
        found = read_file(operation, who)
        allow(can_move(who, found, TRANSITIONS[verb]), f"can_move: {verb}")
        return move_operation(found, verb, by=who, at=AT, reason=reason(chosen))

    return attempt


def ask_help(_scene: Scene, operation: Operation, who: Actor, _chosen: int) -> object:
    """Ask for engineering."""
    found = read_file(operation, who)
    allow(can_ask_support(who, found), "can_ask_support")
    return ask_support(found, "Quel coût de fonctionnement ?", by=who, at=AT)


def _request(found: Operation, chosen: int) -> Any:
    asked = list(found.support_requests.select_related("partner", "operation"))
    if not asked:
        raise Unseen("request of engineering")
    return pick(asked, chosen // 4)


def assign_help(scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Give a question to who answers."""
    found = read_file(operation, who)
    allow(can_examine(who, found), "can_examine")
    partner = pick([scene.partner, found.departement, scene.commune, scene.partner], chosen)
    due_on = date(2025, 12, 1) if chosen % 4 == 3 else date(2026, 3, 1)
    return assign_support(_request(found, chosen), partner, due_on, by=who, at=AT)


def release_help(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Leave a question without an answer."""
    found = read_file(operation, who)
    allow(can_examine(who, found), "can_examine")
    return release_support(_request(found, chosen), reason(chosen), by=who, at=AT)


def answer_help(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Sign an opinion."""
    found = read_file(operation, who)
    request = _request(found, chosen)
    allow(can_answer_support(who, request), "can_answer_support")
    return sign_opinion(request, OpinionFacts("Prévoir 12 000 € par an."), by=who, at=AT)


def ask_start(_scene: Scene, operation: Operation, who: Actor, _chosen: int) -> object:
    """Ask to begin before the award."""
    found = read_file(operation, who)
    allow(can_ask_early_start(who, found), "can_ask_early_start")
    return ask_early_start(found, date(2026, 3, 2), "Le gel menace", by=who, at=AT)


def decide_start(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Answer who asks to begin."""
    found = read_file(operation, who)
    allow(can_decide_early_start(who, found), "can_decide_early_start")
    decision = StartDecision(chosen % 2 == 0, reason(chosen), date(2026, 3, 9))
    return decide_early_start(found, decision, by=who, at=AT)


def _examined(operation: Operation, who: Actor) -> Operation:
    found = read_file(operation, who)
    allow(can_read_appraisal(who, found), "can_read_appraisal")
    allow(can_examine(who, found), "can_examine")
    return found


def answer(_scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Answer the questions of the contract: all, one, one without its reason, one that nobody asks."""
    found = _examined(operation, who)
    every = [Answer(one.key, Verdict.YES) for one in questions_of(found, local_day(AT))]
    options = [
        every,
        every[:1],
        [Answer(every[-1].key, Verdict.NO, " ")],
        [Answer("point-0", Verdict.YES)],
        [Answer(every[0].key, Verdict.NOT_APPLICABLE, "Sans lien")],
    ]
    return answer_coherence(found, pick(options, chosen), by=who, at=AT)


def examine(scene: Scene, operation: Operation, who: Actor, chosen: int) -> object:
    """Conclude on ordinary schemes: all, one, one without a reason, one that is over."""
    found = _examined(operation, who)
    every = [Conclusion(one, SchemeVerdict.NOT_SUITED, "Trop petit") for one in scene.ordinary]
    options = [
        every,
        every[:1],
        [Conclusion(scene.ordinary[0], SchemeVerdict.USED, " ")],
        [Conclusion(scene.closed, SchemeVerdict.EXHAUSTED, "Clos")],
    ]
    return examine_schemes(found, pick(options, chosen), by=who, at=AT)
