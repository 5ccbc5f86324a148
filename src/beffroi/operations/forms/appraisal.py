"""The forms of the examination: one pair of fields for each question, and for each ordinary scheme."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms

from beffroi.core.ui.forms import AmountField, DateField, Form
from beffroi.operations.actions.appraisal import Conclusion
from beffroi.operations.actions.routing import TO_A_FUND, RouteFacts
from beffroi.operations.kinds import FundingRoute, SchemeVerdict, Verdict
from beffroi.operations.rules.questions import NEEDS_REASON, Answer, Question
from beffroi.schemes.models import Scheme

CHOOSE = ("", "Choisir")


class LaterChoiceField(forms.ChoiceField):
    """An answer that is due, and that may be given another day: it is not said to be optional."""

    is_due = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class LaterTextField(forms.CharField):
    """Words that some answers need, and that come with them."""

    is_due = True

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)


class PairsForm(Form):
    """A verdict and its reason for each of many subjects; those left wholly empty are not answered yet."""

    verdicts: Sequence[tuple[str, Any]] = ()
    subjects: Mapping[str, str] = {}
    verdict_label = "Réponse"
    reason_label = "Explication"

    def add_fields(self) -> None:
        """Add the two fields of each subject."""
        for key, title in self.subjects.items():
            self.fields[f"verdict-{key}"] = LaterChoiceField(
                label=self.verdict_label, choices=[CHOOSE, *self.verdicts]
            )
            self.fields[f"reason-{key}"] = LaterTextField(
                label=self.reason_label, widget=forms.Textarea(attrs={"rows": 2})
            )
            for name in ("verdict", "reason"):
                self.fields[f"{name}-{key}"].widget.attrs["data-subject"] = title

    def pair(self, key: str) -> tuple[Any, Any]:
        """The two fields of a subject, as the page draws them."""
        return self[f"verdict-{key}"], self[f"reason-{key}"]

    def needs_reason(self, verdict: str) -> bool:
        """Whether this verdict says why."""
        raise NotImplementedError

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where one is due, and for the verdict of what was explained."""
        told = dict(super().clean() or {})
        for key, title in self.subjects.items():
            verdict, reason = told.get(f"verdict-{key}", ""), told.get(f"reason-{key}", "")
            if reason and not verdict and f"verdict-{key}" not in self.errors:
                self.add_error(f"verdict-{key}", f"« {title} » : choisissez une réponse.")
            elif verdict and not reason and self.needs_reason(verdict):
                self.add_error(f"reason-{key}", f"« {title} » : cette réponse demande un motif.")
        return told

    def answered(self) -> list[tuple[str, str, str]]:
        """What is complete: the key, the verdict and the reason of each."""
        told = self.cleaned_data
        return [
            (key, told[f"verdict-{key}"], told.get(f"reason-{key}", ""))
            for key in self.subjects
            if told.get(f"verdict-{key}") and f"reason-{key}" not in self.errors
        ]


class CoherenceForm(PairsForm):
    """The answers to the questions of the contract."""

    verdicts = Verdict.choices

    def __init__(self, *args: Any, questions: Sequence[Question], **kwargs: Any) -> None:
        self.subjects = {one.key: one.title for one in questions}
        super().__init__(*args, **kwargs)

    def needs_reason(self, verdict: str) -> bool:
        """« Non » and « sans objet » say why."""
        return verdict in NEEDS_REASON

    def answers(self) -> list[Answer]:
        """The complete answers."""
        return [Answer(key, Verdict(verdict), reason) for key, verdict, reason in self.answered()]


class SchemesForm(PairsForm):
    """What is concluded of each ordinary scheme."""

    verdicts = SchemeVerdict.choices
    verdict_label = "Conclusion"
    reason_label = "Motif"

    def __init__(self, *args: Any, schemes: Sequence[Scheme], **kwargs: Any) -> None:
        self.schemes = {str(one.pk): one for one in schemes}
        self.subjects = {key: one.name for key, one in self.schemes.items()}
        super().__init__(*args, **kwargs)

    def needs_reason(self, verdict: str) -> bool:
        """Each conclusion has its reason."""
        return True

    def conclusions(self) -> list[Conclusion]:
        """The complete conclusions."""
        return [
            Conclusion(self.schemes[key], SchemeVerdict(verdict), reason)
            for key, verdict, reason in self.answered()
        ]


