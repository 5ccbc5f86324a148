def test_says_what_beffroi_does_and_opens_on_the_real_act(page):
    html = page("/")
    assert "La délibération du 12 décembre 2023, lue et vérifiée".replace(" d", " d") in html.replace(
        "\u00a0", " "
    )
    assert 'href="/actes/bethune-bruay-2023-12-12/"' in html
    assert 'href="/lire/"' in html
    assert 'href="/calculer/"' in html
    assert "Service des assemblées" in html


def test_holds_without_the_text_of_the_act(page, no_seed):
    assert "102\u00a0présents" in page("/")
