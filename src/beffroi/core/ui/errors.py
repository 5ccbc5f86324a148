"""The pages of what went wrong, in French, each saying what to do. None needs the database."""

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from beffroi.core.errors import NotAllowed


def _page(name: str, status: int, reason: str = "") -> HttpResponse:
    # Without the request: no context processor runs, so that an error page cannot fail in its turn.
    return HttpResponse(render_to_string(f"ui/errors/{name}.html", {"reason": reason}), status=status)


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address or a form that cannot be understood."""
    return _page("bad_request", 400)


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer a page that this person may not see."""
    return _page("forbidden", 403, exception.message if isinstance(exception, NotAllowed) else "")


def csrf_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form whose proof of origin is missing or too old."""
    return _page("csrf_refused", 403)


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer an address where there is nothing."""
    return _page("not_found", 404)


def too_many(request: HttpRequest) -> HttpResponse:
    """Answer who asks the same thing too often."""
    return _page("too_many", 429)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when the program failed."""
    return _page("server_error", 500)
