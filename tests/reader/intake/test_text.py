"""Text files: encodings told apart on French, newlines and controls put in the house form."""

import time
import unicodedata
from pathlib import Path

import pytest

from beffroi.reader.intake import Limits, UnreadableFile, read_text
from beffroi.reader.intake.messages import NOTES, REFUSALS

SEED = Path(__file__).parents[4] / "shared/seed/000_4b206b7012456076.txt"
needs_seed = pytest.mark.skipif(not SEED.exists(), reason="the seed text stands beside the repository")

PLAIN = (
    "DÉLIBÉRATION DU CONSEIL COMMUNAUTAIRE\n"
    "Le mardi 12 décembre 2023, à 18 H 45, le Conseil s'est réuni, en l'Hôtel Communautaire de Béthune.\n"
    "Étaient présents : GAQUÈRE Raymond, MACKÉ Jean-Marie, BOMMART Émilie, Joëlle, Gaëtan, François.\n"
    "« Où êtes-vous né ? » N° 2023/187 ; ça, là, dès, août, maïs, île, ambiguë.\n"
    "À l'unanimité, le Conseil décide d'allouer l'aide prévue à l'article L.1111-10.\n"
)
# What only some encodings can write: each gets the sentences it has room for.
TYPOGRAPHY = "L’œuvre du maître d’ouvrage : 12 345,67 € – « cœur de ville »… Nœux-les-Mines\n"
EURO_AND_OE = "L'œuvre coûte 12 345,67 € à Nœux, cœur du territoire : 300 €.\n"

ROUND_TRIPS = [
    ("utf-8", PLAIN + TYPOGRAPHY),
    ("utf-8-sig", PLAIN + TYPOGRAPHY),
    ("utf-16", PLAIN + TYPOGRAPHY),
    ("utf-16-le", PLAIN + TYPOGRAPHY),
    ("utf-16-be", PLAIN + TYPOGRAPHY),
    ("utf-32", PLAIN + TYPOGRAPHY),
    ("utf-32-le", PLAIN + TYPOGRAPHY),
    ("utf-32-be", PLAIN + TYPOGRAPHY),
    ("windows-1252", PLAIN + TYPOGRAPHY),
    ("iso-8859-1", PLAIN),
    ("iso-8859-15", PLAIN + EURO_AND_OE),
    ("mac-roman", PLAIN + TYPOGRAPHY),
    ("cp850", PLAIN),
]

SHORT = [
    "café",
    "Réunion à Béthune",
    "DÉLIBÉRATION",
    "Étaient présents :",
    "Le président",
    "N° 12",
    "né à l'étranger",
    "DÉLIBÉRATION N° 2023/12 : À l'unanimité",
    "Hervé, Joëlle, Loïc, François, Gaëtan",
]


@pytest.mark.parametrize(("encoding", "text"), ROUND_TRIPS, ids=[name for name, _ in ROUND_TRIPS])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_french_comes_back_whole_from_each_encoding(encoding: str, text: str, newline: str) -> None:
    assert read_text(text.replace("\n", newline).encode(encoding)).text == text


@pytest.mark.parametrize(
    "encoding", ["windows-1252", "iso-8859-15", "mac-roman", "cp850", "utf-16-le", "utf-8"]
)
@pytest.mark.parametrize("text", SHORT)
def test_one_short_line_is_enough_to_tell_the_encoding(encoding: str, text: str) -> None:
    assert read_text(text.encode(encoding)).text == text


@needs_seed
@pytest.mark.parametrize("encoding", ["windows-1252", "mac-roman"])
def test_the_seed_reads_alike_in_one_byte_encodings(encoding: str) -> None:
    text = SEED.read_text(encoding="utf-8").replace("■", "•")
    assert read_text(text.encode(encoding)).text == unicodedata.normalize("NFC", text)


def test_accents_that_come_late_in_a_long_text_are_seen() -> None:
    text = "Le conseil delibere.\n" * 50_000 + "Hervé, à l'unanimité\n"
    assert read_text(text.encode("mac-roman")).text == text


