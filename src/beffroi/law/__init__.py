"""Legal arithmetic in pure Python: each rule returns its result with its reckoning."""

from beffroi.law.appeals import AdministrativeAppeal, appeal_deadline
from beffroi.law.assembly import AssemblyKind
from beffroi.law.ballots import ballot_request
from beffroi.law.ceiling import vote_ceiling
from beffroi.law.convocation import clear_days
from beffroi.law.enforceable import enforceable_on
from beffroi.law.errors import LawInputError
from beffroi.law.funding import fonds_de_concours, own_share
from beffroi.law.impact import impact_study
from beffroi.law.lead import lead_authority
from beffroi.law.nominations import Nomination, nomination_round
from beffroi.law.papers import weekly_list_deadline
from beffroi.law.payments import FinalPayment, final_payment
from beffroi.law.prefect import prefect_deadline
from beffroi.law.proxies import ProxyFault, ProxyFaultKind, check_proxies
from beffroi.law.quorum import quorum
from beffroi.law.reckoning import Certainty, Day, Input, Reckoning, Source
from beffroi.law.second_sitting import second_convocation
from beffroi.law.tables import BallotKind
from beffroi.law.votes import ChairVote, Outcome, absolute_majority, vote_outcome

__all__ = [
    "AdministrativeAppeal",
    "AssemblyKind",
    "BallotKind",
    "Certainty",
    "ChairVote",
    "Day",
    "FinalPayment",
    "Input",
    "LawInputError",
    "Nomination",
    "Outcome",
    "ProxyFault",
    "ProxyFaultKind",
    "Reckoning",
    "Source",
    "absolute_majority",
    "appeal_deadline",
    "ballot_request",
    "check_proxies",
    "clear_days",
    "enforceable_on",
    "final_payment",
    "fonds_de_concours",
    "impact_study",
    "lead_authority",
    "nomination_round",
    "own_share",
    "prefect_deadline",
    "quorum",
    "second_convocation",
    "vote_ceiling",
    "vote_outcome",
    "weekly_list_deadline",
]
