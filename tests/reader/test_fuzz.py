"""Whatever the text, the reader reads it, in the format, and quotes nothing that is not written.

`BEFFROI_FUZZ=N pytest tests/reader/test_fuzz.py` runs N inputs a test; `noise.py` runs a million.
"""

import os
import random

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reader.noise import acts, spoilt, thrown_together
from reader.shape import check

EXAMPLES = int(os.environ.get("BEFFROI_FUZZ", "150"))
SOURCES = acts()
# Random texts take more choices than Hypothesis likes, and time. Without BEFFROI_FUZZ the inputs are
# the same each time: a change is judged by its tests, not by chance.
fuzz = settings(
    max_examples=EXAMPLES,
    deadline=None,
    derandomize="BEFFROI_FUZZ" not in os.environ,
    suppress_health_check=list(HealthCheck),
)
chances = st.randoms(use_true_random=False)


@fuzz
@given(chances)
def test_the_words_of_the_trade_thrown_together(chance: random.Random) -> None:
    check(thrown_together(chance, 20))


@fuzz
@given(chances)
def test_an_act_with_its_words_deleted_doubled_moved_or_spoilt(chance: random.Random) -> None:
    check(spoilt(chance, SOURCES, 600))


@fuzz
@given(st.text(max_size=300))
def test_any_text(words: str) -> None:
    check(words)


@fuzz
@given(st.text(alphabet="|-: \n*_#<>/td&;()[]AÉa1.,'’", max_size=200))
def test_punctuation_markdown_and_tags(words: str) -> None:
    check(words)


@fuzz
@given(
    st.lists(
        st.sampled_from(("Présents :", "DUPONT Jean", "\n", "<td>", "|", " ", "pouvoir à", "M.")), max_size=60
    )
)
def test_lists_and_tables_that_never_end_well(pieces: list[str]) -> None:
    check("".join(pieces))