def test_encoding_is_named() -> None:
    assert read_text(PLAIN.encode("windows-1252")).encoding == "windows-1252"
    assert read_text((PLAIN + EURO_AND_OE).encode("iso-8859-15")).encoding == "iso-8859-15"
    assert read_text(PLAIN.encode()).encoding == "utf-8"


@needs_seed
def test_lines_of_the_seed_are_those_of_wc() -> None:
    data = SEED.read_bytes()
    start = time.perf_counter()
    source = read_text(data, filename="seed.txt")
    assert time.perf_counter() - start < 0.5
    lines = source.text.split("\n")
    assert source.text == data.decode()
    assert lines[11].startswith("*Le mardi 12 décembre 2023")
    assert lines[86] == "**GACQUERRE Olivier**"
    assert len(lines) == data.count(b"\n") + 1
    assert (source.kind, source.encoding, source.pages, source.notes) == ("text", "utf-8", None, ())


@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r", "\x0b", "\x0c", "\x85", "\u2028", "\u2029"])
def test_every_newline_counts_once(newline: str) -> None:
    assert read_text(f"Vu{newline}{newline}Considérant".encode()).text == "Vu\n\nConsidérant"


def test_text_is_composed_and_freed_of_controls_and_soft_hyphens() -> None:
    written = unicodedata.normalize(
        "NFD", "délibé\u00adra\x07tion\x9d\ufeff du conseil communautaire de Béthune, œuvre, ﬁn" * 3
    )
    assert (
        read_text(written.encode()).text == "délibération du conseil communautaire de Béthune, œuvre, ﬁn" * 3
    )


def test_nothing_else_changes() -> None:
    text = "  Deux  espaces\t|  insécable\u00a0: \u202f! ’ ' ‘ ﬁ ½ \u200b \U0001f3db \n\n\n fin  "
    assert read_text(text.encode()).text == text


def test_dos_end_of_file_is_dropped() -> None:
    assert read_text("Réunion\r\n\x1a".encode("cp850")).text == "Réunion\n"


def test_a_few_stray_bytes_do_not_spoil_utf8() -> None:
    source = read_text(PLAIN.encode() * 3 + "né à l’étranger".encode("windows-1252"))
    assert source.text == PLAIN * 3 + "né à l’étranger"
    assert source.notes == (NOTES["mixed-encoding"],)


def test_text_cut_inside_a_character_is_read_up_to_there() -> None:
    source = read_text(("Hervé " * 40 + "né").encode()[:-1])
    assert source.text == "Hervé " * 40 + "n"
    assert source.notes == (NOTES["truncated"],)


def test_name_of_the_file_is_never_believed() -> None:
    assert read_text(b"Le conseil", filename="acte.pdf").kind == "text"


def test_a_text_may_speak_of_pdf() -> None:
    assert read_text(b"Un PDF commence par %PDF-1.7, voir la norme.").kind == "text"


@pytest.mark.parametrize("encoding", ["utf-8", "windows-1252", "mac-roman", "utf-16"])
def test_ten_megabytes_are_read_in_seconds(encoding: str) -> None:
    text = PLAIN * (10_000_000 // len(PLAIN.encode("utf-8")))
    start = time.perf_counter()
    assert read_text(text.encode(encoding)).text == text
    assert time.perf_counter() - start < 5


def test_limits_are_the_callers() -> None:
    with pytest.raises(UnreadableFile) as large:
        read_text(b"Le conseil", limits=Limits(max_input_bytes=5))
    with pytest.raises(UnreadableFile) as long:
        read_text(b"Le conseil", limits=Limits(max_text_chars=5))
    assert large.value.message_fr == REFUSALS["too-large"]
    assert long.value.message_fr == REFUSALS["text-too-long"]


@pytest.mark.parametrize("data", [b"", b"\n\n", b"\xef\xbb\xbf", b"\xff\xfe", "\u00ad".encode()])
def test_empty_file_is_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_text(data)
    assert refusal.value.message_fr == REFUSALS["empty"]


@pytest.mark.parametrize("data", [b"Le\x00conseil", b"\x01\x02\x03", b"abc\x00"])
def test_nul_and_binary_noise_are_refused(data: bytes) -> None:
    with pytest.raises(UnreadableFile) as refusal:
        read_text(data)
    assert refusal.value.message_fr == REFUSALS["not-text"]
