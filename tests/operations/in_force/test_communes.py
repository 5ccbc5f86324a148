"""Communes added, altered, removed: offered, proposing and kept, from the day of effect."""

import pytest

from beffroi.contracts.amendments.changes import add_entry, alter_entry, remove_entry
from beffroi.contracts.kinds import Target
from beffroi.contracts.models import ContractSettings
from beffroi.core.errors import RuleViolation
from beffroi.operations.actions.proposals import contracts_open_to, may_own
from beffroi.operations.kinds import OperationState as S
from beffroi.organisations.roles import OrganisationKind
from operations.factories import AT, make_draft, make_operation, run
from operations.in_force.amended import AFTER, BEFORE, LATER, again, amend, offered, page, write
from organisations.factories import make_organisation

pytestmark = pytest.mark.django_db


def test_a_commune_added_is_offered_proposes_and_is_taken_from_its_day():
    draft = make_draft()
    ContractSettings.objects.create(contract=draft, admits_communes=True)
    contract = run(draft)
    operation = make_operation(contract, state=S.FILE)
    commune = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="00009", is_fictitious=True)
    amend(contract, add_entry, Target.COMMUNE, {"name": "Belle-Rive", "code": "00009", "population": None})
    row = contract.communes.get(code="00009")
    assert "Belle-Rive" not in offered(operation, "communes", "communes", BEFORE)
    assert offered(operation, "communes", "communes", AFTER)[1] == "Belle-Rive"
    assert (contracts_open_to(commune, BEFORE), contracts_open_to(commune, AFTER)) == ([], [contract])
    with pytest.raises(RuleViolation, match="« Belle-Rive » n’est pas"):
        write(again(operation), "communes", AT, communes=[row])
    assert write(again(operation), "communes", LATER, communes=[row]).communes.get() == row


def test_a_commune_that_takes_another_code_or_name_goes_on_proposing():
    draft = make_draft()
    ContractSettings.objects.create(contract=draft, admits_communes=True)
    contract = run(draft)
    commune = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="00099", is_fictitious=True)
    row = contract.communes.get(code="00001")
    operation = make_operation(contract, state=S.FILE)
    operation.communes.add(row)
    amend(contract, alter_entry, Target.COMMUNE, str(row.pk), {"code": "00099", "name": "Roncevent-la-Neuve"})
    assert (contracts_open_to(commune, BEFORE), contracts_open_to(commune, AFTER)) == ([], [contract])
    assert [one.name for one in page(operation, BEFORE)["communes"]] == ["Roncevent"]
    assert [one.name for one in page(operation, AFTER)["communes"]] == ["Roncevent-la-Neuve"]


def test_a_commune_removed_proposes_no_more_and_operations_keep_it():
    draft = make_draft()
    ContractSettings.objects.create(contract=draft, admits_communes=True)
    contract = run(draft)
    commune = make_organisation(kind=OrganisationKind.COMMUNE, commune_code="00001", is_fictitious=True)
    row = contract.communes.get(code="00001")
    operation, other = (make_operation(contract, state=S.FILE) for _ in range(2))
    operation.communes.add(row)
    amend(contract, remove_entry, Target.COMMUNE, str(row.pk))
    assert may_own(contract, commune, BEFORE)
    assert not may_own(contract, commune, AFTER)
    assert "Roncevent" in offered(other, "communes", "communes", BEFORE)
    assert "Roncevent" not in " ".join(offered(other, "communes", "communes", AFTER))
    assert "Roncevent (retiré par l’avenant n° 1)" in offered(operation, "communes", "communes", AFTER)
    with pytest.raises(RuleViolation, match="« Roncevent » n’est pas, ou n’est plus"):
        write(again(other), "communes", LATER, communes=[row])
    more = contract.communes.get(code="00002")
    assert write(again(operation), "communes", LATER, communes=[row, more]).communes.count() == 2
    assert "La commune « Roncevent » n’est plus au contrat" in " ".join(page(operation, AFTER)["notices"])
