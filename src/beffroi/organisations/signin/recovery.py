"""Recovery codes: allauth marks them as seen when they are read, and a GET never writes."""

from allauth.mfa.models import Authenticator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from beffroi.organisations.signin.again import asks_again


def _unused_codes(request: HttpRequest) -> list[str]:
    found = Authenticator.objects.filter(
        user_id=request.user.pk, type=Authenticator.Type.RECOVERY_CODES
    ).first()
    if found is None:
        raise Http404("no recovery codes")
    return list(found.wrap().get_unused_codes())


@never_cache
@require_safe
@asks_again
def codes_page(request: HttpRequest) -> HttpResponse:
    """Show the codes that still serve."""
    return render(request, "mfa/recovery_codes/index.html", {"codes": _unused_codes(request)})


@never_cache
@require_safe
@asks_again
def codes_file(request: HttpRequest) -> HttpResponse:
    """Give the codes as a text to keep."""
    lines = ["Beffroi : codes de secours. Chacun sert une seule fois.", "", *_unused_codes(request), ""]
    return HttpResponse(
        "\r\n".join(lines),
        content_type="text/plain; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="codes-de-secours.txt"'},
    )
