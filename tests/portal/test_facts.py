"""The committed facts of the real act: what they say stands in the text, and they copy no sentence of it."""

import json
import re
import subprocess
import unicodedata
from datetime import date
from pathlib import Path

import pytest

from beffroi.assemblies.intake.findings import TITLES
from beffroi.portal.act import FACTS, act_of_facts, load_act
from beffroi.portal.reading import to_dict

ROOT = Path(__file__).resolve().parents[2]
RUN = 8
# An operation is called by its name: a fact, however long.
NAME_OF_AN_OPERATION = "Cité de la musique et de la danse"
TITLE_LINES = frozenset({39})
NAME_LINES = frozenset({16, 20, 22, 26})
# What every act says in the same words belongs to none: the remedies, the signatures, the certificate.
FORMULA_LINES = frozenset({71, *range(73, 84)})
# A day and an hour are facts.
DAY_AND_HOUR = "le mardi 12 décembre 2023 à 18 h 45 le conseil"


@pytest.fixture
def facts():
    return json.loads(FACTS.read_text(encoding="utf-8"))


@pytest.fixture
def lines(seed):
    return seed.read_text(encoding="utf-8").split("\n")


def words(text: str) -> list[str]:
    plain = unicodedata.normalize("NFD", text.lower().replace("’", "'"))
    return re.findall(r"[^\W_]+(?:[-'][^\W_]+)*", "".join(c for c in plain if not unicodedata.combining(c)))


def runs(text: str) -> set[tuple[str, ...]]:
    found = words(text)
    return {tuple(found[n : n + RUN]) for n in range(len(found) - RUN + 1)}


def test_the_counts_are_those_checked_by_hand(facts):
    assert [len(facts[key]) for key in ("present", "proxies", "absent")] == [102, 23, 27]
    everyone = [*facts["present"], *(pair["giver"] for pair in facts["proxies"]), *facts["absent"]]
    assert len(set(everyone)) == 152
    holders = [pair["holder"] for pair in facts["proxies"]]
    assert len(set(holders)) == 23
    assert set(holders) <= set(facts["present"])


def test_the_dates_computed_from_them_are_those_checked_by_hand(facts):
    (act,) = facts["deliberations"]
    assert len(act["opinions"]) == 5
    assert [one["verb"] for one in act["decisions"]] == ["APPROUVE", "AUTORISE", "INFORME"]
    assert act["computed"] == {"enforceable_on": "2023-12-20", "appeal_until": "2024-02-21"}
    assert facts["computed"] == {"clear_days": 5, "quorum": 77, "quorum_met": True}


def test_the_rules_find_the_same_from_the_facts():
    worked = act_of_facts().worked
    assert worked.sitting.clear_days.value == 5
    assert worked.sitting.quorum.value == 77
    assert worked.sitting.quorum.holds
    assert worked.sitting.proxies.value == ()
    assert worked.acts[0].ceiling.value == 125
    assert worked.acts[0].enforceable.value == date(2023, 12, 20)
    assert worked.acts[0].appeal.value == date(2024, 2, 21)


def test_every_name_stands_on_its_line(facts, lines):
    at = facts["lines"]
    assert all(name in lines[at["present"] - 1] for name in facts["present"])
    assert all(name in lines[at["absent"] - 1] for name in facts["absent"])
    for rank, pair in enumerate(facts["proxies"]):
        assert pair["giver"] in lines[at["proxies.giver"][rank] - 1]
        assert pair["holder"] in lines[at["proxies.holder"][rank] - 1]
    assert facts["chair"] in lines[at["chair"] - 1]
    assert facts["secretary"] in lines[at["secretary"] - 1]


def test_the_lists_of_the_text_hold_no_other_name(facts, lines):
    assert [name.strip("* ") for name in lines[15].split(",")] == facts["present"]
    assert [name.strip("* ") for name in lines[25].split(",")] == facts["absent"]
    assert (
        sum(lines[n].count("donne procuration") for n in (19, 21)) + 1 == 23
    )  # one is cut by the end of the line


def test_every_quote_stands_on_its_line_and_is_a_fragment(facts, lines):
    for finding in facts["findings"]:
        assert finding["quote"] in lines[finding["line"] - 1]
        assert len(words(finding["quote"])) < RUN


def test_every_figure_stands_on_its_line(facts, lines):
    for figure in facts["figures"]:
        for one in figure["values"]:
            digits = one["value"].replace(".", "")
            assert digits in re.sub(r"[\s,]", "", lines[one["line"] - 1]), figure["item"]


def test_the_live_reading_says_what_the_facts_say(seed, facts):
    act = load_act()
    assert act.has_text
    told = to_dict(act.worked.reading)
    for key in ("kind", "sitting_on", "sitting_at", "convened_on", "members_in_office", "chair", "secretary"):
        assert told[key] == facts[key], key
    for key in ("present", "proxies", "absent", "substitutes", "movements", "computed"):
        assert told[key] == facts[key], key
    (read,), (known,) = told["deliberations"], facts["deliberations"]
    for key in ("number", "received_on", "published_on", "court", "computed"):
        assert read[key] == known[key], key
    assert [one["verb"] for one in read["decisions"]] == [one["verb"] for one in known["decisions"]]
    assert [(one["on"], one["favourable"]) for one in read["opinions"]] == [
        (one["on"], one["favourable"]) for one in known["opinions"]
    ]
    assert read["vote"] == known["vote"]
    assert read["title"] == known["title"]


def test_the_live_reading_raises_the_questions_raised_by_hand(seed, facts):
    raised = [
        (one["code"], one["severity"], one["line"]) for one in to_dict(load_act().worked.reading)["findings"]
    ]
    assert raised == [(one["code"], one["severity"], one["line"]) for one in facts["findings"]]
    assert {code for code, *_ in raised} <= TITLES.keys()


def test_no_sentence_of_the_text_stands_in_the_repository(lines):
    forbidden: set[tuple[str, ...]] = set()
    allowed = runs(DAY_AND_HOUR) | runs(NAME_OF_AN_OPERATION)
    for common in (TITLE_LINES, FORMULA_LINES):
        allowed |= runs(" ".join(lines[number - 1] for number in sorted(common)))
    kept: list[str] = []
    for number, line in enumerate(lines, start=1):
        if number in TITLE_LINES | NAME_LINES:
            forbidden |= runs(" ".join(kept))
            kept = []
        else:
            kept.append(line)
    forbidden = (forbidden | runs(" ".join(kept))) - allowed
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    copied = {}
    for name in listed.decode().split("\0"):
        path = ROOT / name
        if not name or not path.is_file():
            continue
        found = runs(path.read_text(encoding="utf-8", errors="ignore")) & forbidden
        if found:
            copied[name] = [" ".join(run) for run in sorted(found)[:3]]
    assert copied == {}
