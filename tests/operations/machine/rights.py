"""Who may do each thing, from rights.md; and what is attempted in each state."""

from collections.abc import Mapping

from beffroi.operations.kinds import OperationState as S
from beffroi.operations.models import Operation
from operations.machine import attempts as file
from operations.machine import attempts_money as money
from operations.machine import attempts_vote as vote
from operations.machine.attempts import Attempt, move
from operations.machine.people import Scene

EXAMINERS = frozenset({"agent", "chief"})
CHIEF, CLERK = frozenset({"chief"}), frozenset({"clerk"})
WRITERS = frozenset({"lead", "head", "agent", "chief"})
OWNER_WRITES = frozenset({"lead", "head", "mayor", "neighbour"})
OWNERS = "owners"
# Each thing that may be attempted, and by whom alone it may succeed.
ATTEMPTS: Mapping[str, tuple[Attempt, frozenset[str] | str]] = {
    "propose": (file.propose, OWNER_WRITES),
    "edit": (file.edit, OWNERS),
    "fill": (file.fill, OWNERS),
    "join": (file.join, OWNERS),
    "join_missing": (file.join_missing, OWNERS),
    "means": (file.means, OWNERS),
    "ask_help": (file.ask_help, OWNERS),
    "assign_help": (file.assign_help, EXAMINERS),
    "release_help": (file.release_help, EXAMINERS),
    "answer_help": (file.answer_help, EXAMINERS | {"engineer"}),
    "ask_start": (file.ask_start, OWNERS),
    "decide_start": (file.decide_start, CHIEF),
    "answer": (file.answer, EXAMINERS),
    "examine": (file.examine, EXAMINERS),
    "plan": (money.plan, OWNERS),
    "obtain": (money.obtain, OWNERS),
    "settle": (money.settle, OWNERS),
    "cut": (money.cut, OWNERS),
    "route": (money.route, EXAMINERS),
    "grant": (money.grant, EXAMINERS),
    "scheme_refuse": (money.refuse, EXAMINERS),
    "write": (vote.write, WRITERS),
    "restore": (vote.restore, WRITERS),
    "sign": (vote.sign, frozenset({"chief", "head"})),
    "prepare": (vote.prepare, EXAMINERS),
    "edit_report": (vote.edit, EXAMINERS),
    "add": (vote.add, EXAMINERS),
    "remove": (vote.remove, EXAMINERS),
    "send": (vote.send, EXAMINERS),
    "take_off": (vote.take_off, CLERK),
    "declare": (vote.declare, CLERK),
    "vote": (vote.vote, CLERK),
    "seal": (vote.seal, CLERK),
    "drop_act": (vote.drop, CLERK),
    **{verb: (move(verb), OWNERS) for verb in ("open_file", "submit", "complete", "drop", "withdraw")},
    **{
        verb: (move(verb), EXAMINERS)
        for verb in (
            "return_advice",
            "ask_completion",
            "settle_coherence",
            "settle_schemes",
            "back_to_coherence",
            "back_to_schemes",
            "back_to_routing",
        )
    },
    "refuse": (move("refuse"), CHIEF),
}
FILE = ("edit", "join", "plan", "fill", "plan", "obtain", "means", "settle", "ask_help", "ask_start")
FICHE = ("write", "restore", "sign", "sign", "cut", "back_to_routing", "withdraw", "refuse", "decide_start")
AROUND: Mapping[S, tuple[str, ...]] = {
    S.IDEA: ("open_file", "ask_help", "edit", "drop", "plan", "submit"),
    S.ENGINEERING: ("assign_help", "answer_help", "release_help", "return_advice", "edit", "drop"),
    S.FILE: (*FILE, "assign_help", "answer_help", "submit", "submit", "drop"),
    S.COMPLETION: (*FILE, "complete", "complete", "withdraw"),
    S.COHERENCE: ("answer", "answer", "settle_coherence", "ask_completion", "edit", "plan", "refuse"),
    S.SCHEMES: ("examine", "examine", "settle_schemes", "back_to_coherence", "ask_completion", "route"),
    S.ROUTING: ("route", "route", "route", "back_to_schemes", "ask_completion", "cut", "refuse", "withdraw"),
    S.SHEET: FICHE,
    S.COUNTERSIGN: FICHE,
    S.REPORT: ("prepare", "add", "send", "send", "edit_report", "remove", "declare", "vote", *FICHE),
    S.AGENDA: (
        "vote", "vote", "seal", "drop_act", "take_off", "declare", "cut", "withdraw", "send", "add", "sign",
    ),
    S.REOPENED: ("plan", "plan", "settle", "cut", "obtain", "means", "withdraw", "vote"),
    S.SCHEME_ROAD: ("grant", "scheme_refuse", "scheme_refuse", "withdraw", "refuse", "cut"),
    S.VOTED: ("cut", "plan", "obtain", "take_off", "vote", "declare", "ask_start", "withdraw", "add"),
    **dict.fromkeys(
        (S.SCHEME_GRANTED, S.REFUSED, S.DROPPED, S.WITHDRAWN),
        ("propose", "plan", "edit", "settle", "submit", "withdraw", "ask_start", "sign", "add", "refuse"),
    ),
}  # fmt: skip


def allowed(scene: Scene, name: str, operation: Operation) -> frozenset[str]:
    """By whom alone an attempt may succeed."""
    who = ATTEMPTS[name][1]
    if isinstance(who, frozenset):
        return who
    people = scene.people
    return frozenset(one for one in OWNER_WRITES if people[one].organisation_id == operation.owner_id)
