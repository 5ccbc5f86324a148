"""What forbids an action now: the same list is shown by the page and enforced by the action."""

from collections.abc import Sequence
from datetime import date

from beffroi.assemblies.facts import EventFacts, PublicationFacts
from beffroi.assemblies.kinds import Ballot, EventKind, Extent, Origin, Outcome
from beffroi.assemblies.models import Deliberation
from beffroi.assemblies.passages import missing_passages
from beffroi.core.errors import RuleViolation
from beffroi.core.ui.parts import Blocker, Link
from beffroi.law.french import french_date

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
# After one of these, the act is no more.
ENDS = (EventKind.WITHDRAWAL, EventKind.REPEAL, EventKind.ANNULMENT)


def refuse_if_blocked(blockers: Sequence[Blocker]) -> None:
    """Stop an action that something forbids.

    Raises: RuleViolation with every sentence, and the source of the first.
    """
    if blockers:
        raise RuleViolation(" ".join(one.sentence for one in blockers), blockers[0].source)


def blockers_for_sealing(deliberation: Deliberation) -> list[Blocker]:
    """Say what forbids to seal an act."""
    found = []
    mend = _link("act_edit", deliberation, "Compléter la délibération")
    if not deliberation.number and deliberation.sitting.origin == Origin.BY_HAND:
        found.append(Blocker("La délibération n’a pas de numéro.", "CGCT R2121-9", mend))
    if deliberation.ballot == Ballot.SECRET and any(
        one.tells_a_vote for one in deliberation.named_votes.all()
    ):
        found.append(Blocker("Le scrutin était secret, et des votes portent un nom.", "CGCT L2121-21", mend))
    return found


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
                "Une délibération rejetée ne se transmet pas : elle ne décide rien.", "CGCT L2131-1", here
            )
        )
    received = deliberation.events.filter(kind=EventKind.TRANSMISSION, received_on__isnull=False).first()
    if received is not None and received.received_on is not None:
        sentence = f"L’acte est reçu en préfecture depuis le {french_date(received.received_on)}."
        found.append(Blocker(sentence, "CGCT L2131-1", here))
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
    return [*found, *_dates(deliberation, facts, on), *_order(deliberation, kind, facts)]


def blockers_for_choice(deliberation: Deliberation, facts: PublicationFacts) -> list[Blocker]:
    """Say what is wrong in the choice of what is published."""
    mend = _link("act_publish", deliberation, "Choisir ce qui est publié")
    source = "CRPA L312-1-2"
    if facts.extent == Extent.FULL:
        sentence = "L’acte entier est publié : aucun passage n’est masqué."
        return [Blocker(sentence, source, mend)] if facts.redactions else []
    if not facts.redactions:
        return [Blocker("Indiquez les passages à masquer.", source, mend)]
    return [
        Blocker(f"Ce passage n’est pas dans l’acte : « {passage} ».", source, mend)
        for passage in missing_passages(deliberation, facts.redactions)
    ]


def _link(name: str, deliberation: Deliberation, label: str) -> Link:
    tail = {"act": "", "act_edit": "modifier/", "act_publish": "publier/"}[name]
    return Link(f"/seances/actes/{deliberation.pk}/{tail}", label)


def _here(deliberation: Deliberation) -> Link:
    return _link("act", deliberation, "Voir l’acte")


def _not_sealed(deliberation: Deliberation) -> list[Blocker]:
    if deliberation.is_sealed:
        return []
    mend = _link("act", deliberation, "Sceller la délibération")
    return [Blocker("La délibération n’est pas encore scellée.", "CGCT R2121-9", mend)]


def _no_more(deliberation: Deliberation) -> list[Blocker]:
    ended = deliberation.events.filter(kind__in=ENDS).first()
    if ended is None:
        return []
    sentence = f"L’acte n’existe plus : {ended.get_kind_display()} du {french_date(ended.happened_on)}."
    return [Blocker(sentence, "CRPA L240-1", _here(deliberation))]


def _dates(deliberation: Deliberation, facts: EventFacts, on: date) -> list[Blocker]:
    here = _here(deliberation)
    held_on = deliberation.sitting.held_on
    found = []
    if facts.happened_on < held_on:
        sentence = f"L’événement ne peut pas précéder la séance du {french_date(held_on)}."
        found.append(Blocker(sentence, "CGCT L2131-1", here))
    if max(facts.happened_on, facts.received_on or facts.happened_on) > on:
        found.append(Blocker("Un événement à venir ne s’enregistre pas.", "CGCT R2121-9", here))
    if facts.received_on is not None and facts.received_on < facts.happened_on:
        found.append(Blocker("La réception ne peut pas précéder l’envoi.", "CGCT R2121-9", here))
    return found


def _order(deliberation: Deliberation, kind: EventKind, facts: EventFacts) -> list[Blocker]:
    """Say which earlier event is missing."""
    here = _here(deliberation)
    before = deliberation.events.filter(happened_on__lte=facts.happened_on)
    if kind in _ANSWERS:
        asked, sentence = _ANSWERS[kind]
        return [] if before.filter(kind=asked).exists() else [Blocker(sentence, "CGCT L2131-6", here)]
    made_known = (EventKind.PUBLICATION, EventKind.NOTIFICATION)
    if kind in _AFTER_PUBLICATION and not before.filter(kind__in=made_known).exists():
        sentence = (
            "L’acte n’était ni publié ni notifié ce jour-là : le délai de recours n’avait pas commencé."
        )
        return [Blocker(sentence, "CJA R421-1", here)]
    received = before.filter(kind=EventKind.TRANSMISSION, received_on__lte=facts.happened_on)
    if kind in _AFTER_RECEPTION and not received.exists():
        sentence = "L’acte n’était pas encore reçu en préfecture ce jour-là."
        return [Blocker(sentence, "CGCT L2131-6", here)]
    return []
