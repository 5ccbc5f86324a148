"""The pages of intakes: one that waits, one confirmed, one refused, and every form in error."""

from collections.abc import Callable

from playwright.sync_api import Page

from assemblies.factories import AT, CLERK
from assemblies.intake.factories import TEXT, answer_every_name, make_council, make_intake
from beffroi.assemblies.actions.intakes import confirm_intake
from beffroi.assemblies.models import Intake
from beffroi.organisations.models import Organisation
from browser.personas import EPCI_CLERK
from browser.sample import ERRORS, Sample, sends

WAITING, OVER = "attend.txt", "confirmee.txt"


def load_intakes() -> None:
    """One intake that waits with names to answer, one that is over."""
    place = Organisation.objects.get(slug="val-clair")
    council = make_council(place, ("DURANT", "Anne"))
    told = make_intake(council, TEXT.replace("12 mars", "14 mars"), file_name=OVER)
    told = answer_every_name(told)
    confirm_intake(told, version=told.version, by=CLERK, at=AT)
    # Two names that nobody knows yet, one of them near a member's.
    unknown = TEXT.replace("DURAND", "DURANDE").replace("NOIR Paul", "BRUN Élise")
    make_intake(council, unknown, file_name=WAITING)


def _at(name: str, **more: object) -> Callable[[], dict[str, object]]:
    return lambda: {"pk": Intake.objects.get(file_name=name).pk, **more}


def _intake(label: str, name: str = WAITING, number: int = 0, **more: object) -> Sample:
    where = {"number": number} if number else {}
    return Sample(label, ready=_at(name, **where), persona=EPCI_CLERK, **more)


def _drop_without_reason(page: Page) -> None:
    page.get_by_text("Abandonner cette reprise").click()
    sends("Abandonner")(page)


def _keep(**typed: str) -> Callable[[Page], None]:
    return sends("Garder la correction", **typed)


INTAKE_PAGES = {
    "assemblies:intakes": [Sample("intakes", persona=EPCI_CLERK)],
    "assemblies:intake": [
        _intake("an intake"),
        _intake("an intake that is over", OVER),
        _intake("confirming too early", then=sends("Confirmer dans le registre"), shows=ERRORS),
        _intake("given up without a reason", then=_drop_without_reason, shows=ERRORS),
    ],
    "assemblies:intake_sitting": [
        _intake("the sitting that was read"),
        _intake("the sitting in error", then=_keep(sitting_on="32/13/2024"), shows=ERRORS),
    ],
    "assemblies:intake_presence": [
        _intake("the lists"),
        _intake("the lists in error", then=_keep(proxies="MOREL Zoé"), shows=ERRORS),
    ],
    "assemblies:intake_members": [
        _intake("the names"),
        _intake("the names, none answered", then=sends("Garder ces réponses")),
    ],
    "assemblies:intake_act": [
        _intake("the act that was read", number=1),
        _intake("the act in error", number=1, then=_keep(votes_for="beaucoup"), shows=ERRORS),
    ],
}
INTAKE_POSTS = frozenset(
    {
        *("assemblies:intake_start", "assemblies:intake_confirm", "assemblies:intake_drop"),
        "assemblies:intake_dates",
    }
)
