"""The pages of co-written texts: none, then one that two organisations of the demonstration write."""

from beffroi.drafting.facts import NewAccess
from beffroi.drafting.kinds import Level
from beffroi.drafting.models import Text
from beffroi.organisations.models import Organisation
from beffroi.organisations.roles import Role
from browser.sample import Sample
from drafting.factories import make_text

WRITER = "samir.belkadi@valclair.example"
MANAGER = "victor.aubin@valclair.example"


def load_texts() -> None:
    """A text written by the agglomération and the département."""
    places = [Organisation.objects.get(slug=slug) for slug in ("val-clair", "departement-de-l-ambre")]
    access = [NewAccess(places[0], Role.PROJECT_LEAD, Level.WRITE)]
    make_text(places, access=access)


def _address() -> dict[str, object]:
    return {"pk": Text.objects.get(title="Fiche de la halle").pk}


TEXT_PAGES = {"drafting:text": [Sample("a text", ready=_address, persona=MANAGER)]}
