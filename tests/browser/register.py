"""The public register: empty, then with acts in each state, their verification and their files."""

from assemblies import factories
from assemblies.register.pages import act_seal, make_redacted
from beffroi.assemblies.actions.events import record_event
from beffroi.assemblies.facts import AnnexFacts, EventFacts
from beffroi.assemblies.kinds import EventKind
from beffroi.assemblies.models import Deliberation, RegisterEntry
from browser.sample import ERRORS, Sample

FULL, WITHDRAWN, REDACTED = "Aménagement de la halle", "Vente d’un terrain", "Secours d’urgence"


def load_register() -> None:
    """A whole act with its annex, a redacted one, a withdrawn one, and one sealed but not published."""
    assembly = factories.make_assembly()
    sitting = factories.make_sitting(assembly)
    whole = factories.make_sealed(sitting, title=FULL, annexes=(AnnexFacts("Plan", b"%PDF-1.7"),))
    factories.transmit(whole)
    factories.publish_act(whole, with_annexes=True)
    make_redacted(number="2024_900")
    gone = factories.make_published(sitting, title=WITHDRAWN)
    end = EventFacts(factories.HELD_ON.replace(day=18), reason="Une erreur de parcelle.")
    record_event(gone, EventKind.WITHDRAWAL, end, by=factories.CLERK, at=factories.AT)
    factories.make_sealed(sitting, title="Pas encore publié")


def _found(words: str) -> Deliberation:
    return Deliberation.objects.get(pk=RegisterEntry.objects.get(title__startswith=words).deliberation_id)


def _number(words: str) -> dict[str, object]:
    return {"number": _found(words).pk}


def _code(words: str) -> dict[str, object]:
    return {"code": act_seal(_found(words)).shown_code}


def _waiting_code() -> dict[str, object]:
    return {"code": act_seal(Deliberation.objects.get(title="Pas encore publié")).shown_code}


EMPTY_REGISTER_PAGES = {"register:list": [Sample("no act"), Sample("no act, asked", "?q=halle")]}
REGISTER_PAGES = {
    "register:list": [
        Sample("register"),
        Sample("register searched", "?q=amenagement&annee=2024&etat=enforceable"),
        Sample("register, nothing found", "?q=zzzz"),
    ],
    "register:act": [
        Sample("an act", ready=lambda: _number(FULL)),
        Sample("a redacted act", ready=lambda: _number(REDACTED)),
        Sample("a withdrawn act", ready=lambda: _number(WITHDRAWN)),
        Sample("no such act", kwargs={"number": "999999"}, statuses=(404,)),
    ],
    "register:verify": [
        Sample("verification"),
        Sample("verification of nothing", "?code=", statuses=(422,), shows=ERRORS),
        Sample("verification of no code", "?code=abc", statuses=(422,), shows=ERRORS),
    ],
    "register:by_code": [
        Sample("a code", ready=lambda: _code(FULL), shows=".is-authentic"),
        Sample("a code out of date", ready=lambda: _code(WITHDRAWN), shows=".is-superseded"),
        Sample("a code not published", ready=_waiting_code, shows=".is-authentic"),
        Sample("an unknown code", kwargs={"code": "0000-0000"}, statuses=(404,), shows=".is-unknown"),
    ],
}
REGISTER_FILES = {
    "register:act_json": [Sample("data of an act", ready=lambda: _number(FULL))],
    "register:document": [Sample("document of an act", ready=lambda: _code(FULL))],
    "register:annex": [Sample("annex of an act", ready=lambda: {**_number(FULL), "rank": 1})],
}
