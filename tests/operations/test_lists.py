"""The list, the board, the map and the export of operations: one set, and nothing of others in it."""

from datetime import date
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.http import QueryDict
from django.urls import reverse

from beffroi.contracts.kinds import Side
from beffroi.contracts.models import PerimeterCommune
from beffroi.core.errors import RuleViolation
from beffroi.core.ui.lists import MOST_COUNTED, DatedSort
from beffroi.operations.actions.saved import MOST_KEPT, bare_query, drop_filter, keep_filter
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.lists import figures
from beffroi.operations.lists.board import MOST_CARDS
from beffroi.operations.lists.export import COLUMNS
from beffroi.operations.models import Operation, SavedFilter
from beffroi.organisations.roles import OrganisationKind, Role
from contracts import factories as contracts
from operations.factories import make_contract, make_operation, owner_of
from operations.matrix import make_own_operation
from organisations.factories import make_actor, make_organisation
from rights import OWN, organisation_of

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
INDEX = "operations:index"


@pytest.fixture
def contract():
    return make_contract()


@pytest.fixture
def agent(contract, client):
    actor = make_actor(contracts.organisation_of(contract, Side.DEPARTEMENT), Role.DEVELOPMENT_AGENT)
    client.force_login(actor.user, backend=BACKEND)
    return actor


def page(client, query="", name=INDEX):
    return client.get(reverse(name) + query)


def titles(client, query=""):
    return [one.title for one in page(client, query).context["listing"].rows]


def read_whole(shown):
    return {one.title: whole for one, whole in shown.context["lines"]}


def of_amount(contract, state, cost, *, voted=None, **more):
    operation = make_operation(contract, state, **more)
    changes = {"total_cost_amount": Decimal(cost), "asked_amount": Decimal(cost) / 2}
    Operation.objects.filter(pk=operation.pk).update(**changes, **({"voted_amount": voted} if voted else {}))
    return operation


def test_filters_narrow_the_set(contract, agent, client):
    make_operation(contract, S.COHERENCE, title="Halle", kind="building")
    make_operation(contract, S.COMPLETION, title="Piscine", kind="equipment")
    make_operation(contract, S.WITHDRAWN, title="Stade")
    axis = contract.axes.get(rank=1).pk
    late = Operation.objects.get(title="Halle")
    Operation.objects.filter(pk=late.pk).update(due_on=date(2020, 1, 1))
    Operation.objects.filter(title="Piscine").update(due_on=None)
    every = {"Halle", "Piscine", "Stade"}
    for query, found in {
        "?etape=4": {"Halle"}, "?etape=3": {"Piscine"}, "?etape=sortie": {"Stade"},
        "?etat=coherence": {"Halle"},
        "?tour=nous": {"Halle"}, "?tour=autres": {"Piscine"}, "?tour=owner": {"Piscine"},
        "?delai=retard": {"Halle"}, "?delai=date": {"Halle"}, "?nature=building": {"Halle"},
        f"?axe={axis}": every, f"?contrat={contract.pk}": every, f"?maitre={owner_of(contract).pk}": every,
        "?q=hal": {"Halle"},
        "?q=hal&etape=3": set(),
    }.items():  # fmt: skip
        assert set(titles(client, query)) == found, query


def test_a_commune_keeps_what_concerns_it(contract, agent, client):
    operation = make_operation(contract, S.COHERENCE, title="Halle")
    make_operation(contract, S.COHERENCE, title="Piscine")
    commune = contract.communes.first()
    operation.communes.add(commune)
    assert titles(client, f"?commune={commune.code}") == ["Halle"]
    choices = {one.name: dict(one.choices) for one in page(client).context["listing"].controls}
    assert set(choices["commune"]) == {"", commune.code}


def test_the_order_by_due_date_puts_the_undated_last(contract, agent, client):
    for title, due in (("B", date(2024, 7, 1)), ("C", None), ("A", date(2024, 6, 5))):
        Operation.objects.filter(pk=make_operation(contract, S.COHERENCE, title=title).pk).update(due_on=due)
    assert titles(client, "?tri=echeance") == ["A", "B", "C"]


def test_a_window_by_due_date_goes_on_into_the_undated(contract, agent, client):
    rows = {}
    for title, due in (("A", date(2024, 6, 5)), ("B", date(2024, 7, 1)), ("C", None), ("D", None)):
        rows[title] = make_operation(contract, S.COHERENCE, title=title)
        Operation.objects.filter(pk=rows[title].pk).update(due_on=due)
    sort = DatedSort("echeance", "", "due_on")

    def after(title):
        value = Operation.objects.get(title=title).due_on
        found = Operation.objects.filter(sort.after(value, rows[title].pk)).order_by(*sort.fields)
        return [one.title for one in found]

    assert [after(title) for title in "ABCD"] == [["B", "C", "D"], ["C", "D"], ["D"], []]


