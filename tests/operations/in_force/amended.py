"""A contract that runs, an amendment to it, and what operations make of it before and after its day."""

from datetime import date, datetime

from assemblies.factories import CLERK
from beffroi.contracts.amendments.actions import draft_amendment
from beffroi.contracts.kinds import Side, Target
from beffroi.contracts.models import Contract, ContractPiece, ContractSettings
from beffroi.operations.actions.file import edit_section
from beffroi.operations.actions.proposals import propose_operation
from beffroi.operations.blockers import blockers_for
from beffroi.operations.facts import NewOperation
from beffroi.operations.forms.sections import FORMS
from beffroi.operations.models import Operation
from beffroi.operations.page import operation_page, whole
from beffroi.operations.questions import questions_of
from beffroi.operations.sections import BY_SLUG, mark_of, told
from contracts.amending import FACTS, put_in_force
from operations.factories import make_draft, owner_of, run
from operations.voting import manager_of

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BEFORE, AFTER = date(2024, 6, 30), date(2024, 7, 1)
LATER = datetime.fromisoformat("2024-07-01T10:00:00+02:00")


def make_contract() -> Contract:
    """A contract that runs, admits its EPCI alone and asks for a piece."""
    contract = make_draft()
    ContractSettings.objects.create(contract=contract, owners_clause="article 3")
    ContractPiece.objects.create(contract=contract, rank=1, slug="devis", label="Devis", clause="article 4")
    return run(contract)


def amend(contract: Contract, act, target: Target, *args, **kwargs) -> None:
    """Put one change in force from AFTER on."""
    amendment = draft_amendment(contract, FACTS, by=CLERK)
    act(amendment, target, *args, AFTER, by=CLERK, **kwargs)
    put_in_force(amendment, AFTER)


def again(operation: Operation) -> Operation:
    return whole(Operation.objects.all()).get(pk=operation.pk)


def titles(operation: Operation, on: date) -> dict[str, str]:
    return {one.title: one.asked for one in questions_of(again(operation), on)}


def sentences(operation: Operation, on: date, verb: str = "submit") -> str:
    return " ".join(one.sentence for one in blockers_for(verb, again(operation), on))


def offered(operation: Operation, slug: str, name: str, on: date) -> list[str]:
    """The choices of a field of a section."""
    form = FORMS[slug](operation=again(operation), section=BY_SLUG[slug], on=on)
    return [label for _, label in form.fields[name].choices]


def write(operation: Operation, slug: str, at: datetime, **values) -> Operation:
    section = BY_SLUG[slug]
    held = {name: getattr(operation, name) for name in section.names} | values
    held = {name: list(one.all()) if hasattr(one, "all") else one for name, one in held.items()}
    read = mark_of(told(operation, section.names))
    return edit_section(operation, section, held, read=read, by=CLERK, at=at)


def page(operation: Operation, on: date) -> dict:
    found = again(operation)
    return operation_page(manager_of(found.contract, Side.EPCI), found, on)


def propose(contract, axis, at=LATER):
    facts = NewOperation(contract, owner_of(contract), "Une idée", axis)
    return propose_operation(facts, by=CLERK, at=at)
