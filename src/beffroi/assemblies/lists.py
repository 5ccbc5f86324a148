"""The lists of the workspace: sittings, and acts, searched and paged by the database."""

from django.db.models import Exists, OuterRef, Q, QuerySet

from beffroi.assemblies.folding import Folded
from beffroi.assemblies.kinds import EventKind, Outcome
from beffroi.assemblies.models import ActEvent, Deliberation, Sitting
from beffroi.core.text import fold
from beffroi.core.ui.lists import SetFilter, SetListKind, SetSort

PROGRESS = (
    ("projet", "projet"),
    ("scellee", "scellée, à transmettre"),
    ("transmise", "transmise, à publier"),
    ("publiee", "publiée"),
)


def _matching(rows: "QuerySet[Deliberation]", search: str) -> "QuerySet[Deliberation]":
    """Keep the acts whose number or title holds every word."""
    rows = rows.annotate(folded_title=Folded("title"), folded_number=Folded("number"))
    for word in fold(search).split():
        rows = rows.filter(Q(folded_title__contains=word) | Q(folded_number__contains=word))
    return rows


def _has(kind: EventKind, **more: object) -> Exists:
    return Exists(ActEvent.objects.filter(deliberation=OuterRef("pk"), kind=kind, **more))


def _at_step(rows: "QuerySet[Deliberation]", step: str) -> "QuerySet[Deliberation]":
    published = _has(EventKind.PUBLICATION)
    received = _has(EventKind.TRANSMISSION, received_on__isnull=False)
    sealed = rows.filter(sealed_at__isnull=False)
    if step == "projet":
        return rows.filter(sealed_at__isnull=True)
    if step == "scellee":
        return sealed.filter(~received, ~published)
    return sealed.filter(received, ~published) if step == "transmise" else sealed.filter(published)


ACTS: SetListKind[Deliberation] = SetListKind(
    noun="délibération",
    nouns="délibérations",
    sorts=(
        SetSort("recentes", "Les plus récentes", "sitting__held_on", descending=True),
        SetSort("anciennes", "Les plus anciennes", "sitting__held_on"),
        SetSort("numero", "Numéro", "number"),
    ),
    matching=_matching,
    filters=(
        SetFilter("avancement", "Avancement", PROGRESS, _at_step),
        SetFilter(
            "resultat",
            "Résultat",
            tuple(Outcome.choices),
            lambda rows, value: rows.filter(outcome=value),
        ),
    ),
)


def _matching_sittings(rows: "QuerySet[Sitting]", search: str) -> "QuerySet[Sitting]":
    rows = rows.annotate(folded_place=Folded("place"), folded_name=Folded("assembly__name"))
    for word in fold(search).split():
        found = Q(folded_place__contains=word) | Q(folded_name__contains=word)
        rows = rows.filter(
            found | Q(held_on__year=int(word)) if word.isdecimal() and len(word) == 4 else found
        )
    return rows


SITTINGS: SetListKind[Sitting] = SetListKind(
    noun="séance",
    nouns="séances",
    sorts=(
        SetSort("recentes", "Les plus récentes", "held_on", descending=True),
        SetSort("anciennes", "Les plus anciennes", "held_on"),
    ),
    matching=_matching_sittings,
    filters=(
        SetFilter(
            "sceau",
            "Sceau",
            (("oui", "scellée"), ("non", "pas encore")),
            lambda rows, value: rows.filter(sealed_at__isnull=value == "non"),
        ),
    ),
)
