"""The official division of France, read from the package @etalab/decoupage-administratif and checked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from beffroi.core.errors import RuleViolation

# The compact copy that the set-up makes, and that an installed package holds.
SHIPPED = Path(__file__).parent / "data"
# The one source of populations: the total population of the members of EPCI (epci.json, from the DGCL).
# The file does not say its year; version 6 was compared with INSEE's reference populations.
POPULATION_YEARS = {"6": 2022}
POPULATION_SOURCE = "liste des EPCI de la DGCL, découpage administratif d’Etalab, Licence Ouverte"
TODAY = "commune-actuelle"
WITHIN = ("commune-deleguee", "commune-associee")


@dataclass(frozen=True, slots=True)
class SourceDepartement:
    """A département of the source."""

    code: str
    name: str
    region_code: str


@dataclass(frozen=True, slots=True)
class SourceEpci:
    """An EPCI of the source."""

    siren: str
    name: str
    kind: str
    population: int


@dataclass(frozen=True, slots=True)
class SourceCommune:
    """A commune of the source; with a successor, it is no more."""

    code: str
    name: str
    departement: str
    epci: str = ""
    population: int | None = None
    former_name: str = ""
    successor: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """A whole division of France, by code."""

    label: str
    population_year: int
    departements: Mapping[str, SourceDepartement]
    epcis: Mapping[str, SourceEpci]
    communes: Mapping[str, SourceCommune]

    def only(self, departements: frozenset[str]) -> "Source":
        """Keep some départements, their communes and the EPCI that have a member there."""
        communes = {code: one for code, one in self.communes.items() if one.departement in departements}
        sirens = {one.epci for one in communes.values()}
        return Source(
            label=self.label,
            population_year=self.population_year,
            departements={code: one for code, one in self.departements.items() if code in departements},
            epcis={siren: one for siren, one in self.epcis.items() if siren in sirens},
            communes=communes,
        )


def read_source(folder: Path = SHIPPED, population_year: int | None = None) -> Source:
    """Read the package, whole or in its compact copy.

    Raises: RuleViolation, when a file is missing, is not what it should be, or contradicts another.
    """
    package = _read(folder, "package.json")
    try:
        return _source(folder, package, population_year)
    except (KeyError, TypeError, AttributeError) as error:
        raise RuleViolation(
            f"Les fichiers de « {folder} » n’ont pas la forme du découpage administratif : {error!r}."
        ) from error


def _source(folder: Path, package: Any, population_year: int | None) -> Source:
    version = str(package["version"])
    year = population_year or POPULATION_YEARS.get(version.split(".", maxsplit=1)[0])
    if year is None:
        raise RuleViolation(
            f"Le millésime des populations de la version {version} n’est pas connu : "
            "donnez-le avec --population-year."
        )
    records = _read(folder, "communes.json")
    departements = {
        one["code"]: SourceDepartement(one["code"], one["nom"], one.get("region", ""))
        for one in _read(folder, "departements.json")
    }
    groups = _read(folder, "epci.json")
    communes = _todays(records, groups)
    return Source(
        label=f"{package['name']} {version}",
        population_year=year,
        departements=departements,
        epcis={
            one["code"]: SourceEpci(one["code"], one["nom"], one["type"], one["populationTotale"])
            for one in groups
        },
        communes={**communes, **_yesterdays(records, communes)},
    )


def _read(folder: Path, name: str) -> Any:
    path = folder / name
    if not path.is_file() and name != "package.json":
        path = folder / "data" / name
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise RuleViolation(
            f"Le fichier « {name} » manque dans « {folder} » : lancez « make setup », "
            "ou donnez le dossier du paquet avec --from."
        ) from error
    except ValueError as error:
        raise RuleViolation(f"Le fichier « {path} » n’est pas du JSON lisible.") from error


def _todays(records: list[dict[str, Any]], groups: list[dict[str, Any]]) -> dict[str, SourceCommune]:
    members = {member["code"]: (group["code"], member) for group in groups for member in group["membres"]}
    # A new commune often keeps the code of one of those it was made of, under another name.
    before = {one["code"]: one["nom"] for one in records if one["type"] in WITHIN}
    communes = {}
    for one in records:
        if one["type"] != TODAY:
            continue
        siren, member = members.get(one["code"], ("", {}))
        former = before.get(one["code"], "")
        communes[one["code"]] = SourceCommune(
            code=one["code"],
            name=one["nom"],
            departement=one["departement"],
            epci=siren,
            population=member.get("populationTotale"),
            former_name=former if former != one["nom"] else "",
        )
    unknown = sorted(members.keys() - communes.keys())
    if unknown:
        raise RuleViolation(
            f"Des membres d’EPCI ne sont pas des communes de la source : {', '.join(unknown[:5])}."
        )
    return communes


def _yesterdays(
    records: list[dict[str, Any]], communes: Mapping[str, SourceCommune]
) -> dict[str, SourceCommune]:
    """Merged communes: those that remain as delegated ones, then those known by their code alone."""
    ended: dict[str, SourceCommune] = {}
    for one in records:
        if one["type"] in WITHIN and one["code"] not in communes and one["chefLieu"] in communes:
            ended[one["code"]] = SourceCommune(
                one["code"], one["nom"], one["departement"], successor=one["chefLieu"]
            )
    for one in records:
        for code in one.get("anciensCodes", ()):
            if code not in communes and code not in ended:
                ended[code] = SourceCommune(code, "", one["departement"], successor=one["code"])
    return ended
