def test_reads_the_invented_act_live(page):
    html = page("/lire/exemple/")
    assert "acte inventé" in html
    assert "23\u00a0présents, 5\u00a0procurations, 5\u00a0excusés" in html
    assert "Lanselle Rémi" in html
