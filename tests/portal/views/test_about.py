def test_says_what_it_does_not_do(page):
    html = page("/a-propos/")
    assert "Il ne dit pas si un acte est légal" in html
    assert "AGPL" in html
