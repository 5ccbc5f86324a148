"""What can be asked of the public register: words, assembly, year, subject, effect, state, order."""

from django.db.models import Exists, Max, Min, OuterRef, QuerySet
from django.http import QueryDict

from beffroi.assemblies.kinds import ActState, Effect
from beffroi.assemblies.models import ActSubject, Assembly, RegisterEntry
from beffroi.assemblies.models.register import RegisterEntryQuerySet
from beffroi.core.ui.lists import SetFilter, SetListing, SetListKind, SetSort

Entries = QuerySet[RegisterEntry]
# An act that is not sealed is not published.
STATES = tuple(choice for choice in ActState.choices if choice[0] != ActState.DRAFT)


def list_acts(query: QueryDict) -> SetListing[RegisterEntry]:
    """Give the page of the register that an address asks for."""
    entries = RegisterEntry.objects.select_related("assembly__organisation").defer("search_text")
    return _kind().show(entries, query)


def _kind() -> SetListKind[RegisterEntry]:
    return SetListKind(
        noun="acte",
        nouns="actes",
        matching=_matching,
        filters=(
            SetFilter("assemblee", "Assemblée", _assemblies(), _of_assembly),
            SetFilter("annee", "Année", _years(), _of_year),
            SetFilter("matiere", "Matière", _subjects(), _of_subject),
            SetFilter("portee", "Portée", tuple(Effect.choices), _of_effect),
            SetFilter("etat", "État", STATES, _of_state),
        ),
        sorts=(
            SetSort("recents", "Les plus récents d’abord", "held_on", descending=True),
            SetSort("anciens", "Les plus anciens d’abord", "held_on"),
        ),
    )


def _matching(rows: Entries, typed: str) -> Entries:
    assert isinstance(rows, RegisterEntryQuerySet)
    return rows.matching(typed)


def _assemblies() -> tuple[tuple[str, str], ...]:
    published = Exists(RegisterEntry.objects.filter(assembly=OuterRef("pk")))
    return tuple(Assembly.objects.filter(published).values_list("slug", "name"))


def _years() -> tuple[tuple[str, str], ...]:
    """From the first sitting to the last: both stand at an end of the index."""
    ends = RegisterEntry.objects.aggregate(first=Min("held_on"), last=Max("held_on"))
    if ends["first"] is None:
        return ()
    return tuple((str(year), str(year)) for year in range(ends["last"].year, ends["first"].year - 1, -1))


def _subjects() -> tuple[tuple[str, str], ...]:
    return tuple((one.code, str(one)) for one in ActSubject.objects.all())


def _of_assembly(rows: Entries, slug: str) -> Entries:
    return rows.filter(assembly__slug=slug)


def _of_year(rows: Entries, year: str) -> Entries:
    assert isinstance(rows, RegisterEntryQuerySet)
    return rows.held_in(int(year))


def _of_subject(rows: Entries, code: str) -> Entries:
    return rows.filter(subject_code=code)


def _of_effect(rows: Entries, effect: str) -> Entries:
    return rows.filter(effect=effect)


def _of_state(rows: Entries, state: str) -> Entries:
    return rows.filter(state=state)
