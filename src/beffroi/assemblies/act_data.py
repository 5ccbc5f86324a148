"""What an act says, as plain data: the one source of its page, its JSON, its extract and its search.

Names of a secret ballot never enter here; what a publication hides is hidden in the whole of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    F,
    IntegerField,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Cast, Coalesce

from beffroi.assemblies.kinds import Ballot, Presence
from beffroi.assemblies.masking import masked
from beffroi.assemblies.models import (
    ActEvent,
    ActSubject,
    Annex,
    Attendance,
    Citation,
    Decision,
    Deliberation,
    Movement,
    Opinion,
    Recital,
    Sitting,
)

Data = dict[str, Any]
_PRESENT = (Presence.PRESENT, Presence.REMOTE)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of an act: what it is, its rank, a verb or a sense, its text, a day."""

    rows: Sequence[tuple[str, int, str, str, str]]

    def texts(self, kind: str) -> list[str]:
        return [text for name, _, _, text, _ in self.rows if name == kind]

    def decisions(self) -> list[Data]:
        return [{"verb": verb, "text": text} for name, _, verb, text, _ in self.rows if name == "decision"]

    def opinions(self) -> list[Data]:
        return [
            {
                "commission": text,
                "on": date.fromisoformat(on) if on else None,
                "favourable": _SENSES.get(sense),
            }
            for name, _, sense, text, on in self.rows
            if name == "opinion"
        ]


def with_what_is_told(acts: QuerySet[Deliberation]) -> QuerySet[Deliberation]:
    """Take along what the data of an act, and its rules, need of its sitting and its subject."""
    subject = ActSubject.objects.filter(code=OuterRef("subject_code")).values("label")[:1]
    return (
        acts.select_related("sitting__assembly__organisation", "sitting__chair", "sitting__secretary")
        .annotate(subject_label=Subquery(subject, output_field=CharField()))
        .prefetch_related(
            Prefetch("sitting__attendances", Attendance.objects.select_related("proxy_holder", "replaces")),
            Prefetch("sitting__movements", Movement.objects.select_related("member")),
            "named_votes",
            Prefetch("events", ActEvent.objects.select_related("publication")),
        )
    )


def act_data(act: Deliberation, passages: Sequence[str] = ()) -> Data:
    """Tell an act, the passages hidden wherever they stand; dates and hours stay what they are."""
    sitting, lines = act.sitting, _lines(act)
    sheet = list(sitting.attendances.all())
    label = act.subject_label if hasattr(act, "subject_label") else _subject_label(act.subject_code)
    told = {
        "assembly": _assembly(sitting),
        "number": act.number or None,
        "title": act.title,
        "nature": act.get_nature_display(),
        "subject": {"code": act.subject_code, "label": label or ""} if act.subject_code else None,
        "effect": act.get_effect_display(),
        "must_be_transmitted": act.must_be_transmitted,
        "sitting": _sitting(sitting),
        **_presence(sheet),
        "movements": _movements(sitting),
        "citations": lines.texts("citation"),
        "recitals": lines.texts("recital"),
        "opinions": lines.opinions(),
        "decisions": lines.decisions(),
        "vote": _vote(act),
        "signatory": _signatory(act),
        "text": act.full_text,
        "annexes": lines.texts("annex"),
    }
    return dict(masked(told, passages))


def _assembly(sitting: Sitting) -> Data:
    assembly = sitting.assembly
    return {
        "name": assembly.name,
        "kind": assembly.kind,
        "organisation": assembly.organisation.name,
        "court": assembly.court or None,
    }


def _sitting(sitting: Sitting) -> Data:
    return {
        "held_on": sitting.held_on,
        "held_at": sitting.held_at,
        "place": sitting.place or None,
        "convened_on": sitting.convened_on,
        "dispatched_on": sitting.dispatched_on,
        "posted_on": sitting.posted_on,
        "members_in_office": sitting.seats_in_office,
        "chair": str(sitting.chair) if sitting.chair else None,
        "secretary": str(sitting.secretary) if sitting.secretary else None,
        "origin": sitting.get_origin_display(),
    }


def _presence(sheet: list[Attendance]) -> Data:
    return {
        "present": [one.name_as_written for one in sheet if one.presence in _PRESENT],
        "remote": [one.name_as_written for one in sheet if one.presence == Presence.REMOTE],
        "proxies": [
            {"giver": one.name_as_written, "holder": str(one.proxy_holder)}
            for one in sheet
            if one.presence == Presence.REPRESENTED
        ],
        "excused": [one.name_as_written for one in sheet if one.presence == Presence.EXCUSED],
        "absent": [one.name_as_written for one in sheet if one.presence == Presence.ABSENT],
        "substitutes": [
            {"sitting": one.name_as_written, "for": str(one.replaces)} for one in sheet if one.replaces
        ],
    }


def _movements(sitting: Sitting) -> list[Data]:
    return [
        {"name": str(one.member), "kind": "arrival" if one.arrives else "departure", "at": one.at}
        for one in sitting.movements.all()
    ]


def _lines(act: Deliberation) -> _Lines:
    """Read citations, recitals, decisions, opinions and titles of annexes together, in one query."""
    found = _told("citation", Citation.objects.filter(deliberation=act), "text").union(
        _told("recital", Recital.objects.filter(deliberation=act), "text"),
        _told("decision", Decision.objects.filter(deliberation=act), "text", verb=F("verb")),
        _told("annex", Annex.objects.filter(deliberation=act), "title"),
        _told("opinion", Opinion.objects.filter(deliberation=act), "commission", verb=_SENSE, on=_GIVEN_ON),
        all=True,
    )
    return _Lines(sorted(found))


_NOTHING = Value("", output_field=TextField())
_GIVEN_ON = Coalesce(Cast("given_on", TextField()), _NOTHING)
_SENSE = Case(
    When(is_favourable=True, then=Value("for")),
    When(is_favourable=False, then=Value("against")),
    default=_NOTHING,
    output_field=TextField(),
)
_SENSES = {"for": True, "against": False}


def _told(name: str, rows: QuerySet[Any], text: str, *, verb: Any = _NOTHING, on: Any = _NOTHING) -> Any:
    told = rows.order_by().annotate(
        line_kind=Value(name, output_field=TextField()),
        line_rank=F("rank") + Value(0, output_field=IntegerField()),
        line_verb=Cast(verb, TextField()),
        line_text=Cast(text, TextField()),
        line_on=on,
    )
    return told.values_list("line_kind", "line_rank", "line_verb", "line_text", "line_on")


def _vote(act: Deliberation) -> Data:
    is_secret = act.ballot == Ballot.SECRET
    return {
        "ballot": act.get_ballot_display(),
        "is_secret": is_secret,
        "wording": act.vote_wording or None,
        "for": act.votes_for,
        "against": act.votes_against,
        "abstain": act.abstentions,
        "not_voting": act.not_voting,
        "blank": act.blank_votes,
        "outcome": act.get_outcome_display(),
        "named": [
            {"name": one.name_as_written, "position": one.get_position_display()}
            for one in act.named_votes.all()
            if not (is_secret and one.tells_a_vote)
        ],
    }


def _signatory(act: Deliberation) -> Data | None:
    if not act.signatory_name:
        return None
    return {"name": act.signatory_name, "capacity": act.signatory_capacity}


def _subject_label(code: str) -> str:
    found = ActSubject.objects.filter(code=code).values_list("label", flat=True).first() if code else None
    return found or ""
