"""One text for one content."""

from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from beffroi.core.seals.canonical import canonical
from beffroi.core.seals.codes import ALPHABET, draw_code, read_code, show_code
from beffroi.core.seals.fingerprints import PLAIN, columns_of
from beffroi.core.seals.models import Seal

SCALARS = (
    some.none() | some.booleans() | some.integers() | some.text(some.characters(exclude_categories=["Cs"]))
)
CONTENTS = some.recursive(
    SCALARS | some.decimals(allow_nan=False, allow_infinity=False, places=2) | some.dates(),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


def test_keys_are_sorted_and_values_plain():
    content = {"b": Decimal("12.50"), "a": date(2023, 12, 12), "c": [True, None, "Nœux « é »"]}
    assert canonical(content) == '{"a":"2023-12-12","b":"12.5","c":[true,null,"Nœux « é »"]}'


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("12.00", "12"), ("12", "12"), ("1200", "1200"), ("1E+3", "1000"), ("-0.00", "0"), ("0.10", "0.1"),
        ("-3.50", "-3.5"), ("12345678901234567890123456789012.10", "12345678901234567890123456789012.1"),
    ],
)  # fmt: skip
def test_equal_amounts_are_written_alike(value, text):
    assert canonical(Decimal(value)) == f'"{text}"'


def test_a_moment_is_written_in_utc_to_the_microsecond():
    paris = timezone(timedelta(hours=1))
    assert canonical(datetime(2023, 12, 12, 19, 30, tzinfo=paris)) == '"2023-12-12T18:30:00.000000Z"'
    assert canonical(datetime(950, 1, 1, tzinfo=UTC)) == '"0950-01-01T00:00:00.000000Z"'
    assert canonical(time(18, 30)) == '"18:30:00.000000"'


@pytest.mark.parametrize(
    "value",
    [
        1.0, {"a": [float("nan")]}, Decimal("NaN"), Decimal("Infinity"), datetime(2023, 12, 12),
        {1: "a"}, {"a"}, b"bytes", "\ud800", object(), time(18, 30, tzinfo=UTC),
    ],
)  # fmt: skip
def test_refused_when_it_has_no_single_form(value):
    with pytest.raises((TypeError, ValueError)):
        canonical(value)


@given(some.dictionaries(some.text(max_size=5), CONTENTS, max_size=6).filter(
    lambda content: all("\ud800" not in key for key in content)
))  # fmt: skip
def test_the_order_of_keys_changes_nothing(content):
    backwards = dict(reversed(content.items()))
    try:
        text = canonical(content)
    except UnicodeEncodeError:
        return
    assert canonical(backwards) == text


def test_codes_are_random_and_read_back_however_typed():
    codes = {draw_code() for _ in range(500)}
    assert len(codes) == 500
    assert set("".join(codes)) <= set(ALPHABET)
    for code in codes:
        assert read_code(show_code(code).lower()) == code
        assert read_code(code.replace("0", "o").replace("1", "l")) == code


def test_the_fingerprint_covers_every_column():
    columns = {field.name for field in Seal._meta.concrete_fields}
    # The content and the document stand under it by their own fingerprints, the chain by its name.
    assert columns - set(PLAIN) == {"id", "sha256", "content", "pdf", "chain"}
    assert set(columns_of("registre", Seal())) == {*PLAIN, "chain"}
