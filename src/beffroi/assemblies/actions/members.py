"""Members of an assembly, and who sits where."""

from datetime import date

from django.db import transaction

from beffroi.assemblies.assembly_refusals import MOST_SEATS
from beffroi.assemblies.kinds import EndReason
from beffroi.assemblies.models import Assembly, Mandate, Member, Seat
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.actions import changes_between, record
from beffroi.core.journal.authors import Author
from beffroi.core.saving import save_checked, told_fields
from beffroi.core.text import fold
from beffroi.law.french import french_date


@transaction.atomic
def add_seat(assembly: Assembly, *, commune_name: str = "", commune_code: str = "", by: Author) -> Seat:
    """Add a seat, numbered after the last one."""
    lock_assembly(assembly)
    last = assembly.seats.order_by("-number").values_list("number", flat=True).first() or 0
    if last >= MOST_SEATS:
        raise RuleViolation(f"Une assemblée a {MOST_SEATS} sièges au plus.")
    seat = save_checked(
        Seat(assembly=assembly, number=last + 1, commune_name=commune_name, commune_code=commune_code)
    )
    record("seat.added", assembly, by=by, note=str(seat))
    return seat


@transaction.atomic
def add_member(assembly: Assembly, *, surname: str, first_name: str = "", by: Author) -> Member:
    """Add a person to those who may sit."""
    lock_assembly(assembly)
    member = save_checked(
        Member(assembly=assembly, surname=surname.strip(), first_name=first_name.strip(), search_text="-")
    )
    record("member.added", member, by=by)
    return member


@transaction.atomic
def rename_member(member: Member, *, surname: str, first_name: str, by: Author) -> Member:
    """Correct the spelling of a name; sealed acts keep it as they wrote it."""
    lock_assembly(member.assembly)
    locked = Member.objects.select_for_update().get(pk=member.pk)
    before = told_fields(locked, leave=("search_text",))
    locked.surname, locked.first_name = surname.strip(), first_name.strip()
    save_checked(locked)
    changes = changes_between(before, told_fields(locked, leave=("search_text",)))
    record("member.renamed", locked, by=by, changes=changes)
    return locked


@transaction.atomic
def seat_member(
    assembly: Assembly,
    *,
    surname: str,
    first_name: str,
    seat: Seat | None,
    commune_name: str,
    starts_on: date,
    is_substitute: bool,
    by: Author,
) -> Mandate:
    """Add a member and, when no seat is chosen, one for them; all or nothing, and once.

    Raises: RuleViolation, also for the same name from the same day: a second click, or a namesake to tell
    apart by the first name.
    """
    lock_assembly(assembly)
    same = Mandate.objects.filter(
        seat__assembly=assembly,
        member__search_text=fold(f"{surname} {first_name}"),
        starts_on=starts_on,
        is_substitute=is_substitute,
    )
    if same.exists():
        raise RuleViolation("Ce nom a déjà un siège depuis ce jour. Un homonyme ? Précisez son prénom.")
    chosen = seat or add_seat(assembly, commune_name=commune_name, by=by)
    member = add_member(assembly, surname=surname, first_name=first_name, by=by)
    return fill_seat(chosen, member, starts_on=starts_on, is_substitute=is_substitute, by=by)


@transaction.atomic
def fill_seat(
    seat: Seat, member: Member, *, starts_on: date, is_substitute: bool = False, by: Author
) -> Mandate:
    """Give a seat to a member, as its holder or as the substitute.

    Raises: RuleViolation when another holds it that day, or the member is of another assembly.
    """
    lock_assembly(seat.assembly)
    if member.assembly_id != seat.assembly_id:
        raise RuleViolation("Ce membre n’est pas de cette assemblée.")
    _refuse_overlap(seat, member, starts_on, is_substitute=is_substitute)
    mandate = save_checked(
        Mandate(seat=seat, member=member, starts_on=starts_on, is_substitute=is_substitute)
    )
    role = "suppléant" if is_substitute else "titulaire"
    record("seat.filled", member, by=by, note=f"{seat}, {role}, depuis le {french_date(starts_on)}")
    return mandate


def _refuse_overlap(seat: Seat, member: Member, starts_on: date, *, is_substitute: bool) -> None:
    later = Mandate.objects.filter(is_substitute=is_substitute).exclude(ends_on__lt=starts_on)
    taken = later.filter(seat=seat).select_related("member").first()
    if taken is not None:
        raise RuleViolation(f"Ce siège est tenu par {taken.member} à partir de cette date.")
    elsewhere = later.filter(member=member).select_related("seat").first()
    if elsewhere is not None and not is_substitute:
        raise RuleViolation(f"{member} tient déjà le {elsewhere.seat}.")


@transaction.atomic
def end_mandate(mandate: Mandate, *, ends_on: date, reason: EndReason, by: Author) -> Mandate:
    """End a mandate; `ends_on` is its last day, the seat is vacant from the next one.

    Raises: RuleViolation when it has ended already, or would end before it began.
    """
    lock_assembly(mandate.seat.assembly)
    locked = Mandate.objects.select_for_update().get(pk=mandate.pk)
    if locked.ends_on is not None:
        raise RuleViolation("Ce mandat a déjà pris fin.")
    locked.ends_on, locked.end_reason = ends_on, reason
    save_checked(locked)
    note = f"{locked.seat}, {reason.label}, dernier jour le {french_date(ends_on)}"
    record("mandate.ended", locked.member, by=by, note=note)
    return locked


def lock_assembly(assembly: Assembly) -> Assembly:
    """Hold an assembly's row until the transaction ends: one change at a time."""
    return Assembly.objects.select_for_update().get(pk=assembly.pk)
