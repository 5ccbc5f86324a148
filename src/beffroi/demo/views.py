"""Playing a persona: one click, where the demonstration is on."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from beffroi.organisations.models import User

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@login_not_required
@require_POST
def play(request: HttpRequest) -> HttpResponse:
    """Sign in as a persona; as the public again when none is named."""
    if not settings.DEMO_MODE:
        raise Http404("the demonstration is off")
    wanted = request.POST.get("persona", "")
    if not wanted:
        logout(request)
        return redirect("portal:home")
    number = int(wanted) if wanted.isdecimal() and len(wanted) < 19 else 0
    persona = get_object_or_404(User, pk=number, is_persona=True, is_active=True)
    # Nothing of the former persona's session goes over to the next.
    request.session.flush()
    login(request, persona, backend=BACKEND)
    return redirect("organisations:home")
