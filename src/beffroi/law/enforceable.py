"""When an act becomes enforceable (exécutoire)."""

from datetime import date

from beffroi.law import sources
from beffroi.law.assembly import AssemblyKind
from beffroi.law.errors import check_optional_date
from beffroi.law.french import french_date
from beffroi.law.reckoning import Reckoning, Source, told_inputs

UNKNOWN = "non renseignée"
_EPCI = (sources.C_ENFORCEABLE, sources.E_ENFORCEABLE)
ENFORCEABLE_SOURCES: dict[AssemblyKind | None, tuple[Source, ...]] = {
    AssemblyKind.COMMUNE: (sources.C_ENFORCEABLE,),
    AssemblyKind.EPCI: _EPCI,
    AssemblyKind.BUREAU: _EPCI,
    AssemblyKind.DEPARTEMENT: (sources.D_ENFORCEABLE,),
    AssemblyKind.STANDING_COMMITTEE: (sources.D_ENFORCEABLE,),
    None: (sources.C_ENFORCEABLE,),
}
# Which list says what must be transmitted, for each article that says when an act is enforceable.
TRANSMITTED_SOURCES = {
    sources.C_ENFORCEABLE: sources.C_TRANSMITTED,
    sources.D_ENFORCEABLE: sources.D_TRANSMITTED,
}


def enforceable_on(
    received_on: date | None,
    published_on: date | None,
    *,
    individual: bool = False,
    notified_on: date | None = None,
    transmission_required: bool = True,
    assembly: AssemblyKind | None = None,
) -> Reckoning[date | None]:
    """Give the day an act becomes enforceable; None, and `holds` None, while a date it needs is not known.

    Source: CGCT L2131-1, L2131-2, L3131-1, L3131-2, L5211-3; CE 4 October 2021, 438695.
    Example: received and published on 20 December 2023 → 20 December 2023.
    """
    for field, on in (
        ("received_on", received_on),
        ("published_on", published_on),
        ("notified_on", notified_on),
    ):
        check_optional_date(field, on)
    last_label, last_date = ("notification", notified_on) if individual else ("publication", published_on)
    needed = {last_label: last_date}
    if transmission_required:
        needed = {"réception": received_on, **needed}
    known = [on for on in needed.values() if on is not None]
    value = max(known) if len(known) == len(needed) else None
    return Reckoning(
        rule="enforceable",
        value=value,
        holds=None if value is None else True,
        title="Exécutoire : date inconnue" if value is None else f"Exécutoire le {french_date(value)}",
        verdict=_verdict(needed, value),
        inputs=told_inputs((
            ("Réception en préfecture", _told(received_on) if transmission_required else "non exigée"),
            ("Publication", _told(published_on)),
            ("Notification", _told(notified_on) if individual else None),
            ("Décision individuelle", "oui" if individual else None),
        )),
        steps=_steps(needed, value),
        sources=_sources(assembly, individual=individual, transmission_required=transmission_required),
        notes=_notes(
            received_on, published_on, individual=individual, transmission_required=transmission_required
        ),
    )  # fmt: skip


def _told(on: date | None) -> str:
    return UNKNOWN if on is None else french_date(on)


def _verdict(needed: dict[str, date | None], value: date | None) -> str:
    if value is None:
        missing = " et ".join(f"la date de {name}" for name, on in needed.items() if on is None)
        return f"Il manque {missing}."
    if len(needed) == 1:
        return f"La date de {next(iter(needed))}, l’acte n’ayant pas à être transmis."
    return f"La plus tardive des deux dates : {' et '.join(needed)}."


def _steps(needed: dict[str, date | None], value: date | None) -> tuple[str, ...]:
    if len(needed) == 1:
        return tuple(f"{name.capitalize()} : {_told(on)}" for name, on in needed.items())
    told = " ; ".join(f"{name} {_told(on)}" for name, on in needed.items())
    end = "inconnu" if value is None else french_date(value)
    return (f"max ({told}) = {end}",)


def _sources(
    assembly: AssemblyKind | None, *, individual: bool, transmission_required: bool
) -> tuple[Source, ...]:
    cited = list(ENFORCEABLE_SOURCES[assembly])
    if not transmission_required:
        cited += [
            TRANSMITTED_SOURCES[one] for one in ENFORCEABLE_SOURCES[assembly] if one in TRANSMITTED_SOURCES
        ]
    else:
        cited.append(sources.SIGNED_TOO_EARLY)
    if individual:
        cited.append(sources.GRANT_IS_INDIVIDUAL)
    return tuple(cited)


def _notes(
    received_on: date | None, published_on: date | None, *, individual: bool, transmission_required: bool
) -> tuple[str, ...]:
    notes = []
    if received_on is not None and published_on is not None and published_on < received_on:
        notes.append("Publié avant d’être reçu en préfecture : à vérifier.")
    if individual:
        notes.append(
            "L’attribution d’une subvention est une décision individuelle : elle se notifie au bénéficiaire."
        )
    if not transmission_required:
        notes.append("Acte hors de la liste de ceux qui se transmettent : c’est à l’autorité de le vérifier.")
    else:
        notes.append("Un contrat signé avant la transmission de la délibération qui l’autorise est illégal.")
    return tuple(notes)
