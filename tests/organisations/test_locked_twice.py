"""The pages of allauth keep a lock of their own: without ours, nobody who is not signed in reads them."""

import pytest
from django.conf import settings
from django.urls import reverse
from django.urls.exceptions import NoReverseMatch

from beffroi.organisations.signin.urls import urlpatterns

pytestmark = pytest.mark.django_db
# A page that we wrote, behind our lock alone: what tries every address tries it.
OUR_PAGE = "usersessions_list"
OURS = "beffroi.organisations.signin.required.LoginRequired"


def asked_to_sign_in():
    """The addresses of the sign-in that ask who is there, with an argument where they take one."""
    for pattern in urlpatterns:
        if pattern.name != OUR_PAGE and getattr(pattern.callback, "login_required", True):
            try:
                yield reverse(pattern.name)
            except NoReverseMatch:
                yield reverse(pattern.name, args=[1])


@pytest.mark.parametrize("address", sorted(set(asked_to_sign_in())))
def test_a_page_of_the_locks_refuses_a_stranger_without_our_lock(client, settings, address):
    settings.MIDDLEWARE = [one for one in settings.MIDDLEWARE if one != OURS]
    answer = client.get(address)
    assert answer.status_code == 302
    assert answer["Location"].startswith(reverse("account_login"))


def test_our_lock_stands_before_theirs():
    assert OURS in settings.MIDDLEWARE
