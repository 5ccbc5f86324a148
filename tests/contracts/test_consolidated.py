"""The consolidated contract is the original with its amendments replayed, whatever the order of drafting."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from beffroi.contracts.amendments.plain import (
    Change,
    Inconsistent,
    InForce,
    consolidated,
    in_order,
    problems,
    replayed,
    undone,
)
from beffroi.contracts.kinds import ChangeKind, Target

DAY = date(2024, 4, 1)
ORIGINAL = {
    ("contract", "0"): {"ends_year": 2027, "money_note": "", "owners_note": "", "is_open_list": True},
    ("axis", "1"): {"title": "Services", "short_title": "Services", "rank": 1},
    ("theme", "2"): {"title": "Guichets", "rank": 1, "axis": "1"},
    ("public", "3"): {"title": "collégiens", "rank": 1},
    ("public", "4"): {"title": "aînés", "rank": 2},
    ("party", "5"): {"cover_name": "Val-Clair", "representative_name": "Camille Durand", "rank": 1},
    ("crossing", "6"): {
        "strength": "full", "why": "même but", "ambition": "1", "title": "Ouvrir", "frame": "Pacte",
        "axis": "1", "rank": 1,
    },
    ("piece", "7"): {"label": "Plan", "at_step": "file", "kinds": [], "rank": 1},
    ("commune", "8"): {"name": "Roncevent", "code": "00001", "population": None, "rank": 1},
    ("commune", "9"): {"name": "Ambreville", "code": "00002", "population": 120, "rank": 2},
}  # fmt: skip
# A busy machine draws slowly: what is tested is no clock.
BUSY = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
WORDS = st.sampled_from(["Aînés", "Familles", "Étudiants", "Bateliers", "Apprentis"])


def term(before: int, after: int) -> Change:
    return Change(ChangeKind.ALTER, Target.CONTRACT, "0", "ends_year", before, after)


COUNTS = st.none() | st.integers(0, 90_000)
KINDS = st.lists(st.sampled_from(["building", "study", "event"]), unique=True)
# A field that each kind of entry may change, and the values that it takes.
ALTERED = {
    Target.PUBLIC: ("title", WORDS),
    Target.PARTY: ("representative_name", WORDS),
    Target.CROSSING: ("strength", st.sampled_from(["full", "part"])),
    Target.PIECE: ("kinds", KINDS),
    Target.COMMUNE: ("population", COUNTS),
}


def _added(draw, state, target):
    """An entry of a kind that is not in the state yet."""
    if target is Target.CROSSING:
        taken = {one["ambition"] for key, one in state.items() if key[0] == target}
        ambition = draw(st.sampled_from([str(one) for one in range(1, 30) if str(one) not in taken]))
        named = {"ambition": ambition, "title": draw(WORDS), "frame": "Pacte", "axis": "1"}
        return {"strength": "part", "why": draw(WORDS), **named, "rank": 9}
    if target is Target.PIECE:
        return {"label": draw(WORDS), "at_step": "file", "kinds": draw(KINDS), "rank": 9}
    if target is Target.COMMUNE:
        taken = {one["code"] for key, one in state.items() if key[0] == target}
        codes = [f"{one:05}" for one in range(1, 30) if f"{one:05}" not in taken]
        code = draw(st.sampled_from(codes))
        return {"name": draw(WORDS), "code": code, "population": draw(COUNTS), "rank": 9}
    return {"title": draw(WORDS), "rank": 9}


def _draw_change(draw, state, number, rank):
    """One change that fits the state: a field, an entry added, an entry taken out; a party only changes."""
    target = draw(st.sampled_from(sorted(ALTERED)))
    there = sorted(key for key in state if key[0] == target)
    kinds = [ChangeKind.ALTER] if target is Target.PARTY else list(ChangeKind) if there else [ChangeKind.ADD]
    kind = draw(st.sampled_from(kinds))
    if kind is ChangeKind.ADD:
        return Change(kind, target, f"a{number}-{rank}", after=_added(draw, state, target))
    key = draw(st.sampled_from(there))
    if kind is ChangeKind.REMOVE:
        return Change(kind, target, key[1], before=dict(state[key]))
    field, values = ALTERED[target]
    return Change(kind, target, key[1], field, state[key][field], draw(values))


@st.composite
def histories(draw):
    """Amendments that came into force one after the other, each from what one then read."""
    state, found, on = ORIGINAL, [], DAY
    numbers = draw(st.permutations(range(1, draw(st.integers(1, 5)) + 1)))
    for number in numbers:
        on += timedelta(days=draw(st.integers(1, 40)))
        changes = []
        for rank in range(draw(st.integers(1, 4))):
            change = _draw_change(draw, state, number, rank)
            state = replayed(state, [change])
            changes.append(change)
        found.append(InForce(number, on, tuple(changes)))
    return found


@BUSY
@given(histories(), st.randoms())
def test_it_is_the_original_and_its_amendments_replayed_whatever_the_order_of_drafting(history, random):
    shuffled = list(history)
    random.shuffle(shuffled)
    state = ORIGINAL
    assert consolidated(ORIGINAL, shuffled, DAY) == ORIGINAL
    for one in history:
        assert consolidated(ORIGINAL, shuffled, one.signed_on - timedelta(days=1)) == state
        state = replayed(state, one.changes)
        assert consolidated(ORIGINAL, shuffled, one.signed_on) == state
    assert in_order(shuffled) == history


@BUSY
@given(histories())
def test_each_before_is_what_one_read_so_that_all_can_be_taken_back(history):
    states = [ORIGINAL]
    for one in history:
        assert problems(ORIGINAL, [two for two in history if two.signed_on < one.signed_on], one) == []
        states.append(replayed(states[-1], one.changes))
    for one, before in zip(reversed(history), reversed(states[:-1]), strict=True):
        assert undone(states.pop(), one.changes) == before


@BUSY
@given(histories())
def test_the_original_is_left_as_it_was(history):
    copy = {key: dict(values) for key, values in ORIGINAL.items()}
    consolidated(ORIGINAL, history, date(2030, 1, 1))
    assert copy == ORIGINAL


def test_a_stale_before_is_told_with_both_values():
    first, second = InForce(1, DAY, (term(2027, 2028),)), InForce(2, DAY, (term(2027, 2029),))
    (told,) = problems(ORIGINAL, [first], second)
    assert "l’avenant part de « 2027 », le contrat dit « 2028 »" in told
    with pytest.raises(Inconsistent):
        consolidated(ORIGINAL, [first, second], DAY)


def test_one_that_comes_before_others_must_leave_them_consistent():
    later = InForce(1, DAY + timedelta(days=9), (term(2027, 2028),))
    earlier = InForce(2, DAY, (term(2027, 2029),))
    (told,) = problems(ORIGINAL, [later], earlier)
    assert told.startswith("L’avenant n° 1 n’irait plus")


def test_what_is_gone_is_not_changed():
    gone = Change(ChangeKind.ALTER, Target.PUBLIC, "99", "title", "aînés", "anciens")
    (told,) = problems(ORIGINAL, [], InForce(1, DAY, (gone,)))
    assert "n’est plus au contrat" in told


def test_an_axis_does_not_go_before_its_themes():
    axis = Change(ChangeKind.REMOVE, Target.AXIS, "1", before=ORIGINAL["axis", "1"])
    theme = Change(ChangeKind.REMOVE, Target.THEME, "2", before=ORIGINAL["theme", "2"])
    (told,) = problems(ORIGINAL, [], InForce(1, DAY, (axis,)))
    assert "a encore des thèmes" in told
    (told,) = problems(ORIGINAL, [], InForce(1, DAY, (theme, axis)))
    assert "ou des croisements" in told
    crossing = Change(ChangeKind.REMOVE, Target.CROSSING, "6", before=ORIGINAL["crossing", "6"])
    assert problems(ORIGINAL, [], InForce(1, DAY, (theme, crossing, axis))) == []


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (Change(ChangeKind.REMOVE, Target.CONTRACT, "0", before=ORIGINAL["contract", "0"]), "garde ses"),
        (Change(ChangeKind.REMOVE, Target.PUBLIC, "3", before={"title": "autres", "rank": 1}), "a changé"),
        (Change(ChangeKind.ADD, Target.PUBLIC, "3", after={"title": "x", "rank": 1}), "déjà au contrat"),
        (Change(ChangeKind.ADD, Target.THEME, "a1-1", after={"title": "x", "axis": "9"}), "L’axe du thème"),
        (Change(ChangeKind.ALTER, Target.CONTRACT, "0", "slug", "a", "b"), "ne se change pas"),
        (Change(ChangeKind.ADD, Target.PARTY, "a1-1", after={"cover_name": "x"}), "garde ses deux parties"),
        (Change(ChangeKind.REMOVE, Target.PARTY, "5", before=ORIGINAL["party", "5"]), "garde ses deux"),
        (
            Change(ChangeKind.ADD, Target.COMMUNE, "a1-1", after={"name": "x", "code": "00002"}),
            "déjà le code",
        ),
        (Change(ChangeKind.ALTER, Target.COMMUNE, "8", "code", "00001", "00002"), "a déjà le code 00002"),
        (Change(ChangeKind.ADD, Target.CROSSING, "a1-1", after=ORIGINAL["crossing", "6"]), "reprend déjà"),
        (
            Change(ChangeKind.ADD, Target.CROSSING, "a1-1", after={**ORIGINAL["crossing", "6"], "axis": "9"}),
            "L’axe du croisement",
        ),
    ],
)
def test_what_an_amendment_may_not_do_is_told(change, told):
    assert told in problems(ORIGINAL, [], InForce(1, DAY, (change,)))[0]
