"""The attendance sheet: everyone in office that day, one line each; works by keyboard and without script."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from beffroi.assemblies.facts import AttendanceFacts, MovementFacts
from beffroi.assemblies.forms.fields import HourField, MemberField, People, choices_with_none
from beffroi.assemblies.kinds import Presence
from beffroi.assemblies.models import Mandate, Member, Sitting
from beffroi.core.ui.forms import CountField, Form

MORE_MOVEMENTS = 3
# What is seen above each field of a movement; its label says also which one.
_MOVE_PARTS = {"member": "Qui", "way": "Sens", "at": "Heure", "before": "Avant le point n°"}
_WAYS = (("", "—"), ("arrives", "arrive"), ("leaves", "part"))


@dataclass(frozen=True, slots=True)
class Line:
    """Someone who may stand on the sheet; a substitute replaces the holder of the seat."""

    member: Member
    replaces: Member | None = None
    name_as_written: str = ""


def lines_of(sitting: Sitting) -> list[Line]:
    """Give who may stand on the sheet: in office that day, and who stands there already."""
    mandates = Mandate.objects.filter(seat__assembly=sitting.assembly_id).active(sitting.held_on)
    rows = list(mandates.select_related("member", "seat").order_by("is_substitute", "member__search_text"))
    holders = {row.seat_id: row.member for row in rows if not row.is_substitute}
    found: dict[int, Line] = {}
    for row in rows:
        replaces = holders.get(row.seat_id) if row.is_substitute else None
        found.setdefault(row.member_id, Line(row.member, replaces))
    for one in sitting.attendances.select_related("member", "replaces"):
        found[one.member_id] = Line(one.member, one.replaces, one.name_as_written)
    return sorted(found.values(), key=lambda line: (line.replaces is not None, line.member.search_text))


class RollForm(Form):
    """One line a member: how they took part, and who votes for them."""

    def __init__(self, *args: Any, sitting: Sitting, everyone: Presence | None = None, **kwargs: Any) -> None:
        self.sitting = sitting
        self.lines = lines_of(sitting)
        self.people = People(line.member for line in self.lines)
        self.moves = list(sitting.movements.select_related("member"))
        kwargs["initial"] = self._initial(everyone)
        super().__init__(*args, **kwargs)

    def add_fields(self) -> None:
        """Add two fields a member, and four a movement."""
        for line in self.lines:
            key = f"m{line.member.pk}"
            none = "absent de la feuille" if line.replaces else "à renseigner"
            self.fields[f"{key}-presence"] = forms.ChoiceField(
                label=f"Présence de {line.member}",
                choices=choices_with_none(Presence.choices, none),
                required=line.replaces is None,
                error_messages={"required": "À renseigner.", "invalid_choice": "Choisissez une réponse."},
            )
            self.fields[f"{key}-holder"] = self._member(f"Procuration de {line.member} à")
        for number in range(len(self.moves) + MORE_MOVEMENTS):
            self._add_movement(number)

    def _add_movement(self, number: int) -> None:
        rank = number + 1
        self.fields[f"v{number}-member"] = self._member(f"Mouvement {rank} : qui")
        self.fields[f"v{number}-way"] = forms.ChoiceField(
            label=f"Mouvement {rank} : sens", choices=_WAYS, required=False
        )
        self.fields[f"v{number}-at"] = HourField(label=f"Mouvement {rank} : heure", required=False)
        self.fields[f"v{number}-before"] = CountField(
            label=f"Mouvement {rank} : avant le point n°", required=False
        )

        for part, shown in _MOVE_PARTS.items():
            field: Any = self.fields[f"v{number}-{part}"]
            field.shown = shown

    def _member(self, label: str) -> MemberField:
        field = MemberField(label=label, required=False)
        field.people = self.people
        return field

    def _initial(self, everyone: Presence | None) -> dict[str, Any]:
        known: dict[str, Any] = {}
        if everyone is not None:
            known = {f"m{line.member.pk}-presence": everyone for line in self.lines if not line.replaces}
        sheet = [] if everyone is not None else self.sitting.attendances.select_related("proxy_holder")
        for one in sheet:
            known[f"m{one.member_id}-presence"] = one.presence
            known[f"m{one.member_id}-holder"] = one.proxy_holder
        for number, move in enumerate(self.moves):
            known |= {
                f"v{number}-member": move.member,
                f"v{number}-way": "arrives" if move.arrives else "leaves",
                f"v{number}-at": move.at,
                f"v{number}-before": move.before_rank,
            }
        return known

    def clean(self) -> dict[str, Any]:
        """Tie each proxy to its giver, and refuse half a movement.

        Raises: ValidationError through the fields.
        """
        for line in self.lines:
            self._check_line(f"m{line.member.pk}", line)
        for number in range(len(self.moves) + MORE_MOVEMENTS):
            who, way = self.cleaned_data.get(f"v{number}-member"), self.cleaned_data.get(f"v{number}-way")
            if bool(who) != bool(way) and f"v{number}-member" not in self.errors:
                self.add_error(f"v{number}-member", "Indiquez qui, et s’il arrive ou part.")
        return self.cleaned_data

    def _check_line(self, key: str, line: Line) -> None:
        presence, holder = self.cleaned_data.get(f"{key}-presence"), self.cleaned_data.get(f"{key}-holder")
        if f"{key}-holder" in self.errors:
            return
        if presence == Presence.REPRESENTED and holder is None:
            self.add_error(f"{key}-holder", "Représenté : par qui ?")
        elif presence and presence != Presence.REPRESENTED and holder is not None:
            self.add_error(f"{key}-holder", "Une procuration sans être représenté : laquelle des deux ?")
        elif holder == line.member:
            self.add_error(f"{key}-holder", ValidationError("Nul ne se donne procuration à soi-même."))

    def attendances(self) -> tuple[AttendanceFacts, ...]:
        """Give the sheet; a substitute who did not come is not on it."""
        return tuple(
            AttendanceFacts(
                member=line.member,
                presence=Presence(self.cleaned_data[f"m{line.member.pk}-presence"]),
                name_as_written=line.name_as_written or str(line.member),
                proxy_holder=self.cleaned_data[f"m{line.member.pk}-holder"],
                replaces=line.replaces,
            )
            for line in self.lines
            if self.cleaned_data[f"m{line.member.pk}-presence"]
        )

    def movements(self) -> tuple[MovementFacts, ...]:
        """Give the arrivals and departures."""
        typed: Mapping[str, Any] = self.cleaned_data
        return tuple(
            MovementFacts(
                member=typed[f"v{number}-member"],
                arrives=typed[f"v{number}-way"] == "arrives",
                at=typed[f"v{number}-at"],
                before_rank=typed[f"v{number}-before"],
            )
            for number in range(len(self.moves) + MORE_MOVEMENTS)
            if typed[f"v{number}-member"]
        )

    @property
    def rows(self) -> list[tuple[Line, BoundField, BoundField]]:
        """The lines with their two fields."""
        return [
            (line, self[f"m{line.member.pk}-presence"], self[f"m{line.member.pk}-holder"])
            for line in self.lines
        ]

    @property
    def movement_rows(self) -> list[list[BoundField]]:
        """The movements, four fields each."""
        return [
            [self[f"v{number}-{part}"] for part in _MOVE_PARTS]
            for number in range(len(self.moves) + MORE_MOVEMENTS)
        ]
