"""Members of the assembly with a double mandate, and interests that they declare."""

from datetime import date

import pytest

from assemblies.factories import CLERK, make_assembly, members_of
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.contracts.kinds import Side
from beffroi.core.errors import RuleViolation
from beffroi.law import AssemblyKind
from beffroi.operations.actions.report import declare_interest, remove_from_report
from beffroi.operations.interests import notes_of
from beffroi.operations.kinds import InterestKind
from contracts.factories import organisation_of
from operations.voting import (
    AT,
    PLANNED_ON,
    SEALED_AT,
    make_agreed,
    make_report,
    make_sent,
    vote_on,
)

pytestmark = pytest.mark.django_db


def test_a_double_mandate_is_a_note_and_was_a_warning_before_the_law_of_december_2025():
    operation = make_agreed()
    report = make_report(operation)
    epci = organisation_of(operation.contract, Side.EPCI)
    # Both invented councils number their members alike.
    make_assembly(members=3, organisation=epci, kind=AssemblyKind.EPCI)
    after = notes_of(report, date(2026, 2, 16))
    before = notes_of(report, date(2025, 12, 22))
    assert after
    assert not any(one.is_warning for one in after)
    assert all(one.is_warning for one in before)


@pytest.mark.parametrize(
    ("kind", "warns"),
    [(InterestKind.PUBLIC, False), (InterestKind.PRIVATE, True), (InterestKind.EXCLUDED, True)],
)
def test_a_declared_interest_is_told_and_a_private_one_warned(kind, warns):
    report = make_report(make_agreed())
    member = members_of(report.assembly)[0]
    declare_interest(report.items.get(), member, kind, "parent du maître d’œuvre", by=CLERK, at=AT)
    told = [one for one in notes_of(report, PLANNED_ON) if "déclare" in one.sentence]
    assert [one.is_warning for one in told] == [warns]


def test_refused_for_a_member_of_another_assembly_and_after_the_vote():
    report = make_sent(make_agreed())
    stranger = members_of(make_assembly())[0]
    with pytest.raises(RuleViolation, match="pas de l’assemblée"):
        declare_interest(report.items.get(), stranger, InterestKind.PRIVATE, "", by=CLERK, at=AT)
    seal_deliberation(vote_on(report), by=CLERK, at=SEALED_AT)
    member = members_of(report.assembly)[0]
    with pytest.raises(RuleViolation, match="vote est acquis"):
        declare_interest(report.items.get(), member, InterestKind.PRIVATE, "", by=CLERK, at=AT)


def test_refused_for_an_operation_that_left_the_report_meanwhile():
    report = make_report(make_agreed())
    # As its page still shows them to whoever opened it before.
    gone, item = report.items.get(), report.items.get()
    remove_from_report(gone, by=CLERK)
    member = members_of(report.assembly)[0]
    with pytest.raises(RuleViolation, match="n’est plus dans ce rapport"):
        declare_interest(item, member, InterestKind.PRIVATE, "", by=CLERK, at=AT)
