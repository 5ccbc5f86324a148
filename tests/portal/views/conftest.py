"""What every public page owes, whoever opens it. No test here has a database: one query would fail it."""

import pytest


@pytest.fixture
def page(client):
    """Open an address and check what all pages share; give back the text."""

    def opened(address: str, *, status: int = 200) -> str:
        response = client.get(address)
        assert response.status_code == status
        policy = response["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        html = response.content.decode()
        assert '<html lang="fr">' in html
        assert html.count("<h1") == 1
        for inline in (" style=", "<style", " onclick=", "javascript:", "<script>"):
            assert inline not in html
        return html

    return opened