class RouteForm(Form):
    """Towards which money the operation is sent."""

    route = forms.ChoiceField(
        label="Orientation",
        choices=[CHOOSE, *FundingRoute.choices],
        error_messages={"required": "Choisissez une orientation."},
    )
    proposed_amount = AmountField(
        label="Montant proposé au fonds",
        required=False,
        help_text="Seulement si l’opération va vers le fonds.",
    )
    reason = forms.CharField(
        label="Motif",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Si un dispositif ordinaire suit aussi l’opération, dites lequel et pour quelle part.",
        error_messages={"required": "Une orientation se motive."},
    )

    def __init__(self, *args: Any, funds: Sequence[Scheme], **kwargs: Any) -> None:
        self.funds = {str(one.pk): one for one in funds}
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the funds of the département."""
        self.fields["fund"] = forms.ChoiceField(
            label="Fonds",
            choices=[("", "aucun"), *((key, one.name) for key, one in self.funds.items())],
            required=False,
        )
        self.order_fields(["route", "fund", "proposed_amount", "reason"])

    def clean(self) -> dict[str, Any]:
        """Ask for the fund and the amount when the operation goes to a fund, and only then."""
        told = dict(super().clean() or {})
        if told.get("route") in TO_A_FUND:
            if not told.get("fund"):
                self.add_error("fund", "Choisissez le fonds.")
            if not told.get("proposed_amount") and "proposed_amount" not in self.errors:
                self.add_error("proposed_amount", "Indiquez le montant proposé au fonds.")
        elif told.get("route"):
            for name in ("fund", "proposed_amount"):
                if told.get(name):
                    self.add_error(
                        name, "L’orientation choisie ne va pas vers un fonds : laissez ce champ vide."
                    )
        return told

    def facts(self) -> RouteFacts:
        """Give the route as it was typed."""
        told = self.cleaned_data
        return RouteFacts(
            FundingRoute(told["route"]), told["reason"], self.funds.get(told["fund"]), told["proposed_amount"]
        )


class GrantForm(Form):
    """What an ordinary scheme granted."""

    amount = AmountField(label="Montant accordé", error_messages={"required": "Indiquez le montant accordé."})
    decided_on = DateField(label="Décidé le", error_messages={"required": "Indiquez la date de la décision."})
    reason = forms.CharField(
        label="Décision",
        max_length=300,
        help_text="L’acte qui accorde l’aide : son assemblée, son numéro.",
        error_messages={"required": "Nommez la décision qui accorde l’aide."},
    )

    def __init__(self, *args: Any, lines: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        self.lines = lines
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the lines of the plan that are the département's."""
        self.fields["line"] = forms.TypedChoiceField(
            label="Ligne du plan",
            choices=[*self.lines, ("", "une ligne de plus")],
            coerce=int,
            empty_value=None,
            required=False,
        )
        self.order_fields(["line", "amount", "decided_on", "reason"])


class RefusalForm(Form):
    """What an ordinary scheme refused."""

    decided_on = DateField(label="Décidé le", error_messages={"required": "Indiquez la date de la décision."})
    reason = forms.CharField(
        label="Motif",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Ce que dit le dispositif. Il restera dans l’historique de l’opération.",
        error_messages={"required": "Donnez le motif du refus."},
    )

    def __init__(self, *args: Any, lines: Sequence[tuple[int, str]], **kwargs: Any) -> None:
        self.lines = lines
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Offer the lines of the département that wait for a decision, the first one chosen."""
        self.fields["line"] = forms.TypedChoiceField(
            label="Ligne du plan",
            choices=[*self.lines, ("", "aucune : cette aide n’était pas au plan")],
            initial=self.lines[0][0] if self.lines else "",
            coerce=int,
            empty_value=None,
            required=False,
        )
        # Saying that there was none is an answer.
        setattr(self.fields["line"], "is_due", True)  # noqa: B010  the field has no such name of its own
        self.order_fields(["line", "decided_on", "reason"])
