"""The acts that wait for the clerk of their organisation: to seal, transmit, publish, notify."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from beffroi.assemblies.kinds import ActStep, Effect, EventKind, Outcome
from beffroi.assemblies.models import Deliberation, WaitingAct
from beffroi.law import AssemblyKind
from beffroi.organisations.actor import Actor
from beffroi.organisations.roles import Role
from beffroi.workspace.rules import tell_due, tell_since
from beffroi.workspace.tasks import MOST, Task

_TITLES = {
    ActStep.SEAL: ("Sceller une délibération", "Sceller"),
    ActStep.TRANSMIT: ("Enregistrer la transmission d’un acte", "Enregistrer la transmission"),
    ActStep.PUBLISH: ("Publier un acte", "Publier"),
    ActStep.NOTIFY: ("Enregistrer la notification d’un acte", "Enregistrer la notification"),
}
_PAGES: dict[ActStep, tuple[str, tuple[str, ...]]] = {
    ActStep.SEAL: ("act_seal", ()),
    ActStep.TRANSMIT: ("act_event", (EventKind.TRANSMISSION.value,)),
    ActStep.PUBLISH: ("act_publish", ()),
    ActStep.NOTIFY: ("act_event", (EventKind.NOTIFICATION.value,)),
}
_OF_A_DEPARTEMENT = (AssemblyKind.DEPARTEMENT, AssemblyKind.STANDING_COMMITTEE)


def acts_to_carry(actor: Actor, on: date) -> list[Task]:
    """The acts whose register this person keeps and that wait, what has waited longest first.

    A draft waits once its sitting is past.
    """
    if not actor.is_one_of(Role.ASSEMBLY_CLERK):
        return []
    mine = WaitingAct.objects.filter(organisation=actor.organisation)
    past = mine.filter(~Q(step=ActStep.SEAL) | Q(since_on__lt=on), since_on__lte=on)
    rows = past.select_related("deliberation__sitting__assembly").only(
        "step", "since_on", "deliberation__number", "deliberation__title", "deliberation__outcome",
        "deliberation__effect",
        "deliberation__sitting__assembly__name", "deliberation__sitting__assembly__kind",
    )  # fmt: skip
    return [_task(one, on) for one in rows.longest_first()[:MOST]]


def _task(one: WaitingAct, on: date) -> Task:
    step, act = ActStep(one.step), one.deliberation
    title, button = _TITLES[step]
    page, kind = _PAGES[step]
    return Task(
        key=f"act-{act.pk}-{step}",
        title=title,
        about=f"{act}, {act.sitting.assembly}",
        why=_why(step, act),
        href=reverse(f"assemblies:{page}", args=[act.pk, *kind]),
        button=button,
        due_on=None,
        due=tell_due(None, on),
        since=tell_since(one.since_on, on),
    )


def _why(step: ActStep, act: Deliberation) -> str:
    """Say what the law makes of it: it sets none of these steps a delay.

    Source: CGCT L2131-1, L3131-1; CJA R421-1, R421-5.
    """
    article = "L3131-1" if act.sitting.assembly.regime in _OF_A_DEPARTEMENT else "L2131-1"
    if step is ActStep.SEAL:
        return "Sa séance est passée ; un projet n’est ni transmis, ni publié."
    if act.outcome == Outcome.REJECTED:
        return "L’assemblée l’a rejetée : rien à transmettre, le public la lit une fois publiée."
    if step is ActStep.TRANSMIT:
        return f"Il n’est pas exécutoire avant sa réception en préfecture (CGCT, art. {article})."
    if step is ActStep.PUBLISH:
        appeal = "e recours des tiers court de sa publication (CJA, art. R421-1)."
        if act.effect == Effect.INDIVIDUAL:
            return f"L{appeal}"
        return f"Il n’est pas exécutoire avant sa publication (CGCT, art. {article}) ; l{appeal}"
    told = f"Une décision individuelle n’est pas exécutoire avant d’être notifiée (CGCT, art. {article})"
    return f"{told} ; le recours du bénéficiaire court de la notification (CJA, art. R421-5)."
