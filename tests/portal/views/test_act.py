import time_machine

ADDRESS = "/actes/bethune-bruay-2023-12-12/"


def plain(html: str) -> str:
    return html.replace("\u00a0", " ").replace("\u202f", " ")


def test_shows_counts_wall_and_dates(page):
    html = plain(page(ADDRESS))
    assert "<dd>102</dd>" in html
    assert "152 briques, une par nom" in html
    assert "La ligne du quorum passe au-dessus de la 77e brique" in html
    assert "Les 152 noms" in html
    assert "21 févr. 2024" in html


def test_every_rule_shows_its_arithmetic_and_its_article(page):
    html = plain(page(ADDRESS))
    assert "5 jours francs exigés, 5 comptés" in html
    assert "art. L5211-1" in html
    assert "art. L2121-17" in html
    assert "art. R421-1" in html


def test_with_the_text_each_claim_links_to_its_line(page, seed):
    html = page(ADDRESS)
    assert f'href="{ADDRESS}texte/#l65"' in html
    assert "Texte source absent" not in html


def test_without_the_text_it_says_so_and_links_to_no_line(page, no_seed):
    html = page(ADDRESS)
    assert "Texte source absent" in html
    assert "#l65" not in html
    assert "texte/" not in html
    assert 'href=""' not in html
    assert "A la majorité absolue" in html


@time_machine.travel("2024-01-17 12:00:00+01:00", tick=False)
def test_on_17_january_2024_the_appeal_is_open(page, no_seed):
    html = plain(page(ADDRESS))
    assert "À qui veut le contester : jusqu’au mercredi 21 février 2024 inclus" in html
    assert "Dans 35 jours." in html


@time_machine.travel("2024-02-21 23:30:00+01:00", tick=False)
def test_on_the_evening_of_the_last_day_in_paris_it_still_is(page, no_seed):
    assert "jusqu’au mercredi 21 février 2024 inclus" in plain(page(ADDRESS))


@time_machine.travel("2024-02-22 00:10:00+01:00", tick=False)
def test_on_the_day_after_it_is_over(page, no_seed):
    assert "À personne, le délai de recours a pris fin le 21 février 2024" in plain(page(ADDRESS))


def test_a_text_of_another_sitting_is_not_taken_for_the_act(page, settings, tmp_path):
    (tmp_path / "other.txt").write_text("Conseil municipal\nSéance du 3 mars 2021\n", encoding="utf-8")
    settings.SEED_DIR = tmp_path
    assert "Texte source absent" in page(ADDRESS)


def test_a_file_that_cannot_be_read_is_not_taken_for_the_act(page, settings, tmp_path):
    (tmp_path / "broken.txt").write_bytes(b"\x00\x01\x02\x03" * 50)
    settings.SEED_DIR = tmp_path
    assert "Texte source absent" in page(ADDRESS)
