"""What the page and the JSON of a published act show, on a given day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from beffroi.assemblies.act_data import Data
from beffroi.assemblies.documents import appeal_sentence, reckoned, verification_url
from beffroi.assemblies.kinds import Origin
from beffroi.assemblies.published import PublishedAct
from beffroi.assemblies.register.sealed import PublicDocuments
from beffroi.assemblies.register.standing import dates_line, standing_of
from beffroi.assemblies.rules.calendar import ActCalendar
from beffroi.assemblies.rules.inputs import Assessment
from beffroi.assemblies.shown import show_findings
from beffroi.core.dates import told_hour
from beffroi.core.text import fold
from beffroi.core.ui.parts import Fact
from beffroi.core.ui.wall import Wall, build_wall
from beffroi.documents.qr import qr_svg
from beffroi.law.french import agree, french_date, french_number
from beffroi.law.reckoning import Reckoning

# Beyond, one brick a name is no longer a picture.
MOST_BRICKS = 250
_COUNTS = (
    ("for", "Pour"),
    ("against", "Contre"),
    ("abstain", "Abstentions"),
    ("not_voting", "Ne prennent pas part au vote"),
    ("blank", "Blancs et nuls"),
)


@dataclass(frozen=True, slots=True)
class Name:
    """One member, and how they took part when they were not there."""

    name: str
    state: str


@dataclass(frozen=True, slots=True)
class Later:
    """Something that happened to the act, and what it changes."""

    on: date
    label: str
    effect: str


def act_page(found: PublishedAct, documents: PublicDocuments, *, on: date) -> dict[str, Any]:
    """Gather the context of the page."""
    data, calendar, assessment = found.data, found.calendar(on), found.assessment(on)
    sitting, publication = data["sitting"], found.publication
    quorum, clear = reckoned(assessment, "quorum"), reckoned(assessment, "clear-days")
    court = data["assembly"]["court"]
    return {
        "found": found,
        "act": data,
        "number": found.act.pk,
        "held_at": told_hour(sitting["held_at"]) if sitting["held_at"] else "",
        "organisation": found.act.sitting.assembly.organisation,
        "is_taken_in": found.act.sitting.origin == Origin.TAKEN_IN,
        "standing": standing_of(
            calendar, court=court or "", author=f"{data['assembly']['name']}"
        ),
        "milestones": dates_line(
            calendar,
            convened_on=sitting["dispatched_on"] or sitting["convened_on"],
            held_on=sitting["held_on"],
            clear_days=clear.value if clear and isinstance(clear.value, int) else None,
        ),
        "wall": _wall(data, quorum),
        "names": list_names(data),
        "counts": _counts(data["vote"]),
        "ceiling": reckoned(assessment, "vote-ceiling"),
        "later": _later(calendar),
        "appeal": appeal_sentence(court),
        "sums": [one for one in _sums(assessment, calendar) if one is not None],
        "findings": show_findings(assessment.findings),
        "documents": documents,
        "publisher": " ".join((publication.author_first_name, publication.author_last_name))
        + f", {publication.author_capacity}",
        "standing_on": on,
        "qr": _qr(documents),
    }  # fmt: skip


def public_json(found: PublishedAct, documents: PublicDocuments, *, on: date) -> Data:
    """Tell the act with its dates and its sealed documents, as open data."""
    calendar, publication = found.calendar(on), found.publication
    return {
        **found.data,
        "is_redacted": found.is_redacted,
        "is_fictitious": found.act.sitting.assembly.organisation.is_fictitious,
        "published": {
            "on": found.published_on,
            "author": " ".join((publication.author_first_name, publication.author_last_name)),
            "capacity": publication.author_capacity,
        },
        "computed": {
            "on": on,
            "state": calendar.state.value,
            "received_on": calendar.received_on,
            "enforceable_on": calendar.enforceable_on,
            "appeal_until": calendar.appeal_until,
        },
        "events": [{"on": one.on, "kind": one.label, "effect": one.effect} for one in _later(calendar)],
        "documents": [
            {
                "code": seal.shown_code,
                "sha256": seal.pdf_sha256,
                "sealed_at": seal.sealed_at,
                "url": reverse("register:document", args=[seal.code]),
            }
            for seal in (documents.act, documents.extract)
            if seal
        ],
    }


def list_names(data: Data) -> list[Name]:
    """Every member once, in alphabetical order."""
    remote = set(data["remote"])
    found = [Name(one, "à distance" if one in remote else "") for one in data["present"]]
    found += [Name(one["giver"], f"procuration à {one['holder']}") for one in data["proxies"]]
    found += [Name(one, "absence excusée") for one in data["excused"]]
    found += [Name(one, "absence") for one in data["absent"]]
    return sorted(found, key=lambda one: fold(one.name))


def _wall(data: Data, quorum: Reckoning[Any] | None) -> Wall | None:
    absent = len(data["excused"]) + len(data["absent"])
    in_office = data["sitting"]["members_in_office"] or 0
    if max(in_office, len(data["present"]) + len(data["proxies"]) + absent) > MOST_BRICKS:
        return None
    return build_wall(
        present=len(data["present"]),
        proxies=len(data["proxies"]),
        absent=absent,
        quorum=quorum.value if quorum else None,
        in_office=in_office,
    )


def _counts(vote: Data) -> list[Fact]:
    return [Fact(label, french_number(vote[name])) for name, label in _COUNTS if vote[name] is not None]


def _later(calendar: ActCalendar) -> list[Later]:
    return [Later(one.event.happened_on, one.event.kind.label, one.sentence) for one in calendar.effects]


def _sums(assessment: Assessment, calendar: ActCalendar) -> Sequence[Reckoning[Any] | None]:
    """The rules in the order of the act's life."""
    own = (calendar.enforceable, calendar.appeal, calendar.beneficiary_appeal, calendar.prefect)
    return [*assessment.reckonings, *own]


def _qr(documents: PublicDocuments) -> SafeString | str:
    """Draw the code of the published document; the drawing is ours, no word of the act is in it."""
    if documents.act is None:
        return ""
    drawing = qr_svg(verification_url(documents.act.code)).decode()
    label = "Code QR vers la page de vérification"
    return mark_safe(drawing.replace("<svg", f'<svg role="img" aria-label="{label}"', 1))  # noqa: S308


def told_annexes(found: PublishedAct) -> str:
    """Say what became of the annexes."""
    count = len(found.data["annexes"])
    if not count:
        return ""
    what = agree(count, "annexe")
    if found.shows_annexes:
        return ""
    return f"{count} {what}, hors ligne depuis la publication du {french_date(found.published_on)}."
