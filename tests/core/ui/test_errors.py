"""The pages of what went wrong: in French, in the look, with what to do, without the database."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import BadRequest, PermissionDenied
from django.http import HttpResponse
from django.test import Client, RequestFactory, override_settings
from django.urls import path

from beffroi.config import urls
from beffroi.core.ui import errors
from core.html_checks import check_page

PAGES = [
    (lambda request: errors.bad_request(request, Exception()), 400, "Cette demande n’a pas été comprise"),
    (lambda request: errors.forbidden(request, Exception()), 403, "Cette page ne vous est pas ouverte"),
    (errors.csrf_refused, 403, "Le formulaire n’a pas été accepté"),
    (lambda request: errors.not_found(request, Exception()), 404, "Il n’y a rien à cette adresse"),
    (errors.server_error, 500, "Beffroi est tombé en panne"),
]


@pytest.mark.parametrize(("page", "status", "heading"), PAGES)
def test_an_error_page_says_what_happened_and_what_to_do(page, status, heading):
    response = page(RequestFactory().get("/"))
    html = response.content.decode()
    check_page(html)
    assert response.status_code == status
    assert f"<h1>{heading}</h1>" in html
    assert "Que faire\u202f?" in html


@login_not_required
def fail(request):
    raise RuntimeError("broken")


@login_not_required
def refuse(request):
    raise PermissionDenied


@login_not_required
def misunderstand(request):
    raise BadRequest


urlpatterns = [
    *urls.urlpatterns,
    path("casse/", fail),
    path("refuse/", refuse),
    path("incompris/", misunderstand),
    path("formulaire/", login_not_required(lambda request: HttpResponse("ok"))),
]
handler400, handler403 = "beffroi.core.ui.errors.bad_request", "beffroi.core.ui.errors.forbidden"
handler404, handler500 = "beffroi.core.ui.errors.not_found", "beffroi.core.ui.errors.server_error"


@override_settings(ROOT_URLCONF="core.ui.test_errors")
@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/casse/", 500, "tombé en panne"),
        ("/refuse/", 403, "ne vous est pas ouverte"),
        ("/incompris/", 400, "pas été comprise"),
        ("/rien/du/tout/", 404, "rien à cette adresse"),
    ],
)
def test_an_error_reaches_its_page_without_a_database(address, status, words):
    response = Client(raise_request_exception=False).get(address)
    assert response.status_code == status
    assert words in response.content.decode()
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@override_settings(ROOT_URLCONF="core.ui.test_errors")
def test_a_form_without_its_token_gets_the_page_that_explains():
    response = Client(enforce_csrf_checks=True).post("/formulaire/")
    assert response.status_code == 403
    assert "Rien n’a été enregistré" in response.content.decode()


def test_the_real_addresses_name_the_handlers():
    assert [urls.handler400, urls.handler403, urls.handler404, urls.handler500] == [
        f"beffroi.core.ui.errors.{name}" for name in ("bad_request", "forbidden", "not_found", "server_error")
    ]
