"""The form of a deliberation: what it is, what it says, how it was voted, what comes with it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from beffroi.assemblies.facts import (
    ActFacts,
    AnnexFacts,
    DecisionFacts,
    NamedVoteFacts,
    OpinionFacts,
    VoteFacts,
)
from beffroi.assemblies.forms.fields import LONGEST_TEXT, MISSING, LinesField, People, choices_with_none
from beffroi.assemblies.kinds import Ballot, Effect, Nature, Origin, Outcome, Position
from beffroi.assemblies.models import ActSubject, Deliberation, Sitting
from beffroi.assemblies.vote_counts import excess_of
from beffroi.core.dates import parse_date
from beffroi.core.errors import NotReadable
from beffroi.core.ui.forms import CheckField, CountField, Form
from beffroi.law import ChairVote

PDF_MOST_BYTES = 20 * 1024 * 1024
_DECISION = re.compile(r"(?P<verb>\S{2,40})\s+(?P<text>.+)")
_NAMED = {
    "named_against": Position.AGAINST,
    "named_abstain": Position.ABSTAIN,
    "named_not_voting": Position.NOT_VOTING,
    "named_recused": Position.RECUSED,
    "named_for": Position.FOR,
}
SECTIONS = (
    (
        "L’acte",
        ("number", "title", "nature", "subject_code", "effect", "must_be_transmitted", "is_accounts"),
    ),
    ("Ce qu’il dit", ("citations", "recitals", "opinions", "decisions", "full_text")),
    (
        "Le vote",
        ("ballot", "outcome", "votes_for", "votes_against", "abstentions", "not_voting", "blank_votes",
         "chair_vote", "wording"),
    ),
    ("Les votes nommés", tuple(_NAMED)),
    ("La signature autorisée", ("signatory_name", "signatory_capacity")),
    ("Une annexe", ("annex_title", "annex_pdf")),
)  # fmt: skip


class ActForm(Form):
    """One deliberation."""

    number = forms.CharField(
        label="Numéro",
        max_length=40,
        required=False,
        help_text="Dans l’ordre de la séance. Il sera exigé pour sceller l’acte.",
    )
    title = forms.CharField(label="Objet", max_length=499, error_messages={"required": MISSING})
    nature = forms.TypedChoiceField(
        label="Nature", choices=Nature.choices, coerce=int, initial=Nature.DELIBERATION
    )
    subject_code = forms.ChoiceField(label="Matière", required=False)
    effect = forms.ChoiceField(
        label="Portée",
        choices=Effect.choices,
        initial=Effect.OTHER,
        help_text="Une décision individuelle devient exécutoire par sa notification ; "
        "l’attribution d’une subvention en est une.",
    )
    must_be_transmitted = CheckField(
        label="À transmettre au représentant de l’État", required=False, initial=True
    )
    is_accounts = CheckField(
        label="Compte financier unique",
        required=False,
        help_text="Il est adopté si aucune majorité ne s’est prononcée contre.",
    )
    citations = LinesField(label="Visas", required=False, help_text="Un par ligne.")
    recitals = LinesField(label="Considérants", required=False, help_text="Un par ligne.")
    opinions = LinesField(
        label="Avis des commissions",
        required=False,
        help_text="Un par ligne : commission ; date ; favorable ou défavorable.",
    )
    decisions = LinesField(
        label="Décisions", required=False, help_text="Une par ligne, le verbe d’abord : APPROUVE le projet."
    )
    full_text = forms.CharField(
        label="Texte de l’acte",
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
    )
    ballot = forms.ChoiceField(
        label="Mode de scrutin",
        choices=Ballot.choices,
        initial=Ballot.ORDINARY,
        help_text="Au scrutin secret, seuls les décomptes sont gardés.",
    )
    outcome = forms.ChoiceField(
        label="Résultat",
        choices=choices_with_none(Outcome.choices, "Choisir…"),
        error_messages={"required": MISSING},
    )
    votes_for = CountField(label="Pour", required=False)
    votes_against = CountField(label="Contre", required=False)
    abstentions = CountField(label="Abstentions", required=False)
    not_voting = CountField(label="Ne prennent pas part au vote", required=False)
    blank_votes = CountField(label="Blancs et nuls", required=False)
    chair_vote = forms.ChoiceField(
        label="Voix du président",
        required=False,
        choices=choices_with_none([(one.value, one.value) for one in ChairVote], "Non précisée"),
        help_text="Elle décide quand les voix se partagent.",
    )
    wording = forms.CharField(label="Le vote, tel qu’il est écrit", max_length=400, required=False)
    named_against = LinesField(label="Ont voté contre", required=False, rows=2, help_text="Un nom par ligne.")
    named_abstain = LinesField(label="Se sont abstenus", required=False, rows=2)
    named_not_voting = LinesField(label="N’ont pas pris part au vote", required=False, rows=2)
    named_recused = LinesField(
        label="Se sont déportés", required=False, rows=2, help_text="Ils quittent le décompte du quorum."
    )
    named_for = LinesField(label="Ont voté pour, au scrutin public", required=False, rows=2)
    signatory_name = forms.CharField(label="Nom du signataire autorisé", max_length=120, required=False)
    signatory_capacity = forms.CharField(label="Sa qualité", max_length=120, required=False)
    annex_title = forms.CharField(label="Titre de l’annexe", max_length=200, required=False)
    annex_pdf = forms.FileField(label="Document PDF", required=False, help_text="20 Mo au plus.")

    def __init__(
        self,
        *args: Any,
        sitting: Sitting,
        act: Deliberation | None = None,
        too_large: bool = False,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.sitting, self.act, self.too_large = sitting, act, too_large
        self.people = People(sitting.assembly.members.all())
        codes = [(one.code, str(one)) for one in ActSubject.objects.all()]
        known = str(self.initial.get("subject_code") or "")
        if known and known not in dict(codes):
            codes.append((known, known))
        field: Any = self.fields["subject_code"]
        field.choices = choices_with_none(codes, "Non précisée")

    @property
    def sections(self) -> list[tuple[str, list[Any]]]:
        """The fields, by page section."""
        return [(title, [self[name] for name in names]) for title, names in SECTIONS]

    def clean_decisions(self) -> tuple[DecisionFacts, ...]:
        """Split the verb from its object.

        Raises: ValidationError.
        """
        found = []
        for line in self.cleaned_data["decisions"]:
            parts = _DECISION.fullmatch(line)
            if parts is None:
                raise ValidationError(f"« {line} » : écrivez un verbe et son objet.")
            found.append(DecisionFacts(parts["verb"], parts["text"]))
        return tuple(found)

    def clean_opinions(self) -> tuple[OpinionFacts, ...]:
        """Read the commission, the day and the sense.

        Raises: ValidationError.
        """
        return tuple(_opinion(line) for line in self.cleaned_data["opinions"])

    def clean_annex_pdf(self) -> bytes | None:
        """Read a document that is a PDF by its content.

        Raises: ValidationError.
        """
        file = self.cleaned_data["annex_pdf"]
        if not file and not self.too_large:
            return None
        if self.too_large or file.size > PDF_MOST_BYTES:
            raise ValidationError("Le document dépasse 20 Mo.")
        data: bytes = file.read()
        if not data.startswith(b"%PDF-"):
            raise ValidationError("Ce document n’est pas un PDF.")
        return data

    def clean(self) -> dict[str, Any]:
        """Check what stands together: the counts, the annex and its title."""
        typed = self.cleaned_data
        if (typed.get("votes_for") is None) != (typed.get("votes_against") is None):
            self.add_error("votes_for", "Donnez les voix pour et les voix contre, ou aucune des deux.")
        if typed.get("annex_pdf") and not typed.get("annex_title"):
            self.add_error("annex_title", "Donnez un titre à l’annexe.")
        if typed.get("annex_title") and not typed.get("annex_pdf") and "annex_pdf" not in self.errors:
            self.add_error("annex_pdf", "Choisissez le document de l’annexe.")
        if not self.errors and (excess := self._excess()):
            self.add_error("votes_for", excess)
        return typed

    def facts(self) -> ActFacts:
        """Give what was typed."""
        typed = self.cleaned_data
        annexes = (AnnexFacts(typed["annex_title"], typed["annex_pdf"]),) if typed["annex_pdf"] else ()
        return ActFacts(
            title=typed["title"],
            vote=self._vote(),
            number=typed["number"],
            nature=Nature(typed["nature"]),
            subject_code=typed["subject_code"],
            effect=Effect(typed["effect"]),
            must_be_transmitted=typed["must_be_transmitted"],
            is_accounts=typed["is_accounts"],
            signatory_name=typed["signatory_name"],
            signatory_capacity=typed["signatory_capacity"],
            citations=typed["citations"],
            recitals=typed["recitals"],
            decisions=typed["decisions"],
            opinions=typed["opinions"],
            annexes=annexes,
            full_text=typed["full_text"],
        )

    def _excess(self) -> str:
        """Say what the seal would refuse of the count; an act taken in from a text keeps its faults."""
        if self.sitting.origin != Origin.BY_HAND:
            return ""
        return excess_of(self.sitting, self._vote(), self.act.rank if self.act else None)

    def _vote(self) -> VoteFacts:
        typed = self.cleaned_data
        counts = ("votes_for", "votes_against", "abstentions", "not_voting", "blank_votes")
        named = tuple(
            self._named(name, position) for field, position in _NAMED.items() for name in typed[field]
        )
        return VoteFacts(
            outcome=Outcome(typed["outcome"]),
            ballot=Ballot(typed["ballot"]),
            wording=typed["wording"],
            chair_vote=typed["chair_vote"],
            named=named,
            **{name: typed[name] for name in counts},
        )

    def _named(self, name: str, position: Position) -> NamedVoteFacts:
        """Bind a name to its member when one bears it; the act's own spelling is kept."""
        try:
            return NamedVoteFacts(name, position, self.people.find(name))
        except ValidationError:
            return NamedVoteFacts(name, position)


