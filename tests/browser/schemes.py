"""The pages of aids: none, those of the invented département, what a commune is answered."""

from datetime import date

from beffroi.core.journal.authors import SYSTEM
from beffroi.demo.people import load_people
from beffroi.demo.spaces import load_fictitious_space
from beffroi.organisations.models import Membership, Organisation, User
from beffroi.organisations.roles import Role
from beffroi.schemes.actions import create_scheme, mark_used
from beffroi.schemes.facts import NewScheme
from beffroi.schemes.kinds import SchemeKind
from beffroi.schemes.models import SchemeRules
from browser.contracts import AT
from browser.personas import AGENT, OF_A_COMMUNE
from browser.sample import ERRORS, Sample, sends

AID = {"slug": "equipements-de-proximite"}
ASKED = "?beneficiary_kind=commune&population=7720&cost=120000&operation_kind=building"


def load_aids() -> None:
    """Load the invented space: an agent also keeps the aids, a version is used, one aid has no rule."""
    load_people()
    load_fictitious_space(at=AT)
    place = Organisation.objects.get(slug="departement-de-l-ambre")
    Membership.objects.get_or_create(
        user=User.objects.get(email=AGENT), organisation=place, role=Role.ADMINISTRATOR,
        defaults={"starts_on": date(2022, 1, 3)},
    )  # fmt: skip
    facts = NewScheme("Sans règle", SchemeKind.ORDINARY, is_fictitious=True)
    create_scheme(place, facts, by=SYSTEM)
    mark_used(_version("voies-douces"), date(2024, 6, 1))


def _version(slug: str, which: int = 0) -> SchemeRules:
    return SchemeRules.objects.filter(scheme__slug=slug)[which]


def _rules(slug: str, which: int = 0):
    return lambda: {"slug": slug, "pk": _version(slug, which).pk}


NO_AID_PAGES = {
    "schemes:index": [Sample("no aid", persona=AGENT)],
    "schemes:eligibility": [Sample("no aid of the territory", "?cost=5", persona=OF_A_COMMUNE)],
}
AID_PAGES = {
    "schemes:index": [
        Sample("aids", persona=AGENT),
        Sample("aids, nothing found", "?q=zzzz", persona=AGENT),
        Sample("aids of nobody", persona=OF_A_COMMUNE, statuses=(403,)),
    ],
    "schemes:scheme": [
        Sample("an aid", kwargs=AID, persona=AGENT),
        Sample("an aid without rules", kwargs={"slug": "sans-regle"}, persona=AGENT),
        Sample("an aid of others", kwargs=AID, persona=OF_A_COMMUNE, statuses=(404,)),
    ],
    "schemes:add": [
        Sample("a new aid", persona=AGENT),
        Sample("a new aid without a name", persona=AGENT, then=sends("Enregistrer l’aide"), shows=ERRORS),
    ],
    "schemes:edit": [Sample("an aid to rename", kwargs=AID, persona=AGENT)],
    "schemes:rules_add": [
        Sample("new rules", kwargs=AID, persona=AGENT),
        Sample(
            "new rules without a date", kwargs=AID, persona=AGENT,
            then=sends("Enregistrer la version", rate="beaucoup"), shows=ERRORS,
        ),
    ],
    "schemes:rules_edit": [
        Sample("rules to correct", ready=_rules(AID["slug"]), persona=AGENT),
        Sample("used rules to end", ready=_rules("voies-douces"), persona=AGENT),
        Sample("past rules", ready=_rules(AID["slug"], 1), persona=AGENT),
    ],
    "schemes:eligibility": [
        Sample("a project to describe", persona=OF_A_COMMUNE),
        Sample("a project answered", ASKED, persona=OF_A_COMMUNE, shows=".rule-checks"),
        Sample("a project that cannot be read", "?cost=beaucoup", persona=OF_A_COMMUNE, shows=ERRORS),
    ],
}  # fmt: skip
