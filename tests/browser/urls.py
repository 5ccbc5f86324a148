"""The addresses of Beffroi, and some that fail in each way."""

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.urls import path

from beffroi.config import urls
from beffroi.config.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500"]


@login_not_required
def misunderstand(request: HttpRequest) -> HttpResponse:
    """Fail with 400."""
    raise BadRequest


@login_not_required
def refuse(request: HttpRequest) -> HttpResponse:
    """Fail with 403."""
    raise PermissionDenied


@login_not_required
def fail(request: HttpRequest) -> HttpResponse:
    """Fail with 500."""
    raise RuntimeError("broken on purpose")


urlpatterns = [
    *urls.urlpatterns,
    path("incompris/", misunderstand),
    path("refuse/", refuse),
    path("casse/", fail),
]
