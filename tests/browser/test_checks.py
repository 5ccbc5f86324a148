"""What the browser tests look at is a whole page, however slowly it comes."""

from browser.sample import sends


def test_the_page_that_answers_a_form_is_looked_at_once_it_is_whole(page, settings):
    settings.ROOT_URLCONF = "browser.urls"
    page.goto("/en-deux-temps/")
    sends("Envoyer")(page)
    assert page.locator("h1").is_visible()
    assert page.title() == "POST"
