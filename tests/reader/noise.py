"""Texts for the fuzzing of the reader: the trade's words thrown together, and acts of the corpus spoilt.

`python tests/reader/noise.py INPUTS SECONDS SEED` runs a long campaign and prints what it ran and found.
"""

import random
import sys
import time
import traceback
from collections.abc import Callable
from pathlib import Path

ACTS = Path(__file__).parent / "acts"
LABELS = (
    "Présents :", "ETAIENT PRESENTS :", "Étaient présents", "Absents :", "Absents excusés :", "EXCUSÉS",
    "Pouvoirs :", "PROCURATIONS :", "Étaient représentés :", "Absents ayant donné pouvoir :",
    "Secrétaire de séance :", "Membres :", "Suppléants :", "Nombre de membres en exercice :",
    "En exercice : 33", "Présents : 25", "Votants : 30", "Quorum : 17", "Date de convocation :", "OBJET :",
    "DÉLIBÉRATION N°", "Délibération n° 2024-012", "EXTRAIT DU REGISTRE", "Article 1 :",
)  # fmt: skip
NAMES = (
    "DUPONT Jean", "Jean DUPONT", "J. DUPONT", "DUPONT J.", "DUPONT", "Dupont Jean-Luc", "DE CARRION Alain",
    "D'ARAMON", "LE PAGE Maryvonne", "PRUD'HOMME Sandrine", "SAINT-ANDRÉ Stéphane", "ÉLOÏSE",
    "M. Cuvelier Joseph", "Mme WIART", "MM. MARTY, COMBES", "Mmes AUDOUY et SICRE", "Rémi LANSELLE",
    "VAN DEN BERGHE Éric", "O'NEILL Kevin", "LECONTE-\nMAURICE", "NGUYỄN Thị", "Müller Jürgen",
    "Monsieur le Maire", "Madame la Présidente", "LA NEUVILLE-AUX-BOIS :", "OISY",
)  # fmt: skip
RELATIONS = (
    " donne procuration à ", " pouvoir à ", " a donné pouvoir à ", " → ", " représenté par ",
    " remplacé par ", " (suppléant de ", " (pouvoir de ", " excusé", " absente", ", Maire", ", 1er adjoint",
    " Vice-présidente", " et ", " ayant donné procuration à", " qui donne pouvoir à", " (arrivé à 19 h 10)",
    " quitte la séance à 20h40", " sauf ", " est élue secrétaire", " sous la présidence de ",
    " arrive en séance", " ne prend pas part au vote", " s'abstient",
)  # fmt: skip
WORDS = (
    "Le conseil municipal", "Le Conseil communautaire", "la commission permanente",
    "COMMUNAUTÉ D'AGGLOMÉRATION DE", "après en avoir délibéré", "à l'unanimité", "à la majorité absolue",
    "par 18 voix pour", "2 contre", "1 abstention", "Pour : 17", "Contre : 1 (M. MARTY)", "Abstentions : 2",
    "vote à bulletin secret", "APPROUVE", "AUTORISE", "DÉCIDE de", "DIT que",
    "Vu le code général des collectivités territoriales", "Considérant que",
    "avis favorable de la commission", "reçu en préfecture le 20/12/2023", "publié le 20 DEC. 2023",
    "tribunal administratif de Lille", "Fait à Arras le", "Ont signé les membres présents",
    "convocation du 6 décembre 2023", "l'an deux mille douze, le dix-sept octobre", "à vingt heures trente",
    "18 H 45", "le 31 février 2024", "le 29 février 2024", "1er janvier", "quatre-vingt-dix-neuf",
    "5 691 bénéficiaires soit 27 037 941 €", "74 220 500 d'euros", "1 : Moyenne", "fonds d'innovation",
    "en 2004", "contrat", "convention", "un peu de vin blanc", "page 3/12",
    "ID : 062-200072460-20231212-2023", "Séance du", "le soir tombait",
)  # fmt: skip
NUMBERS = (
    "0",
    "1",
    "12",
    "33",
    "152",
    "2023",
    "99999999999999999999",
    "12/12/2023",
    "00/00/0000",
    "3,14",
    "IV",
    "n° 7",
    "²",
)
SIGNS = (
    "\n", "\n\n", "\n", ", ", " ; ", " : ", " - ", "– ", "• ", ".", "…", "(", ")", "[", "]", "«", "»", "\t",
    "   ", "|", "||", "**", "*", "_", "# ", "### ", "> ", "---", "|---|---|", "| ", " |\n", "<td>", "</td>",
    "<tr>", "</tr>", "<br>", "<b>", "</b>", "<sup>", "<", ">", "&nbsp;", "&amp;", "\\", "`", "'", "’", '"',
    "-\n", "\x1f", "\x00", "\u200b", "\ufeff", "\u0301", "ﬁ", "İ", "ß", "\u202e", "\U0001f600", "\ud7ff",
    "→", "->", "=", "%", "€", "/", "\\_", "\r", "\x0b", "\u2028",
)  # fmt: skip
PIECES = (LABELS, NAMES, NAMES, RELATIONS, WORDS, NUMBERS, SIGNS, SIGNS)


