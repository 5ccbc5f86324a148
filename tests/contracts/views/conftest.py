"""Pages opened as the public, or as a person of an organisation."""

import pytest
from django.test import Client

from beffroi.organisations.actor import Actor


@pytest.fixture
def page(client):
    """Open an address as the public, and check what all pages share."""

    def opened(address: str, *, by: Client = client, status: int = 200) -> str:
        response = by.get(address)
        assert response.status_code == status
        html = response.content.decode().replace("\u202f", " ").replace("\u00a0", " ")
        if status == 200:
            assert html.count("<h1") == 1
            for inline in (" style=", "<style", " onclick=", "javascript:", "<script>"):
                assert inline not in html
        return html

    return opened


def as_actor(actor: Actor) -> Client:
    """A browser where this person is signed in."""
    client = Client()
    client.force_login(actor.user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client
