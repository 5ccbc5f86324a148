import pytest

ADDRESS = "/actes/bethune-bruay-2023-12-12/acte.json"


@pytest.mark.usefixtures("no_seed")
def test_gives_the_facts_in_the_exchange_format(client):
    response = client.get(ADDRESS)
    assert response["Content-Type"] == "application/json"
    told = response.json()
    assert (len(told["present"]), len(told["proxies"]), len(told["absent"])) == (102, 23, 27)
    assert told["computed"]["quorum"] == 77
    assert told["deliberations"][0]["computed"]["appeal_until"] == "2024-02-21"
    assert "majorité" in response.content.decode()
