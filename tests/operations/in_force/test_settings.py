"""An amendment changes who may propose and what: from its day."""

import pytest

from assemblies.factories import CLERK
from beffroi.contracts.amendments.changes import alter_entry
from beffroi.contracts.amendments.gather import THE_ONE
from beffroi.contracts.kinds import Target
from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.proposals import contracts_open_to, may_own, propose_operation
from beffroi.operations.facts import NewOperation
from beffroi.operations.models import Operation
from beffroi.organisations.roles import OrganisationKind
from operations.factories import AT
from operations.files import make_file
from operations.in_force.amended import AFTER, BEFORE, LATER, amend, offered, propose, sentences
from organisations.factories import make_organisation

pytestmark = pytest.mark.django_db


def test_an_amendment_admits_the_communes_from_its_day(contract):
    commune = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="00001", is_fictitious=True)
    amend(contract, alter_entry, Target.SETTINGS, THE_ONE, {"admits_communes": True})
    assert not may_own(contract, commune, BEFORE)
    assert may_own(contract, commune, AFTER)
    assert (contracts_open_to(commune, BEFORE), contracts_open_to(commune, AFTER)) == ([], [contract])
    facts = NewOperation(contract, commune, "Une halle", contract.axes.get())
    with pytest.raises(RuleViolation, match="ne propose pas") as refusal:
        propose_operation(facts, by=CLERK, at=AT)
    assert refusal.value.source == "article 3"
    assert propose_operation(facts, by=CLERK, at=LATER).owner == commune


def test_an_amendment_that_excludes_says_that_it_does(contract):
    amend(contract, alter_entry, Target.SETTINGS, THE_ONE, {"admits_epci": False, "admits_others": True})
    assert propose(contract, contract.axes.get(), AT)
    with pytest.raises(RuleViolation) as refusal:
        propose(contract, contract.axes.get())
    assert refusal.value.source == "avenant n° 1"


def test_an_amendment_opens_the_contract_to_studies(contract):
    operation = make_file(contract)
    amend(contract, alter_entry, Target.SETTINGS, THE_ONE, {"is_investment_only": False})
    Operation.objects.filter(pk=operation.pk).update(kind="study")
    assert "n’admet pas cette nature" in sentences(operation, BEFORE)
    assert "n’admet pas cette nature" not in sentences(operation, AFTER)
    assert "Étude" not in " ".join(offered(operation, "presentation", "kind", BEFORE))
    assert "Étude" in " ".join(offered(operation, "presentation", "kind", AFTER))
