"""The deliberation of 12 December 2023: what is read equals what was checked by hand (domain.md)."""

from collections import Counter
from typing import Any

import pytest

from beffroi.reader import Reading, read
from beffroi.reader.export import to_dict
from reader.shape import invented, misshapen, people, unknown_names

# Every finding of the hand check, and none beyond: (line, code).
FINDINGS = [
    (12, "dispatch-date-not-stated"),
    (14, "seats-in-office-not-stated"),
    (16, "near-duplicate-names"),
    (28, "name-spelled-differently"),
    (39, "number-missing"),
    (51, "fund-without-terms"),
    (65, "vote-counts-missing"),
    (69, "act-named-inconsistently"),
    (74, "signed-by-all-members"),
    (150, "priorities-not-developed"),
    (167, "year-stated-differently"),
    (380, "period-stated-differently"),
    (551, "owners-narrower-than-partners"),
    (561, "signature-date-blank"),
    (590, "figure-imputed-average"),
    (599, "figure-imputed-average"),
    (608, "figure-scope-mismatch"),
    (625, "heading-without-content"),
    (662, "figure-scope-mismatch"),
    (664, "note-without-anchor"),
]
QUOTED = {
    (12, "dispatch-date-not-stated"): "6 décembre 2023",
    (16, "near-duplicate-names"): "LECOMTE Maurice",
    (28, "name-spelled-differently"): "OPIGEZ Dorothée",
    (65, "vote-counts-missing"): "A la majorité absolue",
    (69, "act-named-inconsistently"): "convention",
    (74, "signed-by-all-members"): "Ont signé au registre des délibérations les membres présents",
    (167, "year-stated-differently"): "2005",
    (380, "period-stated-differently"): "2023-2026",
    (561, "signature-date-blank"): "Fait à Arras le",
    (590, "figure-imputed-average"): "27 037 941 €",
    (599, "figure-imputed-average"): "9 010 490 €",
    (608, "figure-scope-mismatch"): "60 540 488,90 €",
    (662, "figure-scope-mismatch"): "74 220 500",
}


@pytest.fixture(scope="module")
def reading(seed_text: str) -> Reading:
    return read(seed_text)


@pytest.fixture(scope="module")
def act(reading: Reading) -> dict[str, Any]:
    return to_dict(reading)


@pytest.fixture(scope="module")
def one(act: dict[str, Any]) -> dict[str, Any]:
    assert len(act["deliberations"]) == 1
    return act["deliberations"][0]


def test_102_present_23_represented_27_absent(act):
    assert (len(act["present"]), len(act["proxies"]), len(act["absent"])) == (102, 23, 27)


def test_the_152_names_are_all_distinct_and_in_one_list_only(act):
    names = [*act["present"], *(each["giver"] for each in act["proxies"]), *act["absent"]]
    assert len(names) == len(set(names)) == 152


def test_every_holder_of_a_proxy_is_present_and_holds_one(act):
    holders = Counter(each["holder"] for each in act["proxies"])
    assert set(holders) <= set(act["present"])
    assert set(holders.values()) == {1}


def test_lists_begin_and_end_where_the_text_does(act):
    assert (act["present"][0], act["present"][-1]) == ("GACQUERRE Olivier", "WILLEMANN Isabelle")
    assert (act["absent"][0], act["absent"][-1]) == ("DELECOURT Dominique", "WALLET Frédéric")
    assert act["proxies"][0] == {"giver": "GAQUÈRE Raymond", "holder": "DELELIS Bernard"}
    assert act["proxies"][-1] == {"giver": "TASSEZ Thierry", "holder": "MARCELLAK Serge"}


def test_a_proxy_cut_by_the_end_of_a_page_is_put_together(act):
    assert {"giver": "DISSAUX Thierry", "holder": "VERDOUCQ Gaëtan"} in act["proxies"]


@pytest.mark.parametrize(
    "name",
    ["DE CARRION Alain", "PRUD'HOMME Sandrine", "DUHAMEL Marie-Claude", "LECONTE Maurice", "LECOMTE Maurice"],
)
def test_particles_apostrophes_hyphens_and_near_names_stay_as_written(act, name):
    assert name in act["present"]


def test_the_secretary_is_spelled_as_at_her_election_and_the_list_as_it_stands(act):
    assert act["secretary"] == "OPIGEZ Dorothée"
    assert "OPIGEZ Dorothee" in act["present"]


def test_every_name_is_written_in_the_text(seed_text, act):
    assert unknown_names(seed_text, act) == []
    assert len(list(people(act))) == 102 + 2 * 23 + 27 + 2


def test_nobody_of_the_contract_has_slipped_into_the_act(act):
    assert not {"LEROY Jean-Claude", "Jean-Claude LEROY", "Jean-Claude Leroy"} & set(people(act))


