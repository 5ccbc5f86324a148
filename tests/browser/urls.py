"""The addresses of Beffroi, some that fail in each way, and one whose answer comes in two parts."""

import time
from collections.abc import Iterator

from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.templatetags.static import static
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

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


@csrf_exempt
@login_not_required
def come_in_parts(request: HttpRequest) -> StreamingHttpResponse:
    """Answer as a busy machine does: the page begins, its heading comes later."""

    def parts() -> Iterator[str]:
        yield "<!doctype html><html lang=fr>"
        time.sleep(0.3 if request.method == "POST" else 0)
        yield f"<link rel=icon href={static('ui/belfry.svg')}><title>{request.method}</title>"
        yield f"<main><h1>{request.method}</h1>"
        yield "<form method=post><button>Envoyer</button></form></main></html>"

    return StreamingHttpResponse(parts())


urlpatterns = [
    *urls.urlpatterns,
    path("incompris/", misunderstand),
    path("refuse/", refuse),
    path("casse/", fail),
    path("en-deux-temps/", come_in_parts),
]
