"""The documents of an act: its extract, the copy that hides passages, the certified extract."""

import json
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.urls import reverse

from beffroi.assemblies.act_data import Data, act_data
from beffroi.assemblies.extracts import Extract
from beffroi.assemblies.gather import assessment_of
from beffroi.assemblies.kinds import Origin
from beffroi.assemblies.models import Deliberation
from beffroi.assemblies.published import PublishedAct
from beffroi.assemblies.rules.calendar import ActCalendar
from beffroi.assemblies.rules.inputs import Assessment
from beffroi.core.dates import local_day, told_hour
from beffroi.core.seals.codes import show_code
from beffroi.documents import Attachment, Relationship, render
from beffroi.law import Reckoning
from beffroi.law.french import french_date, french_day
from beffroi.organisations.models import Organisation

TEMPLATE = "documents/extract"
TAKEN_IN = "Acte repris d’un texte existant, relu et confirmé à l’enregistrement. L’original seul fait foi."


def verification_url(code: str) -> str:
    """Give the address that a QR code bears."""
    return f"{settings.PUBLIC_ADDRESS}{reverse('register:by_code', args=[show_code(code)])}"


def act_json(data: Data) -> bytes:
    """Write the data of an act as they are exchanged."""
    return json.dumps(data, cls=DjangoJSONEncoder, ensure_ascii=False, indent=1).encode()


def render_extract(act: Deliberation, code: str, at: datetime) -> Extract:
    """Draw the extract that is sealed with the act: what was decided, before anything happened to it."""
    return _drawn(act, act_data(act), assessment_of(act, local_day(at)), code, at)


def render_redacted(found: PublishedAct, code: str, at: datetime) -> Extract:
    """Draw the copy that is published when passages are hidden."""
    return _drawn(found.act, found.data, found.assessment(local_day(at)), code, at)


def render_certified(
    act: Deliberation,
    data: Data,
    assessment: Assessment,
    calendar: ActCalendar,
    *,
    code: str,
    by: str,
    at: datetime,
) -> Extract:
    """Draw the extract that tells the dates of the act and what they make of it, certified that day."""
    certified = {"on": french_date(local_day(at)), "by": by}
    return _drawn(act, data, assessment, code, at, dates=_dates(calendar), certified=certified)


def _drawn(
    act: Deliberation, data: Data, assessment: Assessment, code: str, at: datetime, **more: Any
) -> Extract:
    told = {**_frame(act, data, code), **_told(act, data, assessment), "dates": [], "certified": None, **more}
    attachment = Attachment(
        name="acte.json",
        data=act_json(data),
        mime_type="application/json",
        relationship=Relationship.DATA,
        description="Les données de l’acte",
    )
    document = render(TEMPLATE, told, at=at, attachments=[attachment])
    return Extract(document.bytes, document.template_version)


def _frame(act: Deliberation, data: Data, code: str) -> Data:
    organisation = act.sitting.assembly.organisation
    return {
        "authority": _authority(organisation),
        "assembly": data["assembly"]["name"],
        "number": data["number"],
        "title": data["title"],
        "fictitious": organisation.is_fictitious,
        "verification": {"code": show_code(code), "url": verification_url(code)},
    }


def _authority(organisation: Organisation) -> Data:
    told: Data = {"name": organisation.name, "kind_label": organisation.get_kind_display()}
    if organisation.accent:
        told["accent"] = organisation.accent
    if organisation.logo:
        told["logo"] = bytes(organisation.logo)
    return told


def _told(act: Deliberation, data: Data, assessment: Assessment) -> Data:
    quorum = reckoned(assessment, "quorum")
    sitting, subject = data["sitting"], data["subject"]
    taken_in = act.sitting.origin == Origin.TAKEN_IN
    return {
        "sitting": {
            "date": french_day(sitting["held_on"]),
            "time": told_hour(sitting["held_at"]) if sitting["held_at"] else None,
            "place": sitting["place"],
        },
        "convocation": _convocation(data),
        "nature": data["nature"].capitalize(),
        "subject": subject if subject and subject["label"] else None,
        "effect": data["effect"].capitalize(),
        "attendance": _attendance(data),
        "chair": sitting["chair"],
        "secretary": sitting["secretary"],
        "quorum": f"{quorum.title}. {quorum.verdict}" if quorum else None,
        "citations": data["citations"],
        "recitals": data["recitals"],
        "opinions": [opinion_sentence(one) for one in data["opinions"]],
        "decisions": data["decisions"],
        "vote": _vote(data["vote"], assessment),
        "appeal": appeal_sentence(data["assembly"]["court"]),
        "signatories": _signatories(sitting),
        "origin": {"kind": "reprise", "sentence": TAKEN_IN} if taken_in else None,
        "findings": len(assessment.findings),
    }