def test_the_menus_and_sums_say_nothing_of_what_others_keep(contract, agent, client):
    of_amount(contract, S.COHERENCE, 100, title="Halle")
    draft = of_amount(contract, S.FILE, 1000, title="Brouillon")
    draft.communes.add(contract.communes.last())
    stranger = make_contract()
    of_amount(stranger, S.COHERENCE, 10_000, title="Ailleurs")
    shown = page(client)
    assert [one.title for one in shown.context["listing"].rows] == ["Halle"]
    assert shown.context["sums"].cost == 100
    choices = {one.name: dict(one.choices) for one in shown.context["listing"].controls}
    assert set(choices["contrat"]) == {"", str(contract.pk)}
    assert set(choices["maitre"]) == {"", str(owner_of(contract).pk)}
    assert len(choices["axe"]) == 2
    assert set(choices["commune"]) == {""}
    board = page(client, name="operations:board").context["columns"]
    assert [one.count for one in board] == ["0", "0", "0", "1", "0", "0", "0", "0", "0"]


def test_sums_follow_the_filters(contract, agent, client):
    of_amount(contract, S.COHERENCE, 100)
    of_amount(contract, S.COMPLETION, 1000)
    of_amount(contract, S.VOTED, 10_000, voted=300)
    sums = page(client).context["sums"]
    assert (sums.cost, sums.asked, sums.voted) == (11_100, 5_550, 300)
    assert page(client, "?etape=4").context["sums"].cost == 100


def test_beyond_what_is_counted_the_sums_are_not_told(contract, agent, client, monkeypatch):
    monkeypatch.setattr(figures, "MOST_COUNTED", 1)
    of_amount(contract, S.COHERENCE, 100)
    assert page(client).context["sums"].is_known
    of_amount(contract, S.COHERENCE, 100)
    assert not page(client).context["sums"].is_known
    assert "choisissez un filtre" in page(client).content.decode()
    assert MOST_COUNTED == 1000


def test_who_reads_summaries_is_told_no_amount_before_the_vote(client):
    make_own_operation(S.COHERENCE, title="Halle", total_cost_amount=Decimal(100), asked_amount=Decimal(50))
    contract = Operation.objects.get().contract
    of_amount(contract, S.VOTED, 10_000, title="Votée", voted=300)
    elected = make_actor(organisation_of(OrganisationKind.EPCI, OWN), Role.ELECTED_MEMBER)
    client.force_login(elected.user, backend=BACKEND)
    shown = page(client)
    assert (shown.context["sums"].cost, shown.context["sums"].asked) == (10_000, 0)
    assert read_whole(shown) == {
        "Halle": False,
        "Votée": False,
    }
    sorts = next(one for one in shown.context["listing"].controls if one.name == "tri")
    assert "cout" not in dict(sorts.choices)
    assert [line.split(";")[9:] for line in csv_of(client)[1:]] == [["10000,00", "", "300,00"], ["", "", ""]]


def test_a_commune_reads_the_amounts_of_its_own(client):
    make_own_operation(S.COHERENCE, title="Halle", total_cost_amount=Decimal(100))
    contract = Operation.objects.get().contract
    commune = organisation_of(OrganisationKind.COMMUNE, OWN)
    own = Operation.objects.get()
    Operation.objects.filter(pk=own.pk).update(owner=commune)
    other = of_amount(contract, S.COHERENCE, 1000, title="Autre")
    other.communes.set(PerimeterCommune.objects.filter(contract=contract, code="00001"))
    actor = make_actor(commune, Role.COMMUNE_AGENT)
    client.force_login(actor.user, backend=BACKEND)
    shown = page(client)
    assert read_whole(shown) == {
        "Halle": True,
        "Autre": False,
    }
    assert shown.context["sums"].cost == 100
    pages = [client.get(reverse("operations:operation", args=[one.pk])) for one in (own, other)]
    assert [one.context["is_whole"] for one in pages] == [True, False]


def test_the_board_shows_the_first_of_each_step_and_leads_to_the_others(contract, agent, client):
    for _ in range(MOST_CARDS + 1):
        make_operation(contract, S.COHERENCE)
    make_operation(contract, S.WITHDRAWN, title="Stade")
    columns = page(client, "?tour=nous", "operations:board").context["columns"]
    assert [len(one.cards) for one in columns] == [0, 0, 0, MOST_CARDS, 0, 0, 0, 0, 0]
    assert (columns[3].count, columns[3].more) == (str(MOST_CARDS + 1), True)
    assert QueryDict(columns[3].href[1:]).dict() == {"tour": "nous", "etape": "4"}
    assert page(client, "", "operations:board").context["columns"][8].cards[0].title == "Stade"


