"""Reading a text."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from beffroi.drafting.models import Text
from beffroi.drafting.signoffs import latest_of
from beffroi.organisations.actor import acting


@require_safe
def text(request: HttpRequest, pk: int) -> HttpResponse:
    """One text, as it stands."""
    found = get_object_or_404(Text.objects.visible_to(acting(request)), pk=pk)
    return render(request, "drafting/text.html", {"text": found, "sections": latest_of(found).parts})
