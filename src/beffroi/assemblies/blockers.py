"""What forbids an action now: the same list is shown by the page and enforced by the action."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse

from beffroi.assemblies.facts import EventFacts, PublicationFacts
from beffroi.assemblies.gather import act_input, sitting_input
from beffroi.assemblies.kinds import EventKind, Extent, Origin, Outcome
from beffroi.assemblies.models import Deliberation, Publication, Sitting
from beffroi.assemblies.passages import missing_passages
from beffroi.assemblies.rules.findings import assess_act
from beffroi.core.errors import RuleViolation
from beffroi.core.ui.parts import Blocker, Link
from beffroi.law.french import french_date
from beffroi.reader.model import Severity

# What is only noted, whatever the state of the act.
_AFTER_PUBLICATION = (EventKind.APPEAL,)
_AFTER_RECEPTION = (
    EventKind.PIECES_REQUESTED,
    EventKind.WITHDRAWAL_REQUESTED,
    EventKind.EXPLANATION_REQUESTED,
)
# What answers an earlier event: answer → what it answers, and the sentence when there is none.
_ANSWERS = {
    EventKind.APPEAL_REJECTED: (EventKind.APPEAL, "Aucun recours gracieux n’est enregistré."),
    EventKind.PIECES_RECEIVED: (EventKind.PIECES_REQUESTED, "Le préfet n’a pas demandé de pièces."),
    EventKind.PIECES_REFUSED: (EventKind.PIECES_REQUESTED, "Le préfet n’a pas demandé de pièces."),
    EventKind.WITHDRAWAL_REFUSED: (EventKind.WITHDRAWAL_REQUESTED, "Le préfet n’a rien demandé de retirer."),
    EventKind.SUSPENSION_LIFTED: (EventKind.SUSPENSION, "L’acte n’est pas suspendu."),
}
_ALWAYS_STOP = frozenset({"secret-ballot-names"})
_STOP_BY_HAND = frozenset(
    {"vote-counts-inconsistent", "outcome-inconsistent", "proxy-holder-not-present", "proxy-passed-on"}
)
# After one of these, the act is no more.
ENDS = (EventKind.WITHDRAWAL, EventKind.REPEAL, EventKind.ANNULMENT)


def refuse_if_blocked(blockers: Sequence[Blocker]) -> None:
    """Stop an action that something forbids.

    Raises: RuleViolation with every sentence, and the source of the first.
    """
    if blockers:
        raise RuleViolation(" ".join(one.sentence for one in blockers), blockers[0].source)


def blockers_for_sealing(deliberation: Deliberation, on: date) -> list[Blocker]:
    """Say what forbids to seal an act on a day.

    An act taken in from a text is sealed as it was made, faults and all: only what secrecy forbids stops it.
    """
    sitting = sitting_input(deliberation.sitting)
    act = act_input(deliberation, sitting)
    by_hand = sitting.origin == Origin.BY_HAND
    found = assess_act(sitting, act, deliberation.sitting.held_on).findings
    stopping = [
        one for one in found if one.code in (_ALWAYS_STOP | _STOP_BY_HAND if by_hand else _ALWAYS_STOP)
    ]
    return [
        *_not_held(deliberation.sitting, on),
        *_what_is_missing(deliberation, by_hand=by_hand),
        *(
            Blocker(one.message, one.source, _mend(deliberation, one.code))
            for one in stopping
            if one.severity == Severity.ERROR
        ),
    ]


def _not_held(sitting: Sitting, on: date) -> list[Blocker]:
    """What was not voted yet is not sealed, even typed beforehand."""
    if sitting.held_on <= on:
        return []
    sentence = f"La séance du {french_date(sitting.held_on)} est à venir : ses actes se scellent après elle."
    mend = Link(reverse("assemblies:sitting", args=[sitting.pk]), "Voir la séance")
    return [Blocker(sentence, sitting.assembly.cite("L2121-20"), mend)]


def _what_is_missing(deliberation: Deliberation, *, by_hand: bool) -> list[Blocker]:
    mend = _link("act_edit", deliberation, "Compléter la délibération")
    found = []
    if not deliberation.title.strip():
        found.append(Blocker("La délibération n’a pas d’objet.", _cite("L2121-25", deliberation), mend))
    if by_hand and not deliberation.number:
        found.append(Blocker("La délibération n’a pas de numéro.", _cite("R2121-9", deliberation), mend))
    if by_hand and not deliberation.decisions.exists() and not deliberation.full_text:
        found.append(Blocker("La délibération ne décide rien.", _cite("R2121-9", deliberation), mend))
    if by_hand and not deliberation.sitting.attendances.exists():
        roll = Link(reverse("assemblies:sitting_roll", args=[deliberation.sitting_id]), "Remplir la feuille")
        found.append(Blocker("La feuille de présence est vide.", _cite("L2121-15", deliberation), roll))
    return found


def _mend(deliberation: Deliberation, code: str) -> Link:
    if code.startswith("proxy"):
        roll = reverse("assemblies:sitting_roll", args=[deliberation.sitting_id])
        return Link(roll, "Corriger la feuille de présence")
    return _link("act_edit", deliberation, "Corriger le vote")


def blockers_for_publication(deliberation: Deliberation) -> list[Blocker]:
    """Say what forbids to publish an act, whatever is chosen to be shown."""
    return [*_not_sealed(deliberation), *_no_more(deliberation)]


def blockers_for_transmission(deliberation: Deliberation) -> list[Blocker]:
    """Say what forbids to record that an act was transmitted."""
    found = [*_not_sealed(deliberation), *_no_more(deliberation)]
    here = _here(deliberation)
    if deliberation.outcome == Outcome.REJECTED:
        found.append(
            Blocker(
                "Une délibération rejetée ne se transmet pas.",
                _cite("L2131-1", deliberation),
                here,
            )
        )
    received = deliberation.events.filter(kind=EventKind.TRANSMISSION, received_on__isnull=False).first()
    if received is not None and received.received_on is not None:
        sentence = f"L’acte est reçu en préfecture depuis le {french_date(received.received_on)}."
        found.append(Blocker(sentence, _cite("L2131-1", deliberation), here))
    return found


def blockers_for_event(
    deliberation: Deliberation, kind: EventKind, facts: EventFacts, *, on: date
) -> list[Blocker]:
    """Say what forbids to record this event, on that day."""
    if kind == EventKind.TRANSMISSION:
        found = blockers_for_transmission(deliberation)
    elif kind == EventKind.PUBLICATION:
        found = blockers_for_publication(deliberation)
    else:
        found = [*_not_sealed(deliberation), *_no_more(deliberation)]
    return [
        *found,
        *(one for _, one in faulty_dates(deliberation, facts, on)),
        *_order(deliberation, kind, facts),
        *_twice(deliberation, kind, facts),
    ]


def blockers_for_choice(deliberation: Deliberation, facts: PublicationFacts) -> list[Blocker]:
    """Say what is wrong in the choice of what is published."""
    mend = _link("act_publish", deliberation, "Choisir ce qui est publié")
    source = "CRPA, art. L312-1-2"
    # The last one recorded is the one that the public sees, whatever its day.
    last = Publication.objects.filter(event__deliberation=deliberation).order_by("-event_id").first()
    if last is not None and _same_choice(last, facts):
        return [Blocker("L’acte est déjà publié ainsi.", _cite("R2131-1", deliberation), _here(deliberation))]
    if facts.extent == Extent.FULL:
        sentence = "L’acte entier est publié : aucun passage n’est masqué."
        return [Blocker(sentence, source, mend)] if facts.redactions else []
    if not facts.redactions:
        return [Blocker("Indiquez les passages à masquer.", source, mend)]
    if facts.with_annexes:
        sentence = "Une copie masquée paraît sans annexes : elles pourraient dire ce qui est masqué."
        return [Blocker(sentence, source, mend)]
    return [
        Blocker(f"Ce passage n’est pas dans l’acte : « {passage} ».", source, mend)
        for passage in missing_passages(deliberation, facts.redactions)
    ]


def _link(name: str, deliberation: Deliberation, label: str) -> Link:
    return Link(reverse(f"assemblies:{name}", args=[deliberation.pk]), label)


def _cite(communal: str, deliberation: Deliberation) -> str:
    return deliberation.sitting.assembly.cite(communal)


def _here(deliberation: Deliberation) -> Link:
    return _link("act", deliberation, "Voir l’acte")


def _not_sealed(deliberation: Deliberation) -> list[Blocker]:
    if deliberation.is_sealed:
        return []
    mend = _link("act", deliberation, "Sceller la délibération")
    return [Blocker("La délibération n’est pas encore scellée.", _cite("R2121-9", deliberation), mend)]


def _no_more(deliberation: Deliberation) -> list[Blocker]:
    ended = deliberation.events.filter(kind__in=ENDS).first()
    if ended is None:
        return []
    sentence = f"L’acte n’existe plus : {ended.get_kind_display()} du {french_date(ended.happened_on)}."
    return [Blocker(sentence, "CRPA, art. L240-1", _here(deliberation))]


def faulty_dates(deliberation: Deliberation, facts: EventFacts, on: date) -> list[tuple[str, Blocker]]:
    """Say which dates of an event cannot be: the name of each, and what forbids it."""
    here, register = _here(deliberation), _cite("R2121-9", deliberation)
    held_on = deliberation.sitting.held_on
    found = []
    if facts.happened_on < held_on:
        sentence = f"L’événement ne peut pas précéder la séance du {french_date(held_on)}."
        found.append(("happened_on", Blocker(sentence, _cite("L2131-1", deliberation), here)))
    if max(facts.happened_on, facts.received_on or facts.happened_on) > on:
        name = "happened_on" if facts.happened_on > on else "received_on"
        found.append((name, Blocker("Un événement à venir ne s’enregistre pas.", register, here)))
    if facts.received_on is not None and facts.received_on < facts.happened_on:
        found.append(("received_on", Blocker("La réception ne peut pas précéder l’envoi.", register, here)))
    return found


def _order(deliberation: Deliberation, kind: EventKind, facts: EventFacts) -> list[Blocker]:
    """Say which earlier event is missing."""
    here = _here(deliberation)
    before = deliberation.events.filter(happened_on__lte=facts.happened_on)
    if kind in _ANSWERS:
        asked, sentence = _ANSWERS[kind]
        return (
            []
            if before.filter(kind=asked).exists()
            else [Blocker(sentence, _cite("L2131-6", deliberation), here)]
        )
    made_known = (EventKind.PUBLICATION, EventKind.NOTIFICATION)
    if kind in _AFTER_PUBLICATION and not before.filter(kind__in=made_known).exists():
        sentence = (
            "L’acte n’était ni publié ni notifié ce jour-là : le délai de recours n’avait pas commencé."
        )
        return [Blocker(sentence, "CJA, art. R421-1", here)]
    received = before.filter(kind=EventKind.TRANSMISSION, received_on__lte=facts.happened_on)
    if kind in _AFTER_RECEPTION and not received.exists():
        sentence = "L’acte n’était pas encore reçu en préfecture ce jour-là."
        return [Blocker(sentence, _cite("L2131-6", deliberation), here)]
    return []


def _twice(deliberation: Deliberation, kind: EventKind, facts: EventFacts) -> list[Blocker]:
    """Refuse the same event twice: a form sent again. What a publication shows is compared elsewhere."""
    same = deliberation.events.filter(
        kind=kind,
        happened_on=facts.happened_on,
        received_on=facts.received_on,
        reference=facts.reference,
        reason=facts.reason,
    )
    if kind == EventKind.PUBLICATION or not same.exists():
        return []
    return [
        Blocker("Cet événement est déjà enregistré.", _cite("R2121-9", deliberation), _here(deliberation))
    ]


def _same_choice(last: Publication, facts: PublicationFacts) -> bool:
    return (last.extent, last.with_annexes, last.redactions) == (
        facts.extent,
        facts.with_annexes,
        list(facts.redactions),
    )
