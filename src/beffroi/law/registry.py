"""The one list of rules from which the command line and the public forms are built."""

from beffroi.law.catalogue import acts, money, sittings, votes
from beffroi.law.catalogue.model import Choice, Field, Rule, Section
from beffroi.law.errors import LawInputError
from beffroi.law.french import cut_short
from beffroi.law.parsing import FieldKind

__all__ = ["RULES", "Choice", "Field", "FieldKind", "Rule", "Section", "find_rule"]

RULES: tuple[Rule, ...] = (
    sittings.CLEAR_DAYS,
    sittings.SECOND_CONVOCATION,
    sittings.QUORUM,
    sittings.PROXIES,
    votes.VOTE_OUTCOME,
    votes.ABSOLUTE_MAJORITY,
    votes.VOTE_CEILING,
    votes.NOMINATION_ROUND,
    votes.BALLOT_REQUEST,
    sittings.WEEKLY_LIST,
    acts.ENFORCEABLE,
    acts.APPEAL_DEADLINE,
    acts.PREFECT_DEADLINE,
    money.OWN_SHARE,
    money.FONDS_DE_CONCOURS,
    money.FINAL_PAYMENT,
    money.IMPACT_STUDY,
    money.LEAD_AUTHORITY,
)
_BY_SLUG = {rule.slug: rule for rule in RULES}


def find_rule(slug: str) -> Rule:
    """Find a rule by its slug.

    Raises: LawInputError when there is none of that name.
    """
    if slug not in _BY_SLUG:
        raise LawInputError(
            "rule", f"La règle « {cut_short(slug)} » n’existe pas ; « beffroi law » donne la liste."
        )
    return _BY_SLUG[slug]
