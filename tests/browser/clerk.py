"""The clerk's pages: no council yet, then one with a draft, sealed and published acts, and every error."""

from assemblies import factories
from beffroi.assemblies.actions.assemblies import create_assembly
from beffroi.assemblies.actions.events import record_event
from beffroi.assemblies.assembly_refusals import AssemblyFacts
from beffroi.assemblies.facts import AnnexFacts, EventFacts, MovementFacts, VoteFacts
from beffroi.assemblies.kinds import EventKind, Outcome
from beffroi.assemblies.models import Annex, Assembly, Deliberation, Mandate
from beffroi.law import AssemblyKind
from beffroi.organisations.models import Organisation
from browser.personas import AUDITOR, EPCI_ADMINISTRATOR, EPCI_CLERK, LEAD
from browser.sample import ERRORS, Sample, sends

COUNCIL = {"slug": "conseil-de-val-clair"}
EMPTY_COUNCIL = {"slug": "bureau-de-val-clair"}
DRAFT, SEALED, PUBLISHED, WITHDRAWN = "Un projet", "Un acte scellé", "Un acte publié", "Un acte retiré"
NEVER = "32/13/2024"


def load_council() -> None:
    """A council of eleven with a sitting still open, a sealed one, and an assembly without anybody."""
    place = Organisation.objects.get(slug="val-clair")
    assembly = factories.make_assembly(organisation=place, **COUNCIL)
    create_assembly(place, AssemblyFacts(AssemblyKind.BUREAU, "Bureau", **EMPTY_COUNCIL), by=factories.CLERK)
    members = factories.members_of(assembly)
    leaves = MovementFacts(members[2], arrives=False, before_rank=4)
    sitting = factories.make_sitting(assembly, movements=(leaves,))
    factories.make_published(
        sitting, title=PUBLISHED, vote=VoteFacts(Outcome.ADOPTED, votes_for=5, votes_against=1)
    )
    factories.make_sealed(sitting, title=SEALED)
    withdrawn = factories.make_published(sitting, title=WITHDRAWN)
    end = EventFacts(factories.HELD_ON.replace(day=18), reason="Une erreur de parcelle.")
    record_event(withdrawn, EventKind.WITHDRAWAL, end, by=factories.CLERK, at=factories.AT)
    later = factories.make_sitting(assembly, held_on=factories.HELD_ON.replace(day=19))
    factories.make_deliberation(later, title=DRAFT, number="", annexes=(AnnexFacts("Plan", b"%PDF-1.7"),))


def pk_of(title: str) -> dict[str, object]:
    """The address of an act, by its title."""
    return {"pk": Deliberation.objects.get(title=title).pk}


def _act(label: str, title: str, **more: object) -> Sample:
    return Sample(label, ready=lambda: pk_of(title), **{"persona": EPCI_CLERK, **more})


def _sitting(label: str, title: str, **more: object) -> Sample:
    def ready() -> dict[str, object]:
        return {"pk": Deliberation.objects.get(title=title).sitting_id}

    return Sample(label, ready=ready, **{"persona": EPCI_CLERK, **more})


def _council(label: str, place: dict[str, str], **more: object) -> Sample:
    return Sample(label, kwargs=place, persona=EPCI_CLERK, **more)


def _member() -> dict[str, object]:
    return {**COUNCIL, "pk": Assembly.objects.get(**COUNCIL).members.first().pk}


def _mandate() -> dict[str, object]:
    return {**COUNCIL, "pk": Mandate.objects.first().pk}


def _event(label: str, kind: str, **more: object) -> Sample:
    return Sample(label, ready=lambda: {**pk_of(SEALED), "kind": kind}, persona=EPCI_CLERK, **more)


def _annex() -> dict[str, object]:
    annex = Annex.objects.get()
    return {"pk": annex.deliberation_id, "annex": annex.pk}


def _clerk(label: str, query: str = "", **more: object) -> Sample:
    return Sample(label, query, **{"persona": EPCI_CLERK, **more})


