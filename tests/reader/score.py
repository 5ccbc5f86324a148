"""Precision and recall of the reader on its corpus, field by field; run by `make reader-score`.

Acts 01–38 were seen while the grammar was written, acts 51–68 never: their authors and the grammar's
are different people. What is read and not expected counts against precision: « nothing invented ».
"""

import json
import sys
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

from beffroi.reader import read_file
from beffroi.reader.export import to_dict
from beffroi.reader.people import key
from beffroi.reader.text import fold

ACTS = Path(__file__).parent / "acts"
FIRST_UNSEEN = 51
NAME_LISTS = ("against_names", "abstain_names", "recused_names")


def loose(value: object) -> str:
    """Case, accents, spaces, quotation marks and apostrophes are not what is scored in running words."""
    return " ".join(
        fold(str(value)).replace("’", "'").replace("–", "-").replace("«", " ").replace("»", " ").split()
    )


def facts(reading: dict) -> Iterator[tuple[str, str]]:
    """Each fact of a reading as (field, value); lists give one fact an element."""
    for field in ("kind", "sitting_on", "sitting_at", "convened_on", "members_in_office"):
        yield from one(field, reading[field])
    yield from one("assembly", reading["assembly"] and loose(reading["assembly"]))
    for field in ("chair", "secretary"):
        yield from one(field, reading[field] and key(reading[field]))
    for field, count in reading["counts_stated"].items():
        yield from one("counts_stated", f"{field}={count}" if count is not None else None)
    for field in ("present", "absent"):
        yield from (
            (field, f"{name}#{reading[field][:place].count(name)}")
            for place, name in enumerate(reading[field])
        )
    yield from (("proxies", f"{each['giver']} → {each['holder']}") for each in reading["proxies"])
    yield from (("substitutes", f"{each['sitting']} / {each['for']}") for each in reading["substitutes"])
    yield from (
        ("movements", f"{key(each['name'])} {each['kind']} {each['at']}") for each in reading["movements"]
    )
    for field, value in reading["computed"].items():
        yield from one(f"computed.{field}", value)
    for place, each in enumerate(reading["deliberations"]):
        yield from ((field, f"{place}: {value}") for field, value in deliberation(each))
    yield from (("findings", each["code"]) for each in reading["findings"])


def deliberation(each: dict) -> Iterator[tuple[str, str]]:
    yield "deliberations", "one"
    for field in ("number", "title", "court"):
        yield from one(
            field,
            each[field] and loose(each[field]).strip(" .").replace(" ", "" if field == "number" else " "),
        )
    for field in ("received_on", "published_on"):
        yield from one(field, each[field])
    yield from (("citations", loose(value)) for value in each["citations"])
    yield from (
        (
            "opinions",
            f"{loose(value['commission']).removeprefix('commission ')} {value['on']} {value['favourable']}",
        )
        for value in each["opinions"]
    )
    yield from (
        ("decisions", f"{loose(value['verb'])} {loose(value['text'])}") for value in each["decisions"]
    )
    vote = each["vote"]
    yield from one("vote.wording", vote["wording"] and loose(vote["wording"]).strip(" .,;"))
    for field in ("for", "against", "abstain"):
        yield from one("vote.figures", f"{field}={vote[field]}" if vote[field] is not None else None)
    for field in NAME_LISTS:
        yield from (("vote.names", f"{field} {key(name)}") for name in vote[field])
    for field, value in each["computed"].items():
        yield from one(f"computed.{field}", value)


def one(field: str, value: object) -> Iterator[tuple[str, str]]:
    if value is not None:
        yield field, str(value)


def compare(path: Path, got: dict | None = None) -> dict[str, tuple[set[str], set[str]]]:
    """The facts read and the facts expected of one act, field by field; read now, unless it was already."""
    expected = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
    got = got or to_dict(read_file(path.read_bytes(), filename=path.name))
    sets: dict[str, tuple[set[str], set[str]]] = defaultdict(lambda: (set(), set()))
    for field, value in facts(got):
        sets[field][0].add(value)
    for field, value in facts(expected):
        sets[field][1].add(value)
    return sets


def acts(folder: Path = ACTS) -> list[Path]:
    return sorted(path for path in folder.iterdir() if path.suffix in (".txt", ".md", ".docx", ".pdf"))


def unseen(path: Path) -> bool:
    return int(path.name[:2]) >= FIRST_UNSEEN


def tally(paths: list[Path]) -> dict[str, list[int]]:
    """Right, read and expected, a field."""
    sums: dict[str, list[int]] = defaultdict(lambda: [0, 0, 0])
    for path in paths:
        for field, (got, expected) in compare(path).items():
            for place, number in enumerate((len(got & expected), len(got), len(expected))):
                sums[field][place] += number
    return sums


def ratio(part: int, whole: int) -> str:
    return f"{100 * part / whole:6.1f} %" if whole else "      – "


def show(title: str, sums: dict[str, list[int]]) -> None:
    print(f"\n{title}")
    print(f"{'field':26}{'expected':>9}{'read':>7}{'right':>7}{'precision':>11}{'recall':>9}")
    total = [sum(column) for column in zip(*sums.values(), strict=True)]
    for field, (right, read, expected) in [*sorted(sums.items()), ("all", total)]:
        print(f"{field:26}{expected:9}{read:7}{right:7}{ratio(right, read):>11}{ratio(right, expected):>9}")


def differences(paths: list[Path]) -> None:
    """What differs, act by act: only for the acts that may be looked at."""
    for path in paths:
        print(f"== {path.name}")
        for field, (got, expected) in sorted(compare(path).items()):
            for value in sorted(got - expected):
                print(f"   + {field}: {value[:220]}")
            for value in sorted(expected - got):
                print(f"   - {field}: {value[:220]}")


if __name__ == "__main__":
    paths = acts()
    if "--differences" in sys.argv:
        differences([path for path in paths if not unseen(path)])
    show("Acts seen while the grammar was written", tally([path for path in paths if not unseen(path)]))
    show("Acts never looked at", tally([path for path in paths if unseen(path)]))