def test_the_map_counts_the_operations_of_each_commune(contract, agent, client):
    first, second = contract.communes.all()[:2]
    for state in (S.COHERENCE, S.COMPLETION, S.FILE):
        make_operation(contract, state).communes.add(first)
    spots = {one.code: one.count for one in page(client, "", "operations:places").context["map"].spots}
    assert (spots[first.code], spots[second.code]) == (2, 0)
    narrowed = page(client, "?etape=4", "operations:places")
    assert {one.code: one.count for one in narrowed.context["map"].spots}[first.code] == 1
    assert "Carte des opérations par commune" in narrowed.content.decode()


@pytest.mark.parametrize("name", ["board", "places"])
def test_the_board_and_the_map_have_the_filters_of_the_list(contract, agent, client, name):
    make_operation(contract, S.COHERENCE, title="Halle", kind="building").communes.add(
        contract.communes.first()
    )
    make_operation(contract, S.COMPLETION, title="Piscine")
    query = "?q=hal&nature=building&tri=echeance"
    shown = page(client, query, f"operations:{name}")
    of_the_list = page(client, query).context["listing"]
    assert shown.context["listing"].controls == of_the_list.controls
    assert (shown.context["listing"].search, shown.context["listing"].narrowed) == ("hal", True)
    # The tabs carry what is asked from one view to the others.
    for other in ("index", "board", "places"):
        assert reverse(f"operations:{other}") + "?q=hal&amp;nature=building" in shown.content.decode()


def test_the_board_tells_how_many_are_shown(contract, agent, client):
    make_operation(contract, S.COHERENCE, title="Halle")
    make_operation(contract, S.COMPLETION, title="Piscine")
    assert page(client, "", "operations:board").context["listing"].counted == "2\u00a0opérations"
    assert "1\u00a0opération pour" in page(client, "?q=hal", "operations:board").content.decode()


def test_choosing_a_contract_on_the_map_keeps_the_filters(contract, agent, client):
    make_operation(contract, S.COHERENCE)
    links = page(client, "?etape=4&page=2", "operations:places").context["contracts"]
    assert links == [(str(contract.pk), contract.title, f"?etape=4&contrat={contract.pk}")]


def test_without_any_operation_the_map_says_why(agent, client):
    assert "Aucune opération n’est à montrer" in page(client, "", "operations:places").content.decode()


def csv_of(client, query=""):
    answer = page(client, query, "operations:export")
    return b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()


def test_the_export_is_exactly_what_is_shown(contract, agent, client):
    of_amount(contract, S.COHERENCE, 100, title="=Halle")
    make_operation(contract, S.COMPLETION, title="Piscine")
    make_operation(contract, S.FILE, title="Brouillon")
    lines = csv_of(client)
    assert lines[0].split(";") == [one.label for one in COLUMNS]
    assert len(lines) == 3
    assert csv_of(client, "?etape=4&colonnes=titre&colonnes=cout") == [
        "Opération;Coût total (€)",
        "'=Halle;100,00",
    ]


def test_a_workbook_holds_the_same_and_no_formula(contract, agent, client):
    of_amount(contract, S.COHERENCE, 100, title="=Halle", due_on=date(2024, 7, 1))
    answer = page(client, "?format=xlsx&colonnes=titre&colonnes=cout&colonnes=echeance", "operations:export")
    book = ZipFile(BytesIO(b"".join(answer.streaming_content)))
    sheet = book.read("xl/worksheets/sheet1.xml").decode()
    assert "=Halle" in sheet
    assert "<f>" not in sheet
    assert "<v>100.00</v>" in sheet
    assert answer["Content-Disposition"].endswith('.xlsx"')


def test_a_list_is_kept_for_one_person_and_one_organisation(contract, agent, client):
    answer = client.post(reverse("operations:keep"), {"name": " À  suivre ", "query": "etape=4&page=3&q="})
    kept = SavedFilter.objects.get()
    assert (kept.name, kept.query, answer.url) == ("À suivre", "etape=4", reverse(INDEX) + "?etape=4")
    assert [one.name for one in page(client).context["kept"]] == ["À suivre"]
    colleague = make_actor(agent.organisation, Role.DEVELOPMENT_AGENT)
    client.force_login(colleague.user, backend=BACKEND)
    assert page(client).context["kept"] == []
    assert client.post(reverse("operations:drop", args=[kept.pk])).status_code == 404
    client.force_login(agent.user, backend=BACKEND)
    client.post(reverse("operations:drop", args=[kept.pk]))
    assert not SavedFilter.objects.exists()


