"""What an operation rests on and that an amendment took out of its contract: it stays, and one is told."""

from dataclasses import dataclass
from datetime import date

from beffroi.contracts.amendments.plain import InForce
from beffroi.contracts.in_force import Terms, cited, terms_on
from beffroi.contracts.models.added import Addable
from beffroi.law.french import french_date
from beffroi.operations.kinds import OperationState
from beffroi.operations.models import Operation
from beffroi.operations.states import DRAFTS, ENDED, EXAMINED

# Who may still have something else chosen, in each state; elsewhere it is for the assembly to know.
OWNERS_TURN = DRAFTS | {OperationState.ENGINEERING, OperationState.COMPLETION}
IN_THE_FILE = "choisissez autre chose dans le dossier."
BY_COMPLETION = "le Département peut demander au maître d’ouvrage de choisir autre chose."
BEFORE_THE_VOTE = (
    "ce qui fut examiné reste acquis, mais vérifiez avant le vote que l’opération tient encore au contrat."
)


@dataclass(frozen=True, slots=True)
class TakenOut:
    """One thing: what it is, its name, the amendment that took it out."""

    what: str
    name: str
    amendment: InForce

    @property
    def told(self) -> str:
        """Name it. Example: « l’axe « Services » »."""
        return f"{self.what} « {self.name} »"

    @property
    def sentence(self) -> str:
        """Say that it is in the contract no more, and since when."""
        since = f"{cited(self.amendment)}, signé le {french_date(self.amendment.signed_on)}"
        return f"{self.told[:1].upper()}{self.told[1:]} n’est plus au contrat depuis l’{since}"


def axis_taken_out(operation: Operation, terms: Terms) -> TakenOut | None:
    """Its axis, when it is no longer one of the contract's."""
    return _one(terms, "l’axe", operation.axis)


def themes_taken_out(operation: Operation, terms: Terms) -> list[TakenOut]:
    """Its themes that the contract no longer names."""
    return [one for theme in operation.themes.all() if (one := _one(terms, "le thème", theme))]


def taken_out(operation: Operation, terms: Terms) -> list[TakenOut]:
    """All that it rests on and that is no longer in the contract."""
    axis = axis_taken_out(operation, terms)
    communes = [_one(terms, "la commune", one) for one in operation.communes.all()]
    publics = [_one(terms, "le public", one) for one in operation.target_publics.all()]
    found = [axis, *themes_taken_out(operation, terms), *communes, *publics]
    return [one for one in found if one is not None]


def taken_out_notices(operation: Operation, on: date) -> list[str]:
    """Say it on the page of an operation that is not voted yet, with what may be done."""
    if operation.stage in ENDED:
        return []
    found = taken_out(operation, terms_on(operation.contract, on))
    return [f"{one.sentence}. L’opération le garde : {_what_to_do(operation)}" for one in found]


def _what_to_do(operation: Operation) -> str:
    if operation.stage in OWNERS_TURN:
        return IN_THE_FILE
    return BY_COMPLETION if operation.stage in EXAMINED else BEFORE_THE_VOTE


def _one(terms: Terms, what: str, row: Addable) -> TakenOut | None:
    amendment = terms.gone(row)
    if amendment is None:
        return None
    told = terms.told(row)
    return TakenOut(what, str(getattr(told, "title", None) or getattr(told, "name", "")), amendment)
