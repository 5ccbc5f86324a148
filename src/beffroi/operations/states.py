"""The one table of what may happen to an operation: pages, actions, tests and the diagram read it."""

from dataclasses import dataclass

from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import Turn


@dataclass(frozen=True, slots=True)
class Transition:
    """One move: from which states, to which, by whom, and whether it must say why."""

    verb: str
    label: str
    sources: frozenset[S]
    target: S
    by: Turn
    needs_reason: bool = False
    # Only who decides for the organisation (rights.md, « manager »).
    is_decision: bool = False


# The département examines in these states.
EXAMINED = frozenset({S.COHERENCE, S.SCHEMES, S.ROUTING})
WRITTEN = frozenset({S.SHEET, S.COUNTERSIGN})
# What only the owner reads.
DRAFTS = frozenset({S.IDEA, S.FILE})
ENDED = frozenset({S.VOTED, S.SCHEME_GRANTED, S.REFUSED, S.DROPPED, S.WITHDRAWN})
# What the département gave; what follows is the agreement.
AWARDED = frozenset({S.VOTED, S.SCHEME_GRANTED})
EXITS = frozenset({S.REFUSED, S.DROPPED, S.WITHDRAWN})
# From its submission on, a file is read by both parties.
SUBMITTED = frozenset(S) - DRAFTS - {S.ENGINEERING, S.DROPPED}

# Whose turn it is in each state: exactly one. Source: domain.md, « How an operation lives ».
TURNS: dict[S, Turn] = {
    S.IDEA: Turn.OWNER,
    S.ENGINEERING: Turn.DEPARTEMENT,
    S.FILE: Turn.OWNER,
    S.COMPLETION: Turn.OWNER,
    S.COHERENCE: Turn.DEPARTEMENT,
    S.SCHEMES: Turn.DEPARTEMENT,
    S.ROUTING: Turn.DEPARTEMENT,
    S.SHEET: Turn.DEPARTEMENT,
    S.COUNTERSIGN: Turn.EPCI,
    S.REPORT: Turn.DEPARTEMENT,
    S.AGENDA: Turn.CLERK,
    S.REOPENED: Turn.OWNER,
    S.SCHEME_ROAD: Turn.DEPARTEMENT,
    **dict.fromkeys(ENDED, Turn.NOBODY),
}

# What the one whose turn it is has to do, after « à l’agglomération : ».
TASKS: dict[S, str] = {
    S.IDEA: "demander l’ingénierie ou ouvrir le dossier",
    S.ENGINEERING: "rendre l’avis d’ingénierie",
    S.FILE: "compléter et déposer le dossier",
    S.COMPLETION: "compléter le dossier",
    S.COHERENCE: "examiner la cohérence avec le contrat",
    S.SCHEMES: "examiner chaque dispositif ordinaire",
    S.ROUTING: "orienter vers un financement",
    S.SHEET: "écrire et approuver la fiche opération",
    S.COUNTERSIGN: "approuver la fiche opération",
    S.REPORT: "préparer le rapport à l’assemblée",
    S.AGENDA: "enregistrer le vote",
    S.REOPENED: "équilibrer de nouveau le plan de financement",
    S.SCHEME_ROAD: "suivre la décision du dispositif ordinaire",
}

# The step of the domain's line that each state stands at, from 1 to 8.
STEP_OF: dict[S, int] = {
    S.IDEA: 1,
    S.ENGINEERING: 2,
    S.FILE: 3,
    S.COMPLETION: 3,
    S.COHERENCE: 4,
    S.SCHEMES: 5,
    S.ROUTING: 6,
    S.REOPENED: 6,
    S.SCHEME_ROAD: 6,
    S.SCHEME_GRANTED: 6,
    S.SHEET: 7,
    S.COUNTERSIGN: 7,
    S.REPORT: 8,
    S.AGENDA: 8,
    S.VOTED: 8,
}
STEPS = (
    "idée",
    "ingénierie",
    "dépôt",
    "cohérence",
    "droit commun",
    "orientation",
    "fiche opération",
    "vote du Département",
)


# The move that each state waits for: what blocks it is what blocks the operation.
AWAITED: dict[S, str] = {
    S.IDEA: "open_file",
    S.ENGINEERING: "return_advice",
    S.FILE: "submit",
    S.COMPLETION: "complete",
    S.COHERENCE: "settle_coherence",
    S.SCHEMES: "settle_schemes",
    S.ROUTING: "route_to_fund",
    S.SHEET: "approve_sheet",
    S.COUNTERSIGN: "countersign_sheet",
    S.REPORT: "send_report",
    S.AGENDA: "adopt",
    S.REOPENED: "resettle_plan",
    S.SCHEME_ROAD: "scheme_grants",
}


def _move(verb: str, label: str, sources: frozenset[S] | S, target: S, by: Turn, **more: bool) -> Transition:
    kept = frozenset({sources}) if isinstance(sources, S) else sources
    return Transition(verb, label, kept, target, by, **more)


