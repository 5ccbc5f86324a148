"""Members and seats of an assembly."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from beffroi.assemblies.actions.members import end_mandate, rename_member, seat_member
from beffroi.assemblies.forms.member import EndForm, MemberForm, NameForm
from beffroi.assemblies.kinds import EndReason
from beffroi.assemblies.models import Mandate, Member
from beffroi.assemblies.permissions import can_read_register, can_record_acts, require
from beffroi.assemblies.views.common import (
    DRAFTS_FOR_FEW,
    attempt,
    clerk_of,
    done,
    own_assembly,
    status_of,
)
from beffroi.organisations.actor import acting


@require_safe
def members(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who sits today, seat by seat."""
    assembly = own_assembly(request, slug)
    actor, on = acting(request), timezone.localdate()
    require(can_read_register(actor), DRAFTS_FOR_FEW)
    holding = Mandate.objects.filter(seat__assembly=assembly).active(on).select_related("member")
    by_seat: dict[int, list[Mandate]] = {}
    for one in holding.order_by("is_substitute"):
        by_seat.setdefault(one.seat_id, []).append(one)
    seats = [(seat, by_seat.get(seat.pk, [])) for seat in assembly.seats.all()]
    return render(
        request,
        "assemblies/members.html",
        {
            "assembly": assembly,
            "seats": seats,
            "in_office": assembly.seats_in_office(on),
            "may_write": can_record_acts(actor, assembly),
        },
    )


@require_http_methods(["GET", "HEAD", "POST"])
def member_add(request: HttpRequest, slug: str) -> HttpResponse:
    """Give a seat to somebody."""
    assembly = own_assembly(request, slug)
    actor = clerk_of(request, assembly)
    form = MemberForm(request.POST or None, assembly=assembly)
    if form.is_valid() and attempt(form, lambda: seat_member(assembly, **form.cleaned_data, by=actor)):
        done(request, "Le membre est enregistré.")
        return redirect("assemblies:members", assembly.slug)
    context = {"form": form, "assembly": assembly, "title": "Ajouter un membre"}
    return render(request, "assemblies/member_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def member_rename(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Correct the spelling of a name."""
    assembly = own_assembly(request, slug)
    actor = clerk_of(request, assembly)
    member = get_object_or_404(Member, pk=pk, assembly=assembly)
    initial = {"surname": member.surname, "first_name": member.first_name}
    form = NameForm(request.POST or None, initial=initial)
    if form.is_valid() and attempt(form, lambda: rename_member(member, **form.cleaned_data, by=actor)):
        done(request, "Le nom est corrigé. Les actes scellés gardent l’orthographe qu’ils portent.")
        return redirect("assemblies:members", assembly.slug)
    context = {"form": form, "assembly": assembly, "title": f"Corriger le nom de {member}"}
    return render(request, "assemblies/member_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def mandate_end(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Record the end of a mandate."""
    assembly = own_assembly(request, slug)
    actor = clerk_of(request, assembly)
    mandate = get_object_or_404(Mandate.objects.select_related("member"), pk=pk, seat__assembly=assembly)
    form = EndForm(request.POST or None)
    if form.is_valid():
        day, reason = form.cleaned_data["ends_on"], EndReason(form.cleaned_data["reason"])
        if attempt(form, lambda: end_mandate(mandate, ends_on=day, reason=reason, by=actor)):
            done(request, "La fin du mandat est enregistrée.")
            return redirect("assemblies:members", assembly.slug)
    context = {"form": form, "assembly": assembly, "title": f"Fin du mandat de {mandate.member}"}
    return render(request, "assemblies/member_form.html", context, status=status_of(form))
