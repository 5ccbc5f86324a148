"""What both parties fill in."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from django import forms

from beffroi.contracts.kinds import (
    ClauseScope,
    CommitmentKind,
    FicheFor,
    MeetingYear,
    OperationStep,
    PieceStep,
    Side,
    Strength,
)
from beffroi.contracts.models import Ambition
from beffroi.contracts.writing.fields import (
    MISSING,
    DraftForm,
    LinesField,
    choice,
    count,
    degrees,
    line_field,
    text,
    words,
)
from beffroi.core.ui.forms import CheckField, Form
from beffroi.schemes.kinds import OperationKind

ENDS_FIRST = "Le contrat ne peut pas finir avant de commencer."


class _Years:
    """The two years of a contract, in their order."""

    def clean(self) -> dict[str, Any]:
        """Say beside the last year that it comes before the first."""
        form: Any = self
        years = [form.cleaned_data.get(name) for name in ("starts_year", "ends_year")]
        if None not in years and years[1] < years[0]:
            form.add_error("ends_year", ENDS_FIRST)
        found: dict[str, Any] = form.cleaned_data
        return found


class IdentityForm(_Years, DraftForm):
    """What the contract is called, for how long, what it says of money and owners."""

    title = words("Titre")
    starts_year = count("Première année")
    ends_year = count("Dernière année")
    summary = text("En bref", "Deux ou trois phrases : ce qu’un habitant doit en retenir.")
    owners_note = text("Qui peut proposer une opération")
    owners_line = line_field()
    money_note = text("Ce qu’il dit de l’argent")
    is_open_list = CheckField(label="Le contrat ne fige aucune liste d’opérations", required=False)
    copies_count = count("Nombre d’exemplaires", required=False)
    place_of_signature = words("Lieu de signature", most=120, required=False)


class PartyForm(DraftForm):
    """How a party is named, who represents it."""

    introduction = words("Ce qui précède son nom", "« La communauté d’agglomération de »", most=80)
    cover_name = words("Nom sur la couverture", most=120)
    called = words("Comment on l’appelle", "« l’agglomération », « le Département »", most=60)
    representative_name = words("Représentant", most=120)
    representative_capacity = words("Qualité", most=120)
    contact = words("Interlocuteur", "Un service, plutôt qu’une personne.", required=False)
    line = line_field()


class AxisForm(DraftForm):
    """An axis and its themes."""

    title = words("Axe")
    short_title = words("En deux mots", "Pour les tableaux.", most=60)
    themes = LinesField(
        label="Thèmes",
        help_text="Un par ligne, dans l’ordre. Une ligne retirée retire le thème.",
        required=False,
    )
    line = line_field()


class CommitmentForm(DraftForm):
    """What a party brings."""

    side = choice("Qui s’engage", Side.choices)
    kind = choice("Nature", CommitmentKind.choices)
    title = words("Engagement", "À la troisième personne : « mobilise son ingénierie ».", most=300)
    line = line_field()


class PublicForm(DraftForm):
    """People whom operations think of."""

    title = words("Public cible")
    line = line_field()


class AttentionForm(DraftForm):
    """A matter that operations answer."""

    title = words("Point d’attention")
    question = words(
        "Question posée à l’opération",
        "Le porteur y répondra, ou dira pourquoi elle est sans objet.",
        most=300,
    )
    detail = words("Ce qu’il couvre", most=400, required=False)
    line = line_field()


class ClauseForm(DraftForm):
    """A duty to make the aid known."""

    duty = words("Obligation", most=300)
    support = words("Support", "Où elle se voit : panneau, imprimé, invitation…", most=300)
    applies_to = choice("S’applique à", ClauseScope.choices)
    proof = words("Preuve attendue", most=300, required=False)
    blocks_final_payment = CheckField(label="Le solde attend cette preuve", required=False)
    line = line_field()


class KindsForm(DraftForm):
    """A form with one box for each kind of operation, kept as a list."""

    kinds_name = "kinds"

    def add_fields(self) -> None:
        """Add a box for each kind."""
        for slug, label in OperationKind.choices:
            self.fields[f"kind_{slug}"] = CheckField(label=str(label).capitalize(), required=False)

    def shown(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """Tick the boxes of the list."""
        kept = known.get(self.kinds_name) or ()
        return {**known, **{f"kind_{slug}": slug in kept for slug in OperationKind.values}}

    def values(self) -> dict[str, Any]:
        """Make a list of the boxes ticked."""
        found = super().values()
        ticked = [slug for slug in OperationKind.values if found.pop(f"kind_{slug}")]
        return {**found, self.kinds_name: ticked}


KIND_BOXES = tuple(f"kind_{slug}" for slug in OperationKind.values)


class PieceForm(KindsForm):
    """A piece that operations must bring."""

    label = words("Pièce")
    slug = forms.SlugField(
        label="Nom court", help_text="Sans accent ni espace : « plan-de-financement ».", max_length=40,
        error_messages={"required": MISSING},
    )  # fmt: skip
    at_step = choice("Attendue", PieceStep.choices)
    clause = words("Clause qui la demande", required=False)
    line = line_field()
    groups = (
        ("La pièce", ("label", "slug", "at_step", "clause", "line")),
        ("Pour quelles natures d’opération ? Aucune cochée : pour toutes.", KIND_BOXES),
    )


def _source(name: str) -> tuple[str, str]:
    return (f"{name}_clause", f"{name}_line")


class SettingsForm(KindsForm):
    """What the contract sets for its operations."""

    kinds_name = "admitted_kinds"
    is_investment_only = CheckField(
        label="Investissement seulement",
        help_text="Ni étude, ni événement, ni fonctionnement.",
        required=False,
    )
    admits_epci = CheckField(label="L’intercommunalité", required=False)
    admits_communes = CheckField(label="Ses communes", required=False)
    admits_others = CheckField(label="D’autres maîtres d’ouvrage", required=False)
    fiche_required_for = choice(
        "Fiche opération", FicheFor.choices, "Écrite par les deux parties avant le vote."
    )
    meeting_year = choice("Les réunions annuelles suivent", MeetingYear.choices)
    groups = (
        ("Quel argent", ("is_investment_only", *_source("investment"))),
        ("Qui peut proposer une opération", ("admits_epci", "admits_communes", "admits_others",
                                             *_source("owners"))),
        ("Quelles natures d’opération ? Aucune cochée : toutes.", (*KIND_BOXES, *_source("kinds"))),
        ("Quelles opérations demandent une fiche", ("fiche_required_for", *_source("fiche"))),
        ("L’année des réunions", ("meeting_year", *_source("year"))),
    )  # fmt: skip

    def add_fields(self) -> None:
        """Add, for each setting, the clause and the line that say it."""
        super().add_fields()
        for name in ("investment", "owners", "kinds", "fiche", "year"):
            self.fields[f"{name}_clause"] = words("Clause qui le dit", required=False)
            self.fields[f"{name}_line"] = line_field()


class DelaysForm(DraftForm):
    """How many days each step has."""

    def add_fields(self) -> None:
        """Add a count for each step."""
        for step, label in OperationStep.choices:
            self.fields[step] = count(f"{str(label).capitalize()} (jours)")


class CommuneForm(DraftForm):
    """A commune added by hand, as a fictitious territory needs."""

    name = words("Nom", most=120)
    code = words("Code", "Cinq caractères, celui du code officiel.", most=5)
    longitude = degrees("Longitude", 180, 9)
    latitude = degrees("Latitude", 90, 8)
    population = count("Population", required=False)


class CellForm(DraftForm):
    """Whether an axis takes an ambition up, which ambition of the other party it meets, and why."""

    def __init__(self, *args: Any, others: Sequence[Ambition], **kwargs: Any) -> None:
        self.others = {str(one.pk): one for one in others}
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the ambitions of the other party."""
        self.fields["strength"] = choice("L’axe reprend l’ambition", Strength.choices)
        self.fields["met_ambition"] = forms.ChoiceField(
            label="Elle rencontre, chez l’autre partie",
            required=False,
            choices=[("", "Aucune en particulier"), *((pk, str(one)) for pk, one in self.others.items())],
        )
        self.fields["why"] = words("Pourquoi", most=300)

    def shown(self, known: Mapping[str, Any]) -> dict[str, Any]:
        """Name the ambition met by its key."""
        met = known.get("met_ambition")
        return {**known, "met_ambition": met.pk if met else ""}

    def values(self) -> dict[str, Any]:
        """Give the ambition met."""
        found = super().values()
        return {**found, "met_ambition": self.others.get(found["met_ambition"])}