NO_COUNCIL_PAGES = {
    "assemblies:sittings": [_clerk("no assembly")],
    "assemblies:assembly_add": [
        _clerk("a new assembly"),
        _clerk(
            "a new assembly in error",
            then=sends("Enregistrer l’assemblée", seats="0", population="beaucoup"),
            shows=ERRORS,
        ),
    ],
    "assemblies:acts": [_clerk("no act")],
    "assemblies:intakes": [_clerk("no intake")],
}
SITTING_PAGES = {
    "assemblies:sittings": [
        _clerk("sittings"),
        _clerk("sittings, nothing found", "?q=zzzz"),
        _clerk("sittings of a reader", persona=LEAD),
        _clerk("sittings refused", persona=EPCI_ADMINISTRATOR, statuses=(403,)),
    ],
    "assemblies:sitting": [
        _sitting("an open sitting", DRAFT),
        _sitting("a sealed sitting", PUBLISHED),
        _sitting("a sitting of a reader", PUBLISHED, persona=LEAD),
        _sitting("a sitting of others", PUBLISHED, persona=AUDITOR, statuses=(404,)),
    ],
    "assemblies:sitting_edit": [
        _sitting("a sitting to correct", DRAFT),
        _sitting("a sealed sitting to correct", PUBLISHED, statuses=(403,)),
        _sitting(
            "a sitting badly corrected",
            DRAFT,
            then=sends("Enregistrer la séance", held_on=NEVER),
            shows=ERRORS,
        ),
    ],
    "assemblies:sitting_roll": [
        _sitting("a sheet", DRAFT),
        _sitting("a sheet, all present", DRAFT, query="?tous=presents"),
        _sitting(
            "a sheet in error", DRAFT, then=sends("Enregistrer la feuille", **{"v0-at": "99"}), shows=ERRORS
        ),
    ],
    "assemblies:sitting_add": [
        _council("a new sitting", COUNCIL),
        _council("a new sitting of nobody", EMPTY_COUNCIL),
        _council(
            "a new sitting in error",
            COUNCIL,
            then=sends("Enregistrer la séance", held_on=NEVER, chair="PERSONNE"),
            shows=ERRORS,
        ),
    ],
    "assemblies:assembly_add": [
        _clerk("every assembly there already"),
        _clerk("a new assembly, refused to a reader", persona=LEAD, statuses=(403,)),
    ],
    "assemblies:assembly_edit": [
        _council("an assembly whose acts are sealed", COUNCIL),
        _council("an assembly without a sitting", EMPTY_COUNCIL),
        _council(
            "an assembly in error",
            COUNCIL,
            then=sends("Enregistrer l’assemblée", name="", seats="mille"),
            shows=ERRORS,
        ),
        _clerk("an assembly of others", kwargs=COUNCIL, persona=AUDITOR, statuses=(404,)),
    ],
    "assemblies:members": [_council("members", COUNCIL), _council("no member", EMPTY_COUNCIL)],
    "assemblies:member_add": [
        _council("a new member", COUNCIL),
        _council("a new member in error", EMPTY_COUNCIL, then=sends("Enregistrer"), shows=ERRORS),
    ],
    "assemblies:member_rename": [
        _clerk("a name", ready=_member),
        _clerk("a name in error", ready=_member, then=sends("Enregistrer", surname=""), shows=ERRORS),
    ],
    "assemblies:mandate_end": [
        _clerk("end of a mandate", ready=_mandate),
        _clerk("end of a mandate in error", ready=_mandate, then=sends("Enregistrer"), shows=ERRORS),
    ],
}
ACT_PAGES = {
    "assemblies:acts": [
        _clerk("acts"),
        _clerk("acts found", "?q=publie&avancement=publiee"),
        _clerk("acts, nothing found", "?q=zzzz"),
    ],
    "assemblies:act_add": [
        _sitting("a new act", DRAFT),
        _sitting("a new act in error", DRAFT, then=sends("Enregistrer la délibération"), shows=ERRORS),
    ],
    "assemblies:act": [
        _act("a draft of the clerk", DRAFT),
        _act("a sealed act of the clerk", SEALED),
        _act("a published act of the clerk", PUBLISHED),
        _act("a withdrawn act of the clerk", WITHDRAWN),
        _act("a sealed act of a reader", SEALED, persona=LEAD),
    ],
    "assemblies:act_edit": [
        _act("a draft to correct", DRAFT),
        _act(
            "a draft badly corrected", DRAFT,
            then=sends("Enregistrer la délibération", title="", opinions="hier"), shows=ERRORS,
        ),
        _act("a sealed act to correct", SEALED, statuses=(403,)),
    ],
    "assemblies:act_seal": [
        _act("sealing", DRAFT),
        _act("sealing twice", SEALED),
        _act("sealing, refused to a reader", DRAFT, persona=LEAD, statuses=(403,)),
    ],
    "assemblies:act_drop": [_act("giving a draft up", DRAFT)],
    "assemblies:act_publish": [
        _act("publishing a draft", DRAFT),
        _act("publishing", SEALED),
        _act(
            "publishing in error", SEALED,
            then=sends("Publier", happened_on=NEVER, author_last_name=""), shows=ERRORS,
        ),
    ],
    "assemblies:act_event": [
        _event("a reception", "transmission"),
        _event("a reception in error", "transmission", then=sends("Enregistrer"), shows=ERRORS),
        _event("a withdrawal", "withdrawal"),
        _event("no such event", "rien", statuses=(404,)),
    ],
}  # fmt: skip
CLERK_FILES = {"assemblies:annex": [_clerk("an annex of a draft", ready=_annex)]}
CLERK_POSTS = frozenset({"assemblies:annex_remove", "register:certify"})
