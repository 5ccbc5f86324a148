def test_says_what_was_not_checked(page):
    html = page("/accessibilite/")
    assert "Aucun audit RGAA" in html
    assert "axe" in html
    assert "NVDA" in html
