from dataclasses import replace

import pytest
from django.db import connection

from assemblies.factories import make_assembly, make_organisation, make_published, make_sealed, make_sitting
from assemblies.register.pages import make_entry, make_redacted, page
from beffroi.assemblies.models import ActSubject, RegisterEntry
from beffroi.assemblies.register import lists
from beffroi.core.search import search_text

pytestmark = pytest.mark.django_db


def titles(**asked) -> list[str]:
    return list(RegisterEntry.objects.matching(asked["q"]).values_list("title", flat=True))


@pytest.fixture
def three():
    sitting = make_sitting()
    for number, (title, more) in enumerate(
        (
            ("Réfection de l’école de Nœux-les-Mines", {"number": "2022/CC136"}),
            ("Subvention à l’association sportive", {}),
            ("Subvention au théâtre", {"subject_code": "7.5"}),
        )
    ):
        words = search_text([title, more.get("number", "")])
        make_entry(sitting, number, title=title, search_text=words, **more)


def test_what_is_typed_without_accents_finds_what_is_written_with(three):
    assert titles(q="ecole noeux") == ["Réfection de l’école de Nœux-les-Mines"]


def test_the_beginning_of_each_word_is_enough(three):
    assert titles(q="subv théât") == ["Subvention au théâtre"]
    assert len(titles(q="subv")) == 2


def test_every_word_must_be_there(three):
    assert titles(q="subvention école") == []


def test_a_number_is_found_by_its_parts(three):
    assert titles(q="cc136") == titles(q="2022/CC136") == ["Réfection de l’école de Nœux-les-Mines"]


@pytest.mark.parametrize(
    "typed",
    [
        '"', "'", '"école', "école*", "*", "NEAR(a b)", "a NEAR b", "OR", "NOT", "AND", "a AND", "-", "(",
        "^a", "search_text:école", "a:*", "!a", "a & | b", "\x00", "\\", "%", "é\x00b", "1e5", "𝔘nicode", "½",
        "日本語",         " ".join(f"m{number}" for number in range(10_000)),
    ],
)  # fmt: skip
def test_nothing_that_is_typed_breaks_the_search(three, client, typed):
    assert client.get("/registre/", {"q": typed}).status_code == 200


def test_the_index_of_words_follows_the_table(three):
    entry = RegisterEntry.objects.get(title__startswith="Réfection")
    RegisterEntry.objects.filter(pk=entry.pk).update(search_text="tout autre chose")
    assert RegisterEntry.objects.matching("autre").get() == entry
    assert not RegisterEntry.objects.matching("refection").exists()
    entry.delete()
    assert not RegisterEntry.objects.matching("autre").exists()


def test_the_database_keeps_the_words_itself():
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            names = {name for (name,) in cursor.fetchall()}
            expected = {f"assemblies_registerentry_words_{what}" for what in ("added", "removed", "changed")}
            assert expected <= names
        else:
            cursor.execute("SELECT 1 FROM pg_indexes WHERE indexname = 'entry_words'")
            assert cursor.fetchone()


def test_the_page_lists_published_acts_only(client):
    make_published(title="Acte publié")
    make_sealed(title="Acte scellé")
    shown = page(client, "/registre/")
    assert "Acte publié" in shown
    assert "Acte scellé" not in shown
    assert "1 acte" in shown


@pytest.mark.parametrize(
    ("asked", "kept"),
    [
        ("annee=2024", 3), ("annee=1999", 3), ("matiere=7.5", 1), ("portee=other", 3),
        ("portee=individual", 0),
        ("etat=enforceable", 3), ("etat=annulled", 0), ("assemblee=nulle-part", 3), ("page=9999", 3),
        ("apres=999999", 3), ("tri=anciens", 3), ("page=-1&tri=%00", 3),
    ],
)  # fmt: skip
def test_filters_stand_in_the_address(three, client, asked, kept):
    ActSubject.objects.create(code="7.5", label="Subventions", version_on="2023-01-01")
    assert client.get(f"/registre/?{asked}").content.decode().count('<p class="act-when">') == kept


def test_an_assembly_is_chosen_by_its_name(client):
    one, other = make_assembly(name="Conseil de Val-Clair"), make_assembly(name="Conseil d’ailleurs")
    make_published(make_sitting(one), title="De Val-Clair")
    make_published(make_sitting(other), title="D’ailleurs")
    shown = page(client, f"/registre/?assemblee={one.slug}")
    assert "De Val-Clair" in shown
    assert "D’ailleurs</a>" not in shown


@pytest.mark.parametrize("is_fictitious", [True, False])
def test_an_invented_act_never_passes_for_a_real_one(client, is_fictitious):
    act = make_published()
    organisation = act.sitting.assembly.organisation
    organisation.is_fictitious = is_fictitious
    organisation.save()
    assert ("territoire fictif" in client.get("/registre/").content.decode()) == is_fictitious


def test_an_empty_register_says_why(client):
    assert "Aucun acte n’est encore publié." in page(client, "/registre/")


def test_a_search_without_answer_says_what_to_do(three, client):
    assert "Rien ne répond à cette recherche." in page(client, "/registre/?q=introuvable")


def test_hidden_words_are_not_found():
    make_redacted()
    assert len(titles(q="secours")) == 1
    assert titles(q="dupré") == titles(q="tilleuls") == titles(q="elodie") == titles(q="masquée") == []


@pytest.mark.parametrize("address", ["/registre/", "/registre/?q=subvention", "/registre/?annee=2024&page=2"])
def test_a_list_costs_a_few_queries(three, client, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(8):
        client.get(address)


class TestFarFromTheFirstPage:
    @pytest.fixture(autouse=True)
    def many(self, monkeypatch):
        """A register whose windows hold ten acts, four a page."""
        kind = lists._kind
        monkeypatch.setattr(lists, "_kind", lambda: replace(kind(), most=10, page_size=4))
        sitting = make_sitting()
        for number in range(25):
            make_entry(sitting, number)

    @pytest.mark.parametrize("address", ["/registre/", "/registre/?q=acte", "/registre/?q=acte&annee=2024"])
    def test_every_act_is_reached_page_after_page(self, client, django_assert_max_num_queries, address):
        seen: list[str] = []
        while address:
            with django_assert_max_num_queries(8):
                answer = client.get(address)
            listing = answer.context["listing"]
            seen += [entry.title for entry in listing.rows]
            address = f"/registre/{listing.following}" if listing.following else ""
        assert seen == [f"Acte {number:02}" for number in reversed(range(25))]
        assert listing.restart

    @pytest.mark.parametrize("asked", ["", "?q=acte", "?q=acte&annee=2024"])
    def test_a_count_has_an_end(self, client, asked):
        shown = page(client, f"/registre/{asked}")
        assert "plus de 10 actes" in shown
        assert "Page 1 sur 3 et plus" in shown

    def test_the_oldest_come_first_when_asked(self, client):
        listing = client.get("/registre/?tri=anciens&page=3").context["listing"]
        after = client.get(f"/registre/{listing.following}").context["listing"]
        assert [one.title for one in after.rows] == ["Acte 12", "Acte 13", "Acte 14", "Acte 15"]


def test_an_act_of_an_invented_territory_says_so(client):
    make_published()
    assert "territoire fictif" in page(client, "/registre/")


def test_an_act_of_a_real_territory_does_not_say_that_it_is_invented(client):
    real = make_organisation(is_fictitious=False)
    make_published(make_sitting(make_assembly(organisation=real)))
    assert "territoire fictif" not in page(client, "/registre/")
