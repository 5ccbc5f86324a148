"""The quorum: a majority of the members in office, with what each body lets count."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from beffroi.law import sources
from beffroi.law.assembly import AssemblyKind
from beffroi.law.errors import LawInputError, check_at_most, check_count, check_optional_date
from beffroi.law.french import agree, french_date, french_number, plural
from beffroi.law.reckoning import Input, Reckoning, Source, told_inputs
from beffroi.law.tables import QUORUMS, SECOND_SITTINGS, QuorumRule

PROXIES_DO_NOT_COUNT = "Les procurations ne comptent jamais dans le quorum."
WHEN_TESTED = "Se vérifie à l’ouverture, après une suspension et à l’appel de chaque affaire."


@dataclass(frozen=True, slots=True)
class _Roll:
    """The members as they were counted."""

    rule: QuorumRule
    in_office: int
    present: int
    represented: int
    remote: int
    interested: int
    excluded: int
    excluded_absent: int

    @property
    def base(self) -> int:
        return self.in_office - self.excluded

    @property
    def threshold(self) -> int:
        return self.base // 2 + 1

    def counted(self, *, with_remote: bool) -> int:
        """Count who makes the quorum, with or without those who attend by video."""
        leaving = self.interested + self.excluded - self.excluded_absent
        proxies = self.represented if self.rule.counts_represented else 0
        return max(0, self.present + (self.remote if with_remote else 0) + proxies - leaving)


def quorum(
    in_office: int,
    present: int,
    *,
    assembly: AssemblyKind,
    represented: int = 0,
    remote: int = 0,
    interested: int = 0,
    excluded: int = 0,
    excluded_absent: int = 0,
    on: date | None = None,
    second_convocation: bool = False,
    second_shortened: bool = False,
    video_barred_item: bool = False,
    alsace_moselle: bool = False,
) -> Reckoning[int]:
    """Give the number of members that must be present, and tell whether they are.

    `present` are those in the room, `remote` those who attend by video; `interested` are among either.
    `excluded` (L1111-6 II) leave both sides: all are taken to be in the room but `excluded_absent` of them.

    Unit: members. Rounding: half of the members in office, rounded down, plus one.
    Raises: LawInputError for a part larger than its whole.
    Source: CGCT L2121-17, L5211-1, L3121-14, L3121-14-1; video L5211-11-1, L3121-9-1.
    Example: 152 in office → 77.
    """
    roll = _Roll(
        QUORUMS[assembly], in_office, present, represented, remote, interested, excluded, excluded_absent
    )
    _check(roll, on)
    shortened = second_shortened and not SECOND_SITTINGS[assembly].as_of_right
    waived = second_convocation and not shortened
    video = _video(roll.rule, on, barred_item=video_barred_item)
    counted = roll.counted(with_remote=video is not False)
    holds = True if waived else _holds(roll, video)
    return Reckoning(
        rule="quorum",
        value=0 if waived else roll.threshold,
        holds=holds,
        title=_title(roll, counted, waived=waived),
        verdict=_verdict(roll, counted, holds, waived=waived),
        inputs=_inputs(roll, assembly, on),
        steps=_steps(roll, counted, video, waived=waived),
        sources=_sources(roll, assembly, waived=waived, alsace_moselle=alsace_moselle),
        notes=_notes(roll, video, waived=waived, shortened=shortened, barred_item=video_barred_item),
    )


def _check(roll: _Roll, on: date | None) -> None:
    check_count("in_office", roll.in_office, at_least=1)
    for field in ("present", "represented", "remote", "interested", "excluded", "excluded_absent"):
        check_count(field, getattr(roll, field))
    check_optional_date("on", on)
    attending = roll.present + roll.remote
    check_at_most("present", attending, roll.in_office, "Il y a plus de présents que de membres en exercice.")
    check_at_most(
        "represented", attending + roll.represented, roll.in_office,
        "Présents et représentés dépassent le nombre de membres en exercice.",
    )  # fmt: skip
    check_at_most(
        "excluded_absent", roll.excluded_absent, roll.excluded, "Plus d’absents que de membres écartés."
    )
    leaving = roll.interested + roll.excluded - roll.excluded_absent
    check_at_most("interested", leaving, attending, "Plus de membres intéressés ou écartés que de présents.")
    if roll.excluded >= roll.in_office:
        raise LawInputError(
            "excluded", "Tous les membres seraient écartés : il n’y a plus de quorum à calculer."
        )


def _video(rule: QuorumRule, on: date | None, *, barred_item: bool) -> bool | None:
    """Tell whether those who attend by video count; None when the date would decide and is not known."""
    if rule.video is None or barred_item:
        return False
    return None if on is None else rule.video.holds_on(on)


def _holds(roll: _Roll, video: bool | None) -> bool | None:
    """Answer only when the doubt about the video changes nothing."""
    answers = {
        roll.counted(with_remote=counts) >= roll.threshold
        for counts in ((True, False) if video is None else (video,))
    }
    return answers.pop() if len(answers) == 1 else None


def _title(roll: _Roll, counted: int, *, waived: bool) -> str:
    if waived:
        return f"Quorum : aucun exigé à la seconde séance, {plural(counted, 'compté')}"
    present = plural(roll.threshold, "présent")
    who = f"{present} ou {agree(roll.threshold, 'représenté')}" if roll.rule.counts_represented else present
    return f"Quorum : {who} {agree(roll.threshold, 'exigé')}, {plural(counted, 'compté')}"


def _verdict(roll: _Roll, counted: int, holds: bool | None, *, waived: bool) -> str:
    if waived:
        return "À la seconde séance, tenue dans les règles après un quorum manqué, aucun n’est exigé."
    if holds is None:
        return (
            "La réponse dépend de la date : les membres à distance ne comptent que depuis le 1er août 2022."
        )
    gap = counted - roll.threshold
    if gap < 0:
        return f"Quorum manqué : il en faut {french_number(-gap)} de plus."
    return f"Quorum atteint : {french_number(gap)} de plus." if gap else "Quorum atteint, de justesse."


def _inputs(roll: _Roll, assembly: AssemblyKind, on: date | None) -> tuple[Input, ...]:
    effect = agree(roll.represented, "compté") if roll.rule.counts_represented else "sans effet sur le quorum"
    return told_inputs((
        ("Assemblée", assembly.label),
        ("Date", None if on is None else french_date(on)),
        ("Membres en exercice", french_number(roll.in_office)),
        ("Présents", french_number(roll.present)),
        ("Représentés", f"{french_number(roll.represented)}, {effect}" if roll.represented else None),
        ("À distance", french_number(roll.remote) if roll.remote else None),
        ("Intéressés", french_number(roll.interested) if roll.interested else None),
        ("Écartés (L1111-6 II)", french_number(roll.excluded) if roll.excluded else None),
    ))  # fmt: skip


def _threshold_steps(roll: _Roll) -> tuple[str, ...]:
    base, half = french_number(roll.base), french_number(Decimal(roll.base) / 2)
    rounded = f", arrondi à {french_number(roll.base // 2)}" if roll.base % 2 else ""
    majority = f"{base} ÷ 2 = {half}{rounded}, plus 1 = {french_number(roll.threshold)}"
    if not roll.excluded:
        return (majority,)
    left = f"{french_number(roll.in_office)} en exercice − {plural(roll.excluded, 'écarté')} = {base}"
    return left, majority


def _steps(roll: _Roll, counted: int, video: bool | None, *, waived: bool) -> tuple[str, ...]:
    steps = () if waived else _threshold_steps(roll)
    parts = [f"{plural(roll.present, 'présent')}"]
    if roll.remote and video is not False:
        parts.append(f"+ {french_number(roll.remote)} à distance")
    if roll.represented and roll.rule.counts_represented:
        parts.append(f"+ {plural(roll.represented, 'représenté')}")
    if roll.interested:
        parts.append(f"− {plural(roll.interested, 'intéressé')}")
    if roll.excluded > roll.excluded_absent:
        parts.append(f"− {plural(roll.excluded - roll.excluded_absent, 'écarté')}")
    return (*steps, " ".join([*parts, f"= {french_number(counted)}"]) if len(parts) > 1 else parts[0])


def _sources(
    roll: _Roll, assembly: AssemblyKind, *, waived: bool, alsace_moselle: bool
) -> tuple[Source, ...]:
    cited = [*roll.rule.sources, *(SECOND_SITTINGS[assembly].sources if waived else ())]
    if roll.remote and roll.rule.video is not None:
        cited.append(roll.rule.video)
    if roll.interested:
        cited.append(sources.INTERESTED_RULING)
    if roll.excluded:
        cited.append(sources.EXCLUDED_MEMBERS)
    if alsace_moselle and assembly is AssemblyKind.COMMUNE:
        cited.append(sources.ALSACE_MOSELLE_QUORUM)
    return tuple(dict.fromkeys(cited))


def _notes(
    roll: _Roll, video: bool | None, *, waived: bool, shortened: bool, barred_item: bool
) -> tuple[str, ...]:
    notes = [] if waived else [WHEN_TESTED]
    if roll.represented and not roll.rule.counts_represented:
        notes.append(PROXIES_DO_NOT_COUNT)
    if shortened:
        notes.append("Seconde convocation à délai abrégé : le quorum s’applique de nouveau.")
    if roll.remote and video:
        notes.append(
            "À distance, seul le scrutin public est possible : un scrutin secret adopté reporte l’affaire."
        )
    if roll.remote and video is False:
        why = "pour cette affaire" if barred_item else "dans cette assemblée à cette date"
        notes.append(f"Membres à distance non comptés : la visioconférence n’est pas ouverte {why}.")
    return tuple(notes)
