"""Assemblies: opening the register of one, correcting what may still change."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from beffroi.assemblies.actions.assemblies import change_assembly, create_assembly
from beffroi.assemblies.assembly_refusals import kinds_left
from beffroi.assemblies.forms.assembly import AssemblyForm
from beffroi.assemblies.permissions import can_keep_assemblies, require
from beffroi.assemblies.views.common import (
    ONLY_CLERKS,
    attempt,
    clerk_of,
    done,
    own_assembly,
    status_of,
)
from beffroi.organisations.actor import acting


@require_http_methods(["GET", "HEAD", "POST"])
def assembly_add(request: HttpRequest) -> HttpResponse:
    """Open the register of an assembly of one's organisation."""
    actor = acting(request)
    require(can_keep_assemblies(actor), ONLY_CLERKS)
    place = actor.organisation
    form = AssemblyForm(request.POST or None, organisation=place)
    if form.is_valid():
        made = attempt(form, lambda: create_assembly(place, form.facts(), by=actor))
        if made is not None:
            done(request, "L’assemblée est enregistrée. Ajoutez maintenant ses membres.")
            return redirect("assemblies:members", made.slug)
    context = {"form": form, "assembly": None, "place": place, "left": kinds_left(place)}
    return render(request, "assemblies/assembly_form.html", context, status=status_of(form))


@require_http_methods(["GET", "HEAD", "POST"])
def assembly_edit(request: HttpRequest, slug: str) -> HttpResponse:
    """Correct what may still change of an assembly."""
    assembly = own_assembly(request, slug)
    actor = clerk_of(request, assembly)
    form = AssemblyForm(request.POST or None, organisation=assembly.organisation, known=assembly)
    if form.is_valid() and attempt(form, lambda: change_assembly(assembly, form.facts(), by=actor)):
        done(request, "L’assemblée est corrigée.")
        return redirect("assemblies:members", assembly.slug)
    context = {"form": form, "assembly": assembly, "place": assembly.organisation}
    return render(request, "assemblies/assembly_form.html", context, status=status_of(form))