def test_a_name_is_asked_once_and_nothing_typed_is_lost(contract, agent, client):
    keep_filter("À suivre", "etape=4", by=agent)
    for name, message in (("", "Donnez un nom"), ("À suivre", "déjà une liste de ce nom")):
        answer = client.post(reverse("operations:keep"), {"name": name, "query": "etape=3"})
        assert answer.status_code == 422
        assert message in answer.content.decode()
        assert 'value="etape=3"' in answer.content.decode()


def test_after_a_name_is_refused_the_list_is_still_searched_at_its_own_address(contract, agent, client):
    page = client.post(reverse("operations:keep"), {"name": "", "query": "etape=3"}).content.decode()
    assert 'class="filters" method="get" action="/operations/"' in page
    assert 'href="/operations/?"' in page
    assert 'href="?' not in page


def test_no_more_than_a_shelf_of_lists_is_kept(agent):
    for number in range(MOST_KEPT):
        keep_filter(f"Liste {number}", "", by=agent)
    with pytest.raises(RuleViolation, match="supprimez-en"):
        keep_filter("Une de trop", "", by=agent)
    drop_filter(SavedFilter.objects.first(), by=agent)
    keep_filter("Une de moins", "", by=agent)


def test_where_one_stands_is_not_kept():
    assert bare_query("q=&etape=4&apres=12&page=2") == "etape=4"


@pytest.mark.parametrize("name", ["index", "board", "places"])
def test_few_queries_whatever_the_number(contract, agent, client, name, django_assert_max_num_queries):
    for state in (S.COHERENCE, S.COMPLETION, S.VOTED, S.WITHDRAWN):
        make_operation(contract, state).communes.set(contract.communes.all()[:3])
    page(client, "", f"operations:{name}")
    with django_assert_max_num_queries(10):
        assert page(client, "", f"operations:{name}").status_code == 200


def test_who_is_of_nowhere_is_told(client):
    outsider = make_actor(make_organisation(OrganisationKind.PARTNER), Role.ENGINEERING_PARTNER)
    client.force_login(outsider.user, backend=BACKEND)
    assert "Aucune opération" in page(client).content.decode()


@pytest.mark.parametrize(
    ("place", "role", "found"),
    [
        (Side.DEPARTEMENT, Role.DEVELOPMENT_AGENT, ["Halle"]),
        (Side.EPCI, Role.PROJECT_LEAD, ["Halle"]),
        (Side.EPCI, Role.ELECTED_MEMBER, []),
        (Side.DEPARTEMENT, Role.ELECTED_MEMBER, []),
    ],
)
def test_words_are_looked_for_only_in_what_somebody_reads(contract, client, place, role, found):
    operation = make_operation(contract, S.COHERENCE, title="Halle", description="Une chaufferie cachée")
    actor = make_actor(contracts.organisation_of(contract, place), role)
    client.force_login(actor.user, backend=BACKEND)
    for query in ("?q=chaufferie", "?q=halle+cachee"):
        assert titles(client, query) == found
        assert (operation.title in client.get(reverse("workspace:search") + query).content.decode()) is bool(
            found
        )
    assert titles(client, "?q=halle") == ["Halle"]


def test_a_neighbouring_commune_looks_into_the_whole_of_its_own_alone(contract, client):
    commune = contract.communes.first()
    actor = make_actor(
        make_organisation(OrganisationKind.COMMUNE, commune_code=commune.code, is_fictitious=True),
        Role.COMMUNE_AGENT,
    )
    client.force_login(actor.user, backend=BACKEND)
    for title, owner in (("Halle", None), ("Piscine", actor.organisation)):
        one = make_operation(contract, S.IDEA, title=title, description="Une chaufferie cachée")
        one.communes.add(commune)
        Operation.objects.filter(pk=one.pk).update(
            owner=owner or one.owner, state=S.COHERENCE, next_turn="departement"
        )
    assert titles(client, "?q=chaufferie") == ["Piscine"]
    assert sorted(titles(client)) == ["Halle", "Piscine"]


def test_an_operation_bears_the_two_parties_of_its_contract(contract):
    operation = make_operation(contract)
    assert operation.departement == contracts.organisation_of(contract, Side.DEPARTEMENT)
    assert operation.epci == contracts.organisation_of(contract, Side.EPCI)


def test_words_that_most_hold_are_read_row_by_row(contract, agent):
    for title in ("Halle neuve", "Halle ancienne", "Halle couverte", "Piscine"):
        make_operation(contract, S.COHERENCE, title=title)
    every = {"Halle neuve", "Halle ancienne", "Halle couverte"}
    rows = Operation.objects.visible_to(agent)
    assert {one.title for one in rows.matching("hal", by=agent, many=True)} == every
    assert {one.title for one in rows.matching("hal anc", by=agent, many=True)} == {"Halle ancienne"}
    assert not rows.matching("alle", by=agent, many=True)
