"""What one enters of a signature: when, where, in how many copies, by whom."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms

from beffroi.assemblies.models import Deliberation
from beffroi.contracts.actions.signature import Signer, SigningFacts, signatories_of
from beffroi.contracts.kinds import Side
from beffroi.contracts.models import ContractParty
from beffroi.contracts.rules import Party
from beffroi.contracts.signatories import doubt_about, obstacles_to_signing
from beffroi.contracts.signed_copy_forms import scan_field
from beffroi.core.ui.forms import CountField, DateField
from beffroi.files.forms import PiecesForm

PARTS = ("name", "capacity", "reason")


class SigningForm(PiecesForm):
    """The signature of a contract or of an amendment; what forbids it is told beside what mends it."""

    signed_on = DateField(
        label="Date de la signature",
        help_text="Les deux délibérations devaient être exécutoires ce jour-là.",
        error_messages={"required": "Donnez la date de la signature."},
    )
    place = forms.CharField(
        label="Lieu", max_length=120, error_messages={"required": "Donnez le lieu de la signature."}
    )
    copies_count = CountField(
        label="Nombre d’exemplaires", error_messages={"required": "Dites en combien d’exemplaires."}
    )

    def __init__(
        self,
        *args: Any,
        parties: Sequence[ContractParty],
        acts: dict[Side, Deliberation | None],
        **kwargs: Any,
    ) -> None:
        self.parties, self.acts = list(parties), acts
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Ask for the scan of what was signed and, for each party, who signs and in what capacity."""
        self.fields["scan"] = scan_field(required=False)
        for one in self.parties:
            self.fields[f"name_{one.side}"] = forms.CharField(
                label="Qui signe",
                max_length=120,
                initial=one.representative_name,
                error_messages={"required": f"Dites qui signe pour {one.called}."},
            )
            self.fields[f"capacity_{one.side}"] = forms.CharField(
                label="En quelle qualité",
                max_length=120,
                initial=one.representative_capacity,
                error_messages={"required": f"Dites en quelle qualité on signe pour {one.called}."},
            )
            self.fields[f"reason_{one.side}"] = forms.CharField(
                label="Votre réponse, s’il y a un doute",
                max_length=500,
                required=False,
                widget=forms.Textarea(attrs={"rows": 2}),
                help_text="Ce qui donne le pouvoir de signer : délégation, élection… Elle est scellée.",
            )

    def facts(self) -> SigningFacts:
        """Give what was entered."""
        data = self.cleaned_data
        return SigningFacts(
            data["signed_on"], data["place"], data["copies_count"], self._signers(), data.get("scan")
        )

    def refuse_obstacles(self, parties: Sequence[Party], today: date) -> bool:
        """Put each obstacle beside the field that mends it; tell whether there was one."""
        facts = self.facts()
        signatories = signatories_of(self.parties, self.acts, facts.signers)
        obstacles = obstacles_to_signing(parties, signatories, facts.signed_on, today)
        for one in obstacles:
            self.add_error(_field_of(one.code, one.side), one.sentence)
        return bool(obstacles)

    def groups(self) -> list[dict[str, Any]]:
        """The fields of each party, with whom its act authorises and the doubt about its signatory."""
        return [
            {
                "party": one,
                "act": self.acts.get(Side(one.side)),
                "doubt": self._doubt(one),
                "fields": [self[f"{part}_{one.side}"] for part in PARTS],
            }
            for one in self.parties
        ]

    def _signers(self) -> tuple[Signer, ...]:
        data = self.cleaned_data
        return tuple(
            Signer(Side(one.side), *(data.get(f"{part}_{one.side}", "") for part in PARTS))
            for one in self.parties
        )

    def _doubt(self, party: ContractParty) -> str:
        """The question that the representative named in the contract already raises."""
        name, capacity = (str(self[f"{part}_{party.side}"].value() or "") for part in PARTS[:2])
        (one,) = signatories_of([party], self.acts, [Signer(Side(party.side), name, capacity)])
        doubt = doubt_about(one)
        return doubt.sentence if doubt and name else ""


def _field_of(code: str, side: Side) -> str:
    parts = {"not-authorised": "name", "no-signatory": "name", "signatory-in-doubt": "reason"}
    return f"{parts[code]}_{side}" if code in parts else "signed_on"