def initial_of(facts: ActFacts) -> dict[str, Any]:
    """Give what is known of an act, as its form shows it."""
    named = {
        field: tuple(one.name_as_written for one in facts.vote.named if one.position == position)
        for field, position in _NAMED.items()
    }
    own = ("number", "title", "nature", "subject_code", "effect", "must_be_transmitted", "is_accounts",
           "signatory_name", "signatory_capacity", "citations", "recitals", "full_text")  # fmt: skip
    voted = ("ballot", "outcome", "votes_for", "votes_against", "abstentions", "not_voting", "blank_votes",
             "chair_vote", "wording")  # fmt: skip
    return {
        **{name: getattr(facts, name) for name in own},
        **{name: getattr(facts.vote, name) for name in voted},
        **named,
        "decisions": tuple(f"{one.verb} {one.text}" for one in facts.decisions),
        "opinions": tuple(_told_opinion(one) for one in facts.opinions),
    }


def _opinion(line: str) -> OpinionFacts:
    parts = [part.strip() for part in line.split(";")]
    commission, on, sense = [*parts, "", ""][:3]
    if len(parts) > 3 or not commission:
        raise ValidationError(f"« {line} » : écrivez commission ; date ; favorable ou défavorable.")
    senses = {"": None, "favorable": True, "défavorable": False, "defavorable": False}
    if sense.lower() not in senses:
        raise ValidationError(f"« {sense} » : écrivez favorable ou défavorable.")
    try:
        given_on = parse_date(on) if on else None
    except NotReadable as error:
        raise ValidationError(error.message) from error
    return OpinionFacts(commission, given_on, senses[sense.lower()])


def _told_opinion(one: OpinionFacts) -> str:
    sense = {True: "favorable", False: "défavorable", None: ""}[one.is_favourable]
    on = one.given_on.strftime("%d/%m/%Y") if one.given_on else ""
    return " ; ".join([one.commission, on, sense]).rstrip(" ;")