def test_the_sitting(act):
    assert act["kind"] == "epci"
    assert act["assembly"] == "Communauté d'agglomération de Béthune-Bruay, Artois-Lys Romane"
    assert (act["sitting_on"], act["sitting_at"], act["convened_on"]) == ("2023-12-12", "18:45", "2023-12-06")
    assert act["chair"] == "GACQUERRE Olivier"


def test_what_the_text_does_not_state_is_null_or_empty(act, one):
    assert act["members_in_office"] is None
    assert set(act["counts_stated"].values()) == {None}
    assert act["substitutes"] == act["movements"] == []
    assert one["number"] is None
    assert (one["vote"]["for"], one["vote"]["against"], one["vote"]["abstain"]) == (None, None, None)
    assert one["vote"]["against_names"] == one["vote"]["abstain_names"] == one["vote"]["recused_names"] == []


def test_five_opinions_with_their_dates(one):
    assert one["opinions"] == [
        {"commission": commission, "on": on, "favourable": True}
        for commission, on in (
            ("Aménagement, Transports et Urbanisme", "2023-11-27"),
            ("Cohésion Sociale", "2023-11-29"),
            ("Services du quotidien, Administration Générale et territoriale", "2023-12-04"),
            ("Cycle de l'Eau", "2023-12-04"),
            ("Développement Économique et Transition Écologique", "2023-11-27"),
        )
    ]


def test_three_decisions_with_their_verbs(one):
    assert [each["verb"] for each in one["decisions"]] == ["APPROUVE", "AUTORISE", "INFORME"]
    assert one["decisions"][0]["text"].startswith("le contrat territorial 2023-2026")
    assert one["decisions"][0]["text"].endswith("ci-joint")
    assert one["decisions"][1]["text"].endswith("à signer la convention correspondante")
    assert "tribunal administratif de Lille" in one["decisions"][2]["text"]


def test_the_title_the_citation_the_wording_of_the_vote(one):
    assert one["title"].startswith("CONTRAT TERRITORIAL 2023-2026 ENTRE LE DEPARTEMENT DU PAS-DE-CALAIS")
    assert len(one["citations"]) == 1
    assert "2022/CC136" in one["citations"][0]
    assert one["vote"]["wording"] == "A la majorité absolue"


def test_received_and_published_on_20_december(one):
    assert (one["received_on"], one["published_on"]) == ("2023-12-20", "2023-12-20")
    assert one["court"] == "tribunal administratif de Lille"


def test_enforceable_on_20_december_appeal_until_21_february(one):
    assert one["computed"] == {"enforceable_on": "2023-12-20", "appeal_until": "2024-02-21"}


def test_five_clear_days_and_a_quorum_of_77_that_is_met(act):
    assert act["computed"] == {"clear_days": 5, "quorum": 77, "quorum_met": True}


def test_the_findings_of_the_hand_check_and_none_beyond(act):
    assert [(each["line"], each["code"]) for each in act["findings"]] == FINDINGS


@pytest.mark.parametrize(("place", "words"), QUOTED.items(), ids=str)
def test_a_finding_quotes_the_words_that_raise_it(act, place, words):
    quotes = [each["quote"] for each in act["findings"] if (each["line"], each["code"]) == place]
    assert len(quotes) == 1
    assert words in quotes[0]


def test_near_names_and_datings_are_questions_never_errors(act):
    assert "error" not in {each["severity"] for each in act["findings"]}
    questions = {each["code"] for each in act["findings"] if each["severity"] == "question"}
    assert {"near-duplicate-names", "name-spelled-differently", "dispatch-date-not-stated"} <= questions


def test_the_other_years_of_a_doubt_are_named_in_its_message(act):
    messages = {each["code"]: each["message"] for each in act["findings"]}
    assert "2004" in messages["year-stated-differently"]
    assert "136" in messages["year-stated-differently"]
    assert "209" in messages["period-stated-differently"]


def test_the_json_has_the_shape_of_the_format_and_its_quotes_are_in_the_text(seed_text, act):
    assert misshapen(act) == []
    assert invented(seed_text, act) == []


def test_every_value_is_at_its_line(reading):
    sitting, only = reading.sitting, reading.deliberations[0]
    assert {each.line for each in sitting.present} == {16}
    assert {each.giver.line for each in sitting.proxies} == {20, 22}
    assert {each.line for each in sitting.absent} == {26}
    assert (sitting.secretary.line, sitting.convened_on.line, sitting.sitting_on.line) == (28, 12, 12)
    assert [each.text.line for each in only.decisions] == [67, 69, 71]
    assert (only.received_on.line, only.published_on.line, only.vote.wording.line) == (80, 82, 65)
    assert {each.commission.line for each in only.opinions} == {59}