def acts() -> tuple[str, ...]:
    """The texts of the acts that may be looked at."""
    paths = sorted(path for path in ACTS.glob("[0-3]*.*") if path.suffix in (".txt", ".md"))
    return tuple(path.read_bytes().decode("utf-8", "replace") for path in paths)


def thrown_together(chance: random.Random, most: int = 12) -> str:
    """A few pieces of the trade, one behind the other."""
    return "".join(
        chance.choice(chance.choice(PIECES)) + chance.choice(("", "", " ", "\n"))
        for _ in range(chance.randint(0, most))
    )


def excerpt(chance: random.Random, whole: str, most: int) -> str:
    """Some lines in a row of an act."""
    start = chance.randint(0, max(0, len(whole) - 1))
    return whole[start : start + chance.randint(1, most)]


def delete(chance: random.Random, words: str) -> str:
    start = chance.randint(0, len(words))
    return words[:start] + words[start + chance.randint(1, 40) :]


def duplicate(chance: random.Random, words: str) -> str:
    start = chance.randint(0, len(words))
    part = words[start : start + chance.randint(1, 60)]
    return words[:start] + part * chance.randint(2, 4) + words[start + len(part) :]


def swap(chance: random.Random, words: str) -> str:
    lines = words.split("\n") if chance.randint(0, 1) else words.split(" ")
    sign = "\n" if words.count("\n") == len(lines) - 1 else " "
    first, second = chance.randint(0, len(lines) - 1), chance.randint(0, len(lines) - 1)
    lines[first], lines[second] = lines[second], lines[first]
    return sign.join(lines)


def insert(chance: random.Random, words: str) -> str:
    start = chance.randint(0, len(words))
    return words[:start] + thrown_together(chance, 3) + words[start:]


MUTATIONS: tuple[Callable[[random.Random, str], str], ...] = (delete, duplicate, swap, insert)


def spoilt(chance: random.Random, sources: tuple[str, ...], most: int = 200) -> str:
    """An excerpt of an act with some of its words deleted, said again, moved, or noise put between them."""
    words = excerpt(chance, chance.choice(sources), most)
    for _ in range(chance.randint(1, 4)):
        words = chance.choice(MUTATIONS)(chance, words)
    return words


def one_input(chance: random.Random, sources: tuple[str, ...]) -> str:
    """Mostly short inputs, so that a million can be read; one in a thousand is a whole act."""
    draw = chance.randint(0, 999)
    if draw == 0:
        return spoilt(chance, sources, 6_000)
    if draw < 700:
        return thrown_together(chance, 6)
    return spoilt(chance, sources, 120) if draw < 950 else thrown_together(chance, 30)


def campaign(inputs: int, seconds: float, seed: int) -> None:
    """Read random inputs until either limit; each kind of failure is told once, with its shortest input."""
    from reader.shape import check  # noqa: PLC0415  only the campaign needs the path below

    chance, sources = random.Random(seed), acts()
    failures: dict[str, tuple[str, str]] = {}
    counts: dict[str, int] = {}
    length, slowest, done, began = 0, (0.0, ""), 0, time.monotonic()
    while done < inputs and time.monotonic() - began < seconds:
        words = one_input(chance, sources)
        start = time.perf_counter()
        try:
            check(words)
        except Exception as error:
            frame = traceback.extract_tb(error.__traceback__)[-1]
            kind = f"{type(error).__name__} {Path(frame.filename).name}:{frame.lineno}"
            if isinstance(error, AssertionError):
                kind += " " + str(error).split("\n")[0][:40]
            counts[kind] = counts.get(kind, 0) + 1
            if kind not in failures or len(words) < len(failures[kind][0]):
                failures[kind] = (words, traceback.format_exc())
        slowest = max(slowest, (time.perf_counter() - start, words))
        done, length = done + 1, length + len(words)
    took = time.monotonic() - began
    print(f"seed {seed}: {done} inputs, {length} characters, {took:.0f} s, slowest {slowest[0] * 1e3:.0f} ms")
    print(f"slowest input, {len(slowest[1])} characters: {slowest[1][:300]!r}")
    for kind, (words, trace) in failures.items():
        print(f"\n== {kind}: {counts[kind]} times\ninput {words!r}\n{trace}")
    print(f"{len(failures)} kinds of failure")


if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).parents[1]))
    campaign(int(sys.argv[1]), float(sys.argv[2]), int(sys.argv[3]))
