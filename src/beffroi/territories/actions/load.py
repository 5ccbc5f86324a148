"""Loads the division of France: départements, EPCI, communes of today and of yesterday."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db import transaction

from beffroi.core.text import fold
from beffroi.territories.actions.bulk import Progress, Table, Values, silent
from beffroi.territories.models import Commune, Departement, Epci
from beffroi.territories.reports import LoadReport
from beffroi.territories.sources import Source, SourceCommune

DEPARTEMENTS = Table(Departement, "code", ("name", "region_code"))
EPCIS = Table(Epci, "siren", ("name", "kind", "population", "population_year", "is_current", "search_text"))
COMMUNES = Table(
    Commune,
    "code",
    (
        *("name", "former_name", "departement_id", "epci_id", "population", "population_year"),
        *("is_current", "successor_id", "search_text"),
    ),
)


@dataclass(frozen=True, slots=True)
class Before:
    """What was known of a commune before the load."""

    name: str
    former_name: str
    epci: str
    is_current: bool
    successor: str


def load_territories(source: Source, *, whole: bool = True, progress: Progress = silent) -> LoadReport:
    """Make the tables say what the source says; run again, it writes nothing.

    `whole` is False for a part of France: what lies outside is then left alone.
    """
    report = LoadReport(source.label, source.population_year)
    with transaction.atomic():
        # Two loads at once would each report what the other wrote.
        list(Departement.objects.select_for_update().values_list("pk", flat=True))
        _load_departements(source, report, progress)
        _load_epcis(source, report, progress)
        _load_communes(source, report, whole, progress)
        if whole:
            _end_epcis(source, report)
    return report


def _load_departements(source: Source, report: LoadReport, progress: Progress) -> None:
    wanted: dict[str, Values] = {
        code: (one.name, one.region_code) for code, one in source.departements.items()
    }
    DEPARTEMENTS.write(wanted, DEPARTEMENTS.stored(), report.departements, (progress, "Départements"))


def _load_epcis(source: Source, report: LoadReport, progress: Progress) -> None:
    year = source.population_year
    wanted: dict[str, Values] = {
        siren: (one.name, one.kind, one.population, year, True, fold(f"{one.name} {siren}"))
        for siren, one in source.epcis.items()
    }
    EPCIS.write(wanted, EPCIS.stored(), report.epcis, (progress, "EPCI"))


def _end_epcis(source: Source, report: LoadReport) -> None:
    """Mark the EPCI that the source no longer names, once no commune is a member of them."""
    lost = Epci.objects.current().exclude(siren__in=source.epcis)
    report.gone += [f"{name} ({siren})" for siren, name in lost.values_list("siren", "name")]
    report.epcis.ended += lost.update(is_current=False)


def _load_communes(source: Source, report: LoadReport, whole: bool, progress: Progress) -> None:
    before = _before(source, whole)
    stored = COMMUNES.stored()
    departements, epcis = DEPARTEMENTS.ids(), EPCIS.ids()
    todays: dict[str, Values] = {}
    for code, one in source.communes.items():
        if one.successor:
            continue
        known = before.get(code)
        former = one.former_name or _former_name(one, known)
        year = source.population_year if one.population is not None else None
        todays[code] = (
            *(one.name, former, departements[one.departement], epcis.get(one.epci)),
            *(one.population, year, True, None, fold(f"{one.name} {former} {code}")),
        )
    COMMUNES.write(todays, stored, report.communes, (progress, "Communes"))
    ids = COMMUNES.ids()
    yesterdays: dict[str, Values] = {}
    for code, one in source.communes.items():
        if one.successor:
            # A source that forgets the name of a merged commune does not make us forget it.
            name = one.name or (before[code].name if code in before else "")
            yesterdays[code] = (
                *(name, "", departements[one.departement], None, None, None),
                *(False, ids[one.successor], fold(f"{name} {code}")),
            )
    COMMUNES.write(yesterdays, stored, report.communes, (progress, "Anciennes communes"))
    _end_communes(source, before, report)
    _tell(source, before, report)


def _before(source: Source, whole: bool) -> dict[str, Before]:
    known = (
        Commune.objects.all() if whole else Commune.objects.filter(departement__code__in=source.departements)
    )
    columns = ("name", "former_name", "epci__siren", "is_current", "successor__code")
    return {
        code: Before(name, former, siren or "", is_current, successor or "")
        for code, name, former, siren, is_current, successor in known.values_list("code", *columns)
    }


def _former_name(one: SourceCommune, known: Before | None) -> str:
    if known is None:
        return ""
    return known.name if known.name and known.name != one.name else known.former_name


def _end_communes(source: Source, before: Mapping[str, Before], report: LoadReport) -> None:
    lost = [code for code, one in before.items() if one.is_current and code not in source.communes]
    report.gone += [f"{before[code].name} ({code})" for code in lost]
    report.communes.ended += Commune.objects.filter(code__in=lost).update(
        is_current=False, epci=None, population=None, population_year=None
    )


def _tell(source: Source, before: Mapping[str, Before], report: LoadReport) -> None:
    for code, one in source.communes.items():
        known = before.get(code)
        if one.successor:
            report.merged += _merged(source, one, known)
            continue
        if known is None:
            report.renamed += [f"{one.former_name} → {one.name} ({code})"] if one.former_name else []
            continue
        if known.name != one.name:
            report.renamed.append(f"{known.name or 'sans nom connu'} → {one.name} ({code})")
        if known.is_current and known.epci != one.epci:
            old, new = known.epci or "aucun EPCI", one.epci or "aucun EPCI"
            report.moved.append(f"{one.name} ({code}) : {old} → {new}")


def _merged(source: Source, one: SourceCommune, known: Before | None) -> Iterator[str]:
    if known is None or known.successor != one.successor:
        name = one.name or (known.name if known else "") or "sans nom connu"
        successor = source.communes[one.successor]
        yield f"{name} ({one.code}) → {successor.name} ({successor.code})"
