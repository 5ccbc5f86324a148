"""Who may do what to an operation of a commune, asked of every organisation and role. Source: rights.md."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from beffroi.contracts.kinds import PieceStep, Side
from beffroi.contracts.models import ContractPiece
from beffroi.operations import permissions as rights
from beffroi.operations import report_permissions as papers
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import ReportState
from beffroi.operations.models import Operation, OperationSheet, Report, SupportRequest
from beffroi.operations.states import AWARDED, TRANSITIONS
from beffroi.organisations.actor import Actor
from beffroi.organisations.models import Organisation, User
from beffroi.organisations.roles import OrganisationKind as Kind
from beffroi.organisations.roles import Role

ORGANISATIONS = {
    "dép.": Kind.DEPARTEMENT, "other dép.": Kind.DEPARTEMENT, "EPCI": Kind.EPCI, "other EPCI": Kind.EPCI,
    "owner": Kind.COMMUNE, "other commune": Kind.COMMUNE, "partner": Kind.PARTNER,
    "other partner": Kind.PARTNER,
}  # fmt: skip
ONES = {name: Organisation(pk=pk, kind=kind) for pk, (name, kind) in enumerate(ORGANISATIONS.items(), 1)}
WRITERS = {("owner", role) for role in (Role.PROJECT_LEAD, Role.MANAGER, Role.COMMUNE_AGENT)}
EXAMINERS = {("dép.", Role.DEVELOPMENT_AGENT), ("dép.", Role.MANAGER)}
DRAFT = (S.IDEA, S.ENGINEERING, S.FILE, S.COMPLETION, S.REOPENED)
SEALED = OperationSheet(sealed_at=datetime(2026, 1, 12, tzinfo=UTC))


def operation(state, owner="owner"):
    return Operation(
        state=state, owner=ONES[owner], departement=ONES["dép."], epci=ONES["EPCI"], voted_amount=None
    )


def allowed(may):
    """Everyone who may, among each organisation with each role alone."""
    everyone = [
        (name, role, Actor(User(pk=1), one, frozenset({role}))) for name, one in ONES.items() for role in Role
    ]
    return {(name, role) for name, role, actor in everyone if may(actor)}


def roles(name, *found):
    return {(name, role) for role in found}


@pytest.mark.parametrize("state", S)
def test_its_owner_alone_writes_the_file_while_it_is_theirs(state):
    held = operation(state)
    expected = WRITERS if state in DRAFT else set()
    assert allowed(lambda actor: rights.can_edit_file(actor, held)) == expected
    assert allowed(lambda actor: rights.can_join_piece(actor, held, None)) == expected
    # Once an aid is given, whether the plan is open is a question of its amounts: test_award.py.
    if state not in AWARDED:
        assert allowed(lambda actor: rights.can_write_plan(actor, held)) == expected


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("step", PieceStep)
def test_what_comes_after_the_submission_is_joined_by_the_owner_until_the_report_is_sent(state, step):
    held, asked = operation(state), ContractPiece(at_step=step)
    later = step is not PieceStep.FILE and state in (
        S.COHERENCE, S.SCHEMES, S.ROUTING, S.SHEET, S.COUNTERSIGN, S.REPORT,
    )  # fmt: skip
    expected = WRITERS if state in DRAFT or later else set()
    assert allowed(lambda actor: rights.can_join_piece(actor, held, asked)) == expected


def test_who_reads_it_whole():
    whole = allowed(lambda actor: rights.sight_of(actor, operation(S.REPORT)) is rights.Sight.WHOLE)
    readers = (
        Role.DEVELOPMENT_AGENT,
        Role.PROJECT_LEAD,
        Role.MANAGER,
        Role.FINANCE_AGENT,
        Role.COMMUNICATION_AGENT,
        Role.AUDITOR,
    )
    partners = {(name, role) for name in ("partner", "other partner") for role in Role}
    # A partner sees no operation but those given to it: what it sees, it reads.
    assert whole == (
        roles("dép.", *readers) | roles("EPCI", *readers) | WRITERS | roles("owner", Role.AUDITOR) | partners
    )


@pytest.mark.parametrize(
    ("state", "voted", "reads"),
    [(S.REPORT, None, False), (S.AGENDA, None, True), (S.VOTED, 1, True), (S.REFUSED, 0, True),
     (S.REFUSED, None, False)],
)  # fmt: skip
def test_the_clerk_of_the_departement_reads_it_whole_once_it_is_on_an_agenda(state, voted, reads):
    held = operation(state)
    held.voted_amount = voted
    whole = allowed(lambda actor: rights.sight_of(actor, held) is rights.Sight.WHOLE)
    clerks = {one for one in whole if one[1] is Role.ASSEMBLY_CLERK and "partner" not in one[0]}
    assert clerks == (roles("dép.", Role.ASSEMBLY_CLERK) if reads else set())
    others = {Role.ELECTED_MEMBER, Role.ADMINISTRATOR}
    assert not {one for one in whole if one[1] in others and "partner" not in one[0]}


def test_an_epci_and_its_communes_have_ideas():
    names = [name for name, kind in ORGANISATIONS.items() if kind in (Kind.EPCI, Kind.COMMUNE)]
    owners = (Role.PROJECT_LEAD, Role.MANAGER, Role.COMMUNE_AGENT)
    assert allowed(rights.can_propose) == {one for name in names for one in roles(name, *owners)}


def test_other_plans_are_tried_by_who_writes_the_file_or_examines_it():
    told = allowed(lambda actor: rights.can_write_scenario(actor, operation(S.COHERENCE)))
    owners = (Role.PROJECT_LEAD, Role.MANAGER)
    partners = (*owners, Role.COMMUNE_AGENT)
    given = roles("partner", *partners) | roles("other partner", *partners)
    assert told == EXAMINERS | WRITERS | roles("dép.", Role.PROJECT_LEAD) | roles("EPCI", *owners) | given


def test_the_departement_of_the_contract_examines():
    assert allowed(lambda actor: rights.can_examine(actor, operation(S.COHERENCE))) == EXAMINERS


@pytest.mark.parametrize(("state", "is_routed"), [(S.ROUTING, False), (S.SHEET, True), (S.VOTED, True)])
def test_the_reasons_are_read_by_the_owner_and_the_epci_once_it_is_routed(state, is_routed):
    told = EXAMINERS | roles("dép.", Role.FINANCE_AGENT, Role.AUDITOR)
    if is_routed:
        told |= WRITERS | roles("owner", Role.AUDITOR)
        told |= roles("EPCI", Role.PROJECT_LEAD, Role.MANAGER, Role.COMMUNE_AGENT, Role.AUDITOR)
    assert allowed(lambda actor: rights.can_read_appraisal(actor, operation(state))) == told


MOVES = {
    "submit": WRITERS,
    "settle_coherence": EXAMINERS,
    "approve_sheet": roles("dép.", Role.MANAGER),
    "countersign_sheet": roles("EPCI", Role.MANAGER),
    "take_off_agenda": roles("dép.", Role.ASSEMBLY_CLERK),
}


@pytest.mark.parametrize("verb", MOVES)
def test_each_move_is_made_by_whom_the_table_says(verb):
    held = operation(S.FILE)
    assert allowed(lambda actor: rights.can_move(actor, held, TRANSITIONS[verb])) == MOVES[verb]


def test_a_move_that_decides_is_the_manager_s_even_for_its_owner():
    decided = replace(TRANSITIONS["submit"], is_decision=True)
    assert allowed(lambda actor: rights.can_move(actor, operation(S.FILE), decided)) == roles(
        "owner", Role.MANAGER
    )


def test_what_the_epci_says_is_its_manager_s_word_whatever_the_move():
    move = replace(TRANSITIONS["countersign_sheet"], is_decision=False)
    told = allowed(lambda actor: rights.can_move(actor, operation(S.COUNTERSIGN), move))
    assert told == roles("EPCI", Role.MANAGER)


def test_the_owner_notes_that_a_funder_cuts_once_it_is_handed_in():
    for state, expected in ((S.FILE, set()), (S.ROUTING, WRITERS)):
        held = operation(state)
        assert allowed(lambda actor, held=held: rights.can_cut_funding(actor, held)) == expected


def test_the_owner_asks_for_help_and_for_an_early_start():
    assert allowed(lambda actor: rights.can_ask_support(actor, operation(S.FILE))) == WRITERS
    assert allowed(lambda actor: rights.can_ask_support(actor, operation(S.COHERENCE))) == set()
    assert allowed(lambda actor: rights.can_ask_early_start(actor, operation(S.COHERENCE))) == WRITERS
    assert allowed(lambda actor: rights.can_ask_early_start(actor, operation(S.VOTED))) == set()
    decides = allowed(lambda actor: rights.can_decide_early_start(actor, operation(S.COHERENCE)))
    assert decides == roles("dép.", Role.MANAGER)


@pytest.mark.parametrize(
    ("given_to", "expected"),
    [
        (None, set()),
        ("partner", roles("partner", Role.ENGINEERING_PARTNER, Role.MANAGER)),
        ("dép.", EXAMINERS),
        ("EPCI", set()),
    ],
)
def test_who_is_asked_answers(given_to, expected):
    asked = SupportRequest(partner=ONES[given_to] if given_to else None)
    assert allowed(lambda actor: rights.can_answer_support(actor, asked)) == expected


def test_messages_are_written_by_who_reads_the_whole_save_an_auditor():
    held = operation(S.REPORT)
    whole = allowed(lambda actor: rights.sight_of(actor, held) is rights.Sight.WHOLE)
    own = {one for one in whole if one[1] is not Role.AUDITOR}
    assert allowed(lambda actor: rights.can_write_message(actor, held, is_shared=False)) == own
    shared = {
        one for one in own if one[1] not in (Role.ADMINISTRATOR, Role.ELECTED_MEMBER, Role.ASSEMBLY_CLERK)
    }
    assert allowed(lambda actor: rights.can_write_message(actor, held, is_shared=True)) == shared


# Reports and fiches


def report(state=ReportState.PREPARING):
    found = Report(state=state)
    found.assembly = type(found)._meta.get_field("assembly").related_model(organisation=ONES["dép."])
    return found


def test_the_departement_whose_assembly_votes_writes_the_report_until_it_is_sent():
    assert allowed(lambda actor: papers.can_write_report(actor, report())) == EXAMINERS
    assert allowed(lambda actor: papers.can_write_report(actor, report(ReportState.SENT))) == set()
    votes = allowed(lambda actor: papers.can_record_vote(actor, report(ReportState.SENT)))
    assert votes == roles("dép.", Role.ASSEMBLY_CLERK)
    prepares = allowed(papers.can_prepare_reports)
    assert prepares == EXAMINERS | roles("other dép.", Role.DEVELOPMENT_AGENT, Role.MANAGER)


@pytest.mark.parametrize(("sheet", "clerks"), [(None, set()), (OperationSheet(), set()), (SEALED, True)])
def test_the_fiche_is_read_by_who_writes_or_follows_it_and_by_the_clerk_once_it_is_sealed(sheet, clerks):
    readers = (
        Role.DEVELOPMENT_AGENT, Role.MANAGER, Role.FINANCE_AGENT, Role.COMMUNICATION_AGENT, Role.AUDITOR,
        Role.PROJECT_LEAD,
    )  # fmt: skip
    expected = WRITERS | roles("owner", Role.AUDITOR) | roles("dép.", *readers) | roles("EPCI", *readers)
    if clerks:
        expected |= roles("dép.", Role.ASSEMBLY_CLERK) | roles("EPCI", Role.ASSEMBLY_CLERK)
    assert allowed(lambda actor: papers.can_read_sheet(actor, operation(S.SHEET), sheet)) == expected


def test_the_fiche_is_restored_by_who_writes_it_for_one_of_the_two_authorities():
    writers = (Role.DEVELOPMENT_AGENT, Role.MANAGER, Role.PROJECT_LEAD)
    expected = roles("dép.", *writers) | roles("EPCI", *writers)
    assert allowed(lambda actor: papers.can_restore_sheet(actor, operation(S.SHEET))) == expected


def test_each_of_the_two_parties_has_its_side():
    assert operation(S.IDEA).side_of == {1: Side.DEPARTEMENT, 3: Side.EPCI}
