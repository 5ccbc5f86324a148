"""What an act says, as plain data: the one source of its page, its JSON, its extract and its search.

Names of a secret ballot never enter here; what a publication hides is hidden in the whole of it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import CharField, F, IntegerField, OuterRef, QuerySet, Subquery, TextField, Value

from beffroi.assemblies.kinds import Ballot, Presence
from beffroi.assemblies.masking import masked
from beffroi.assemblies.models import (
    ActSubject,
    Annex,
    Attendance,
    Citation,
    Decision,
    Deliberation,
    Movement,
    NamedVote,
    Opinion,
    Recital,
    Sitting,
)

Data = dict[str, Any]
_PRESENT = (Presence.PRESENT, Presence.REMOTE)


@dataclass(frozen=True, slots=True)
class _Lines:
    """The lines of an act by what they are: (verb, text)."""

    rows: Sequence[tuple[str, int, str, str]]

    def of(self, kind: str) -> list[tuple[str, str]]:
        return [(verb, text) for name, _, verb, text in self.rows if name == kind]

    def texts(self, kind: str) -> list[str]:
        return [text for _, text in self.of(kind)]


def with_what_is_told(acts: QuerySet[Deliberation]) -> QuerySet[Deliberation]:
    """Take along what the data of an act need of its sitting and its subject."""
    subject = ActSubject.objects.filter(code=OuterRef("subject_code")).values("label")[:1]
    return acts.select_related(
        "sitting__assembly__organisation", "sitting__chair", "sitting__secretary"
    ).annotate(subject_label=Subquery(subject, output_field=CharField()))


def act_data(act: Deliberation, passages: Sequence[str] = ()) -> Data:
    """Tell an act, the passages hidden wherever they stand; dates and hours stay what they are."""
    sitting, lines = act.sitting, _lines(act)
    label = getattr(act, "subject_label", None) or _subject_label(act.subject_code)
    told = {
        "assembly": _assembly(sitting),
        "number": act.number or None,
        "title": act.title,
        "nature": act.get_nature_display(),
        "subject": {"code": act.subject_code, "label": label} if act.subject_code else None,
        "effect": act.get_effect_display(),
        "must_be_transmitted": act.must_be_transmitted,
        "sitting": _sitting(sitting),
        **_presence(sitting),
        "citations": lines.texts("citation"),
        "recitals": lines.texts("recital"),
        "opinions": _opinions(act),
        "decisions": [{"verb": verb, "text": text} for verb, text in lines.of("decision")],
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


def _presence(sitting: Sitting) -> Data:
    sheet = list(
        Attendance.objects.filter(sitting=sitting).select_related("proxy_holder", "replaces").order_by("rank")
    )
    moves = Movement.objects.filter(sitting=sitting).select_related("member").order_by("at", "pk")
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
        "movements": [
            {"name": str(one.member), "kind": "arrival" if one.arrives else "departure", "at": one.at}
            for one in moves
        ],
    }


def _lines(act: Deliberation) -> _Lines:
    """Read citations, recitals, decisions and titles of annexes together."""

    def told(name: str, rows: QuerySet[Any], verb: Any, text: str) -> Any:
        return (
            rows.order_by()
            .annotate(
                line_kind=Value(name, output_field=TextField()),
                line_rank=F("rank") + Value(0, output_field=IntegerField()),
                line_verb=verb,
                line_text=F(text),
            )
            .values_list("line_kind", "line_rank", "line_verb", "line_text")
        )

    none = Value("", output_field=CharField())
    found = told("citation", Citation.objects.filter(deliberation=act), none, "text").union(
        told("recital", Recital.objects.filter(deliberation=act), none, "text"),
        told("decision", Decision.objects.filter(deliberation=act), F("verb"), "text"),
        told("annex", Annex.objects.filter(deliberation=act), none, "title"),
        all=True,
    )
    return _Lines(sorted(found))


def _opinions(act: Deliberation) -> list[Data]:
    rows = Opinion.objects.filter(deliberation=act).order_by("rank")
    return [
        {"commission": one.commission, "on": one.given_on, "favourable": one.is_favourable} for one in rows
    ]


def _vote(act: Deliberation) -> Data:
    is_secret = act.ballot == Ballot.SECRET
    rows: Iterable[NamedVote] = NamedVote.objects.filter(deliberation=act).order_by("position", "pk")
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
            for one in rows
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