_LIST = (
    _move("ask_engineering", "Demander l’ingénierie", S.IDEA, S.ENGINEERING, Turn.OWNER),
    _move("return_advice", "Rendre l’avis d’ingénierie", S.ENGINEERING, S.FILE, Turn.DEPARTEMENT),
    _move("open_file", "Ouvrir le dossier", S.IDEA, S.FILE, Turn.OWNER),
    _move("submit", "Déposer le dossier", S.FILE, S.COHERENCE, Turn.OWNER),
    _move(
        "ask_completion", "Demander des pièces ou des précisions", EXAMINED, S.COMPLETION, Turn.DEPARTEMENT,
        needs_reason=True,
    ),
    _move("complete", "Déposer le dossier complété", S.COMPLETION, S.COHERENCE, Turn.OWNER),
    _move("settle_coherence", "Arrêter l’avis de cohérence", S.COHERENCE, S.SCHEMES, Turn.DEPARTEMENT),
    _move("settle_schemes", "Arrêter l’examen du droit commun", S.SCHEMES, S.ROUTING, Turn.DEPARTEMENT),
    _move("route_to_fund", "Orienter vers le fonds d’innovation", S.ROUTING, S.SHEET, Turn.DEPARTEMENT),
    _move(
        "route_to_scheme", "Orienter vers un dispositif ordinaire", S.ROUTING, S.SCHEME_ROAD,
        Turn.DEPARTEMENT,
    ),
    _move(
        "route_to_none", "N’orienter vers aucun financement", S.ROUTING, S.REFUSED, Turn.DEPARTEMENT,
        needs_reason=True, is_decision=True,
    ),
    _move("approve_sheet", "Approuver la fiche", S.SHEET, S.COUNTERSIGN, Turn.DEPARTEMENT, is_decision=True),
    _move("countersign_sheet", "Approuver la fiche", S.COUNTERSIGN, S.REPORT, Turn.EPCI, is_decision=True),
    _move(
        "void_sheet", "Reprendre la fiche, modifiée depuis", frozenset({S.COUNTERSIGN, S.REPORT}), S.SHEET,
        Turn.DEPARTEMENT,
    ),
    _move("send_report", "Inscrire à une séance", S.REPORT, S.AGENDA, Turn.DEPARTEMENT),
    _move(
        "take_off_agenda", "Retirer de l’ordre du jour", S.AGENDA, S.REPORT, Turn.CLERK, needs_reason=True
    ),
    _move("adopt", "Enregistrer le vote : adoptée", S.AGENDA, S.VOTED, Turn.CLERK),
    _move("reject", "Enregistrer le vote : rejetée", S.AGENDA, S.REFUSED, Turn.CLERK),
    _move(
        "scheme_grants", "Enregistrer l’aide du dispositif", S.SCHEME_ROAD, S.SCHEME_GRANTED,
        Turn.DEPARTEMENT, needs_reason=True,
    ),
    _move(
        "scheme_refuses", "Enregistrer le refus du dispositif", S.SCHEME_ROAD, S.ROUTING, Turn.DEPARTEMENT,
        needs_reason=True,
    ),
    _move("back_to_coherence", "Revenir à la cohérence", S.SCHEMES, S.COHERENCE, Turn.DEPARTEMENT,
          needs_reason=True),
    _move("back_to_schemes", "Revenir au droit commun", S.ROUTING, S.SCHEMES, Turn.DEPARTEMENT,
          needs_reason=True),
    _move("back_to_routing", "Revenir à l’orientation", WRITTEN | {S.REPORT}, S.ROUTING, Turn.DEPARTEMENT,
          needs_reason=True),
    _move(
        "reopen_plan", "Rouvrir le plan : un financeur se retire ou réduit",
        frozenset({S.ROUTING, S.SHEET, S.COUNTERSIGN, S.REPORT, S.AGENDA, S.VOTED}), S.REOPENED,
        Turn.OWNER, needs_reason=True,
    ),
    _move("resettle_plan", "Arrêter le plan équilibré", S.REOPENED, S.ROUTING, Turn.OWNER),
    _move("drop", "Abandonner", DRAFTS | {S.ENGINEERING}, S.DROPPED, Turn.OWNER, needs_reason=True),
    _move(
        "withdraw", "Retirer l’opération",
        EXAMINED | WRITTEN | {S.COMPLETION, S.REPORT, S.AGENDA, S.REOPENED, S.SCHEME_ROAD}, S.WITHDRAWN,
        Turn.OWNER, needs_reason=True,
    ),
    _move(
        "refuse", "Refuser l’opération", EXAMINED | WRITTEN | {S.REPORT, S.SCHEME_ROAD}, S.REFUSED,
        Turn.DEPARTEMENT, needs_reason=True, is_decision=True,
    ),
)  # fmt: skip
TRANSITIONS: dict[str, Transition] = {one.verb: one for one in _LIST}


def turn_of(state: S) -> Turn:
    """Whose turn it is."""
    return TURNS[state]


def transitions_from(state: S) -> tuple[Transition, ...]:
    """What may happen in a state, in the order of the table."""
    return tuple(one for one in _LIST if state in one.sources)


def diagram() -> str:
    """Draw the table as a Mermaid state diagram, for the documentation."""
    arrows = [
        f"    {source.value} --> {one.target.value}: {one.label}"
        for one in _LIST
        for source in S
        if source in one.sources
    ]
    ends = [f"    {one.value} --> [*]" for one in S if one in ENDED]
    return "\n".join(["stateDiagram-v2", f"    [*] --> {S.IDEA.value}", *arrows, *ends])


def turn_rows() -> str:
    """Write whose turn it is in each state, as the rows of a table, for the documentation."""
    return "\n".join(f"| {one.label} | {TURNS[one].label} | {TASKS.get(one, '')} |" for one in S)
