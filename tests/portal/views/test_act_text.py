import pytest

ADDRESS = "/actes/bethune-bruay-2023-12-12/texte/"


@pytest.mark.usefixtures("seed")
def test_shows_the_lines_beside_the_values_linked_both_ways(page):
    html = page(ADDRESS)
    assert 'id="l12"' in html
    assert 'href="#l12"' in html
    assert '<mark><a href="#v-seance-' in html
    assert 'id="v-seance-3"' in html


@pytest.mark.usefixtures("no_seed")
def test_without_the_text_there_is_no_such_page(client):
    assert client.get(ADDRESS).status_code == 404