def reckoned(assessment: Assessment, rule: str) -> Reckoning[object] | None:
    """Find the reckoning of a rule."""
    return next((one for one in assessment.reckonings if one.rule == rule), None)


def opinion_sentence(opinion: Data) -> str:
    """Say what a commission said.

    Example: Avis favorable de la commission des travaux, 5 mars 2024.
    """
    senses = {True: "Avis favorable", False: "Avis défavorable", None: "Avis, sens non indiqué"}
    when = f", {french_date(opinion['on'])}" if opinion["on"] else ""
    return f"{senses[opinion['favourable']]} : {opinion['commission']}{when}."


def appeal_sentence(court: str | None) -> str:
    """Say how the act can be contested.

    Source: CJA R421-1.
    """
    before = f"devant le {court}" if court else "devant le tribunal administratif"
    return (
        f"Cette délibération peut être contestée {before}, dans les deux mois qui suivent sa publication "
        "(CJA, art. R421-1), ou par un recours gracieux auprès de son auteur."
    )


def _convocation(data: Data) -> str | None:
    on = data["sitting"]["dispatched_on"] or data["sitting"]["convened_on"]
    return french_date(on) if on else None


def _attendance(data: Data) -> Data:
    missing = [*data["excused"], *data["absent"]]
    counts = {
        "present": len(data["present"]),
        "represented": len(data["proxies"]),
        "absent": len(missing),
    }
    # An act without a sheet says nothing of who was there: that is no zero.
    told = counts if any(counts.values()) else dict.fromkeys(counts)
    return {
        "counts": {"in_office": data["sitting"]["members_in_office"], **told},
        "present": data["present"],
        "represented": [{"name": one["giver"], "holder": one["holder"]} for one in data["proxies"]],
        "absent": missing,
    }


def _vote(vote: Data, assessment: Assessment) -> Data:
    reckonings = [reckoned(assessment, rule) for rule in ("vote-ceiling", "vote-outcome")]
    return {
        "wording": vote["wording"],
        "for": vote["for"],
        "against": vote["against"],
        "abstain": vote["abstain"],
        "not_taking_part": vote["not_voting"],
        "outcome": vote["outcome"].capitalize(),
        "names": {
            "against": _named(vote, "contre"),
            "abstain": _named(vote, "abstention"),
            "recused": _named(vote, "déport"),
        },
        "reckoning": [step for one in reckonings if one for step in one.steps],
    }


def _named(vote: Data, position: str) -> list[str]:
    return [one["name"] for one in vote["named"] if one["position"] == position]


def _signatories(sitting: Data) -> list[Data]:
    capacities = (("chair", "Présidence de la séance"), ("secretary", "Secrétariat de la séance"))
    return [{"name": sitting[who], "capacity": told} for who, told in capacities if sitting[who]]


def _dates(calendar: ActCalendar) -> list[Data]:
    """Tell each date with what it comes from."""
    known = (
        ("Réception par l’État", calendar.received_on),
        ("Publication", calendar.published_on),
        ("Notification", calendar.notified_on),
    )
    told = [{"label": label, "date": french_date(on)} for label, on in known if on]
    for label, reckoning in (
        ("Caractère exécutoire", calendar.enforceable),
        ("Dernier jour du recours", calendar.appeal),
        ("Dernier jour du recours du bénéficiaire", calendar.beneficiary_appeal),
    ):
        if reckoning is not None:
            on = french_date(reckoning.value) if reckoning.value else None
            told.append({"label": label, "date": on or "inconnu", "note": _note(reckoning)})
    told.append({"label": f"État : {calendar.state.label}", "date": french_date(calendar.on),
                 "note": calendar.reason})  # fmt: skip
    return told


def _note(reckoning: Reckoning[Any]) -> str:
    return " ; ".join((*reckoning.steps, *(one.label for one in reckoning.sources[:2])))