class FramesForm(Form):
    """Which frames of the two parties are crossed."""

    def __init__(self, *args: Any, offered: Iterable[Any], chosen: Collection[int], **kwargs: Any) -> None:
        self.offered, self.chosen = list(offered), chosen
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Add a box for each frame."""
        for one in self.offered:
            self.fields[f"frame_{one.pk}"] = CheckField(
                label=f"{one}, version {one.version}",
                help_text=str(one.owner),
                required=False,
                initial=one.pk in self.chosen,
            )

    def frames(self) -> list[Any]:
        """Give the frames ticked."""
        return [one for one in self.offered if self.cleaned_data[f"frame_{one.pk}"]]


class NewContractForm(_Years, Form):
    """What begins a contract: with whom, for how long, from which model."""

    title = words("Titre", "« Contrat territorial ».")
    starts_year = count("Première année")
    ends_year = count("Dernière année")

    def __init__(self, *args: Any, others: Iterable[Any], models: Iterable[Any], **kwargs: Any) -> None:
        self.others, self.models = {str(one.pk): one for one in others}, {str(one.pk): one for one in models}
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the other party, and the models that the département keeps."""
        empty = {"required": "Choisissez l’autre partie."}
        listed = [("", "Choisir…"), *((pk, str(one)) for pk, one in self.others.items())]
        self.fields["other"] = forms.ChoiceField(label="L’autre partie", choices=listed, error_messages=empty)
        if self.models:
            known = [("", "De rien"), *((pk, one.title) for pk, one in self.models.items())]
            self.fields["model"] = forms.ChoiceField(
                label="Partir d’un modèle",
                help_text="Axes, engagements, clauses et réglages sont copiés ; la copie est indépendante.",
                choices=known,
                required=False,
            )


class ModelForm(Form):
    """How a model is called."""

    title = words("Nom du modèle")


class VersionForm(Form):
    """How a new version of a frame is called."""

    version = words("Nom de la nouvelle version", "« 2026 », « révision à mi-parcours »…", most=60)


class ReasonForm(Form):
    """Why a contract goes back to drafting."""

    reason = words("Pourquoi revenir en rédaction", "Gardé au journal, lu par les deux parties.", most=400)
