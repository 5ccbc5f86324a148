"""Coming back from another service: a page to continue, as a GET never writes."""

from allauth.socialaccount.providers.openid_connect import views
from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

CARRIED = ("code", "state", "error", "iss", "session_state")


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Go and sign in at the other service."""
    # An account is linked by its verified address when one signs in, and in no other way.
    if not settings.OIDC_ISSUER or request.GET.get("process") or request.POST.get("process"):
        raise Http404("no other service is configured")
    found: HttpResponseBase = views.login(request, provider_id)
    return found


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def come_back(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Show a button to continue, then let allauth check what the other service said."""
    if not settings.OIDC_ISSUER:
        raise Http404("no other service is configured")
    if request.method != "POST":
        carried = [(name, request.GET[name]) for name in CARRIED if name in request.GET]
        told = {"carried": carried, "name": settings.OIDC_NAME}
        return render(request, "organisations/signin/come_back.html", told)
    # Allauth reads the answer where the other service wrote it: in the address.
    request.GET = request.POST
    found: HttpResponseBase = views.callback(request, provider_id)
    return found
