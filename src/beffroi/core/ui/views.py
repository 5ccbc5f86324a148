"""The page of components: the kit, for those who build pages."""

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from beffroi.core.ui import showcase


@login_not_required
@require_safe
def components(request: HttpRequest) -> HttpResponse:
    """Show every component with invented content; only where settings ask for it."""
    if not (settings.DEBUG or settings.SHOW_COMPONENTS):
        raise Http404("the page of components is closed here")
    messages.success(request, "La fiche est enregistrée : version 4.")
    messages.warning(request, "La rencontre technique de 2024 n’est pas encore fixée.")
    listing = showcase.OPERATION_LIST.show(showcase.OPERATIONS, request.GET)
    return render(
        request,
        "ui/components.html",
        {
            "shown": showcase,
            "reckonings": showcase.reckonings(),
            "listing": listing,
            "total": sum(row.amount for row in listing.every),
            "form": showcase.ShownForm(),
            "wrong_form": showcase.wrong_form(),
            "empty_listing": showcase.OPERATION_LIST.show((), request.GET),
        },
    )
