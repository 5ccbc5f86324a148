"""The pages of aids as the département sees them, and the question that its territory asks."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from beffroi.core.errors import NotReadable
from beffroi.core.journal.models import JournalEntry
from beffroi.organisations.roles import OrganisationKind, Role
from beffroi.schemes.actions import mark_used
from beffroi.schemes.forms import WordsField
from beffroi.schemes.kinds import SchemeKind
from beffroi.schemes.models import Scheme, SchemeRules
from core.html_checks import check_page
from law.plain import plain
from organisations.factories import make_actor, make_organisation
from schemes.factories import make_rules, make_scheme

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def browser_of(organisation, *roles):
    client = Client()
    client.force_login(make_actor(organisation, *roles).user, backend=BACKEND)
    return client


@pytest.fixture
def amber():
    return make_organisation(
        kind="departement", name="Département de l’Ambre", departement_code="00", is_fictitious=True
    )


@pytest.fixture
def admin(amber):
    return browser_of(amber, Role.ADMINISTRATOR)


@pytest.fixture
def commune():
    organisation = make_organisation(
        OrganisationKind.COMMUNE, departement_code="00", is_fictitious=True, name="Roncevent"
    )
    return browser_of(organisation, Role.COMMUNE_AGENT)


def aid(amber, **fields):
    return make_scheme(organisation=amber, is_fictitious=True, **fields)


def read(client, name, *args, status=200, query=""):
    answer = client.get(reverse(f"schemes:{name}", args=args) + query)
    assert answer.status_code == status
    html = answer.content.decode()
    if status == 200:
        check_page(html)
    return plain(html)


def send(client, name, /, *args, status=302, **typed):
    answer = client.post(reverse(f"schemes:{name}", args=args), typed)
    assert answer.status_code == status
    return plain(answer.content.decode())


def test_the_list_says_what_is_in_force_and_marks_what_is_invented(admin, amber):
    make_rules(aid(amber, name="Voies douces"), rate=Decimal("0.3"), cap_amount=250000)
    aid(amber, name="Sans règle", kind=SchemeKind.FUND, funder_name="Région")
    make_scheme(organisation=make_organisation(kind="departement"), name="Celle d’un autre")
    html = read(admin, "index")
    assert "2 aides" in html
    assert html.count("donnée de démonstration") == 2
    assert "30 %, 250 000 € au plus" in html
    assert "En vigueur" in html
    assert "Aucune en vigueur" in html
    assert "fonds, Région" in html
    assert "Celle d’un autre" not in html


@pytest.mark.parametrize(
    ("query", "shown", "hidden"),
    [
        ("?q=douces", "Voies", "Études"),
        ("?nature=fund", "Études", "Voies"),
        ("?etat=oui", "Voies", "Études"),
        ("?etat=non", "Études", "Voies"),
    ],
)
def test_the_list_is_narrowed_by_its_address(admin, amber, query, shown, hidden):
    make_rules(aid(amber, name="Voies douces"))
    aid(amber, name="Études", kind=SchemeKind.FUND)
    html = read(admin, "index", query=query).split("<tbody>")[1]
    assert shown in html
    assert hidden not in html


@pytest.mark.parametrize(("query", "first"), [("", "Alpha"), ("?tri=nature", "Zêta")])
def test_the_list_is_sorted_by_its_address(admin, amber, query, first):
    aid(amber, name="Zêta")
    aid(amber, name="Alpha", kind=SchemeKind.FUND)
    table = read(admin, "index", query=query).split("<tbody>")[1]
    assert table.index(first) < table.index({"Alpha": "Zêta", "Zêta": "Alpha"}[first])


def test_an_empty_list_says_who_fills_it(amber):
    html = read(browser_of(amber, Role.DEVELOPMENT_AGENT), "index")
    assert "Aucune aide n’est enregistrée." in html
    assert "Ajouter une aide" not in html


def test_the_page_of_an_aid_shows_its_rules_over_time(admin, amber):
    scheme = aid(amber, name="Voies douces", summary="À pied et à vélo")
    make_rules(
        scheme, in_force_until=date(2024, 12, 31), population_max=2000, cost_min_amount=10,
        cost_max_amount=20,
        beneficiary_kinds=["commune"], operation_kinds=["study"], themes=["eau", "haies"],
        rate=Decimal("0.2"), cap_amount=5, minimum_amount=1, source_note="Règlement, art. 3",
    )  # fmt: skip
    make_rules(scheme, in_force_from=date(2025, 1, 1))
    html = read(admin, "scheme", scheme.slug)
    assert html.index("En vigueur depuis le 1er janvier 2025") < html.index("En vigueur du 1er janvier 2024")
    for told in (
        "Passée", "commune seulement", "2 000 habitants au plus", "10 € au moins, 20 € au plus",
        "étude seulement", "eau ou haies", "20 %", "Règlement, art. 3", "tous", "sans condition",
        "aucun n’est fixé", "non indiqué", "donnée de démonstration", "À pied et à vélo",
    ):  # fmt: skip
        assert told in html
    assert html.count("Corriger cette version") == 1


def test_rules_to_come_are_told_apart(admin, amber):
    scheme = aid(amber)
    make_rules(scheme, in_force_from=date(2199, 1, 1))
    assert "À venir" in read(admin, "scheme", scheme.slug)


def test_who_only_reads_sees_no_button(amber):
    scheme = aid(amber)
    make_rules(scheme)
    html = read(browser_of(amber, Role.AUDITOR), "scheme", scheme.slug)
    assert "Corriger" not in html
    assert "Ajouter" not in html


def test_who_may_not_is_told_who_may(amber):
    scheme = aid(amber)
    told = read(browser_of(amber, Role.MANAGER), "edit", scheme.slug, status=403)
    assert "administration des comptes du Département" in told
    told = read(browser_of(amber, Role.FINANCE_AGENT), "scheme", scheme.slug, status=403)
    assert "Suis-je éligible" in told


def test_an_aid_named_by_a_contract_without_rules_says_so(amber, settings):
    settings.SOURCE_TEXTS = {"texte": "schemes.test_pages.address_of_the_text"}
    scheme = aid(amber, kind=SchemeKind.FUND, line=555, source_key="texte")
    html = read(browser_of(amber, Role.MANAGER), "scheme", scheme.slug)
    assert "Aucune règle n’est écrite au contrat" in html
    assert "/texte/#l555" in html
    other = aid(amber)
    html = read(browser_of(amber, Role.MANAGER), "scheme", other.slug)
    assert "Aucune règle n’est enregistrée" in html


def address_of_the_text():
    return "/texte/"


def test_an_aid_is_added_then_changed(admin, amber):
    read(admin, "add")
    send(admin, "add", name="Voirie rurale", kind="ordinary", summary="Routes", funder_name="")
    scheme = Scheme.objects.get()
    assert (scheme.slug, scheme.is_fictitious) == ("voirie-rurale", True)
    assert 'value="Voirie rurale"' in read(admin, "edit", scheme.slug)
    send(admin, "edit", scheme.slug, name="Voirie des champs", kind="fund")
    scheme.refresh_from_db()
    assert (scheme.name, scheme.kind, scheme.slug) == ("Voirie des champs", "ordinary", "voirie-rurale")


def test_what_is_refused_comes_back_as_it_was_typed(admin, amber):
    scheme = aid(amber, name="Voirie")
    html = send(admin, "add", status=422, name="Voirie", kind="fund", summary="Mes mots")
    assert "Une aide porte déjà ce nom." in html
    assert "Mes mots" in html
    html = send(admin, "add", status=422, name="", kind="lune")
    assert 'id="erreurs"' in html
    aid(amber, name="Déjà là")
    assert "déjà ce nom" in send(admin, "edit", scheme.slug, status=422, name="Déjà là")
    assert Scheme.objects.count() == 2


def test_a_version_is_typed_in_words_and_kept_exactly(admin, amber):
    scheme = aid(amber)
    send(
        admin, "rules_add", scheme.slug, in_force_from="01/01/2024", beneficiary_kinds=["commune", "epci"],
        population_max="5 000", cost_min_amount="10 000", rate="33,33 %", cap_amount="100 000,50",
        minimum_amount="1000", themes="sport,  eau , sport,", operation_kinds=["study"], source_note="art. 3",
    )  # fmt: skip
    rules = SchemeRules.objects.get()
    assert (rules.rate, rules.cap_amount) == (Decimal("0.3333"), Decimal("100000.50"))
    assert (rules.population_max, rules.themes) == (5000, ["sport", "eau"])
    assert rules.beneficiary_kinds == ["commune", "epci"]
    html = read(admin, "rules_edit", scheme.slug, rules.pk)
    for shown in ('value="01/01/2024"', 'value="33,33"', 'value="sport, eau"', 'value="100000,50"'):
        assert shown in html
    assert html.count(" checked") == 3


def test_the_next_version_starts_from_the_last_one_without_its_dates(admin, amber):
    scheme = aid(amber)
    make_rules(scheme, rate=Decimal("0.25"), population_max=5000)
    html = read(admin, "rules_add", scheme.slug)
    assert 'value="25"' in html
    assert 'value="5000"' in html
    assert 'value="01/01/2024"' not in html
    send(admin, "rules_add", scheme.slug, in_force_from="2025-01-01", rate="30")
    assert list(scheme.rules.values_list("in_force_until", flat=True)) == [None, date(2024, 12, 31)]


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ({"in_force_from": ""}, "En vigueur depuis le"),
        ({"in_force_until": "31/12/2023"}, "Des règles ne peuvent pas finir avant de commencer."),
        ({"rate": "101"}, "n’est pas un taux"),
        ({"rate": "un quart"}, "n’est pas un taux"),
        ({"rate": "33,333"}, "n’est pas un taux"),
        ({"cost_min_amount": "10", "cost_max_amount": "9"}, "Le coût le plus haut est au moins le plus bas."),
        ({"minimum_amount": "10", "cap_amount": "9"}, "Le plafond est au moins l’aide minimale."),
        ({"beneficiary_kinds": ["lune"]}, "lune"),
        ({"themes": ",".join(f"mot{n}" for n in range(21))}, "20 thèmes au plus."),
    ],
)
def test_a_version_that_does_not_hold_is_refused_beside_its_field(admin, amber, typed, told):
    scheme = aid(amber)
    html = send(admin, "rules_add", scheme.slug, status=422, **{"in_force_from": "01/01/2024", **typed})
    assert told in html
    assert 'id="erreurs"' in html
    assert not SchemeRules.objects.exists()


def test_versions_that_would_overlap_are_refused_on_the_page(admin, amber):
    scheme = aid(amber)
    make_rules(scheme)
    html = send(admin, "rules_add", scheme.slug, status=422, in_force_from="01/01/2023")
    assert "Ces dates recouvrent une autre version" in html


def test_a_version_is_corrected_until_it_is_used_then_only_ended(admin, amber):
    scheme = aid(amber)
    rules = make_rules(scheme)
    send(admin, "rules_edit", scheme.slug, rules.pk, in_force_from="01/02/2024", rate="20")
    rules.refresh_from_db()
    assert (rules.in_force_from, rules.rate) == (date(2024, 2, 1), Decimal("0.2"))
    mark_used(rules, date(2024, 6, 1))
    html = read(admin, "rules_edit", scheme.slug, rules.pk)
    assert "Un examen s’appuie sur cette version" in html
    assert "Taux" not in html
    early = send(admin, "rules_edit", scheme.slug, rules.pk, status=422, in_force_until="31/05/2024")
    assert "elle ne peut pas finir avant" in early
    assert 'id="erreurs"' in send(admin, "rules_edit", scheme.slug, rules.pk, status=422, in_force_until="")
    send(admin, "rules_edit", scheme.slug, rules.pk, in_force_until="31/12/2199", rate="99")
    rules.refresh_from_db()
    assert (rules.in_force_until, rules.rate) == (date(2199, 12, 31), Decimal("0.2"))


def test_a_past_version_is_told_as_such_and_refused(admin, amber):
    scheme = aid(amber)
    rules = make_rules(scheme, in_force_until=date(2024, 12, 31))
    html = read(admin, "rules_edit", scheme.slug, rules.pk)
    assert "Cette version est passée" in html
    assert "Enregistrer la version" not in html
    told = send(admin, "rules_edit", scheme.slug, rules.pk, status=422, in_force_from="01/01/2024")
    assert "Cette version est passée" in told


def test_a_version_of_another_aid_does_not_exist_here(admin, amber):
    rules = make_rules(aid(amber))
    read(admin, "rules_edit", aid(amber).slug, rules.pk, status=404)


def test_a_project_is_answered_rule_by_rule_and_nothing_is_kept(commune, amber):
    entries = JournalEntry.objects.count()
    make_rules(aid(amber, name="Petites communes"), population_max=5000, rate=Decimal("0.25"))
    make_rules(aid(amber, name="Toutes communes"), rate=Decimal("0.25"), cap_amount=20000)
    make_rules(aid(amber, name="Pour les études"), operation_kinds=["study"], rate=Decimal("0.5"))
    aid(amber, name="Sans règle")
    query = "?beneficiary_kind=commune&population=7720&cost=100+000"
    html = read(commune, "eligibility", query=query)
    assert "Population de 7 720 habitants : 5 000 au plus. Non remplie." in html
    assert "Aide estimée : 20 000 €" in html
    assert "25 % × 100 000 € = 25 000 € ; Plafond : 20 000 € au plus" in html
    assert "si les autres règles sont remplies" in html
    order = [html.index(f">{name}<") for name in (
        "Toutes communes", "Pour les études", "Petites communes", "Sans règle",
    )]  # fmt: skip
    assert order == sorted(order)
    assert "Éligible" in html
    assert JournalEntry.objects.count() == entries


def test_the_form_comes_first_and_knows_who_asks(commune, amber):
    make_rules(aid(amber, name="Petites communes"))
    html = read(commune, "eligibility")
    assert '<option value="commune" selected>' in html
    assert "Petites communes" not in html


def test_a_territory_without_aids_says_so(commune):
    assert "Aucune aide n’est enregistrée" in read(commune, "eligibility", query="?cost=5")


def test_what_cannot_be_read_is_said_and_nothing_is_answered(commune, amber):
    make_rules(aid(amber, name="Petites communes"))
    html = read(commune, "eligibility", query="?cost=beaucoup&population=-3")
    assert 'id="erreurs"' in html
    assert "beaucoup" in html
    assert "Petites communes" not in html


def test_aids_of_another_territory_are_not_answered(amber):
    make_rules(aid(amber, name="Petites communes"))
    elsewhere = make_organisation(OrganisationKind.COMMUNE, departement_code="01", is_fictitious=True)
    assert "Petites communes" not in read(
        browser_of(elsewhere, Role.COMMUNE_AGENT), "eligibility", query="?cost=5"
    )


def test_only_who_reads_aids_is_led_to_their_page(commune, amber):
    scheme = aid(amber)
    make_rules(scheme)
    there = reverse("schemes:scheme", args=[scheme.slug])
    assert there not in read(commune, "eligibility", query="?cost=5")
    assert there in read(browser_of(amber, Role.DEVELOPMENT_AGENT), "eligibility", query="?cost=5")


def test_the_fund_of_a_contract_without_rules_is_told_to_those_who_ask(commune, amber):
    aid(amber, name="Fonds", kind=SchemeKind.FUND, source_key="texte", line=555)
    assert "Aucune règle n’est écrite au contrat" in read(commune, "eligibility", query="?cost=5")


@pytest.mark.parametrize(
    ("name", "args", "query"), [("index", (), ""), ("scheme", ("aide",), ""), ("eligibility", (), "?cost=5")]
)
def test_a_page_costs_the_same_whatever_the_number_of_aids(
    admin, amber, django_assert_max_num_queries, name, args, query
):
    for number in range(6):
        scheme = aid(amber, slug="aide" if number == 0 else f"aide-n-{number}")
        for year in (2022, 2023, 2024):
            make_rules(scheme, in_force_from=date(year, 1, 1), in_force_until=date(year, 12, 31))
    read(admin, name, *args, query=query)
    # The session, the person, the memberships, the aids, their rules.
    with django_assert_max_num_queries(5):
        read(admin, name, *args, query=query)


def test_a_form_takes_no_more_themes_than_a_scheme_has():
    read = WordsField().read
    assert len(read(", ".join(f"thème {one}" for one in range(20)))) == 20
    with pytest.raises(NotReadable, match="20 thèmes au plus"):
        read(", ".join(f"thème {one}" for one in range(21)))
