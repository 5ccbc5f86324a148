"""The life of an amendment: one table, read by the pages, the actions and the tests."""

from beffroi.contracts.kinds import AmendmentState

TRANSITIONS: dict[AmendmentState, frozenset[AmendmentState]] = {
    AmendmentState.DRAFTING: frozenset({AmendmentState.VOTES, AmendmentState.DROPPED}),
    AmendmentState.VOTES: frozenset(
        {AmendmentState.DRAFTING, AmendmentState.ENFORCEABLE, AmendmentState.DROPPED}
    ),
    AmendmentState.ENFORCEABLE: frozenset({AmendmentState.SIGNED, AmendmentState.DROPPED}),
    AmendmentState.SIGNED: frozenset(),
    AmendmentState.DROPPED: frozenset(),
}
# Moves that say why, in writing.
WITH_REASON = frozenset({AmendmentState.DRAFTING, AmendmentState.DROPPED})
TERM = "Contrat, clause de modification par avenant"


def may_follow(state: AmendmentState, wanted: AmendmentState) -> bool:
    """Whether the table lets one state follow another."""
    return wanted in TRANSITIONS[state]
