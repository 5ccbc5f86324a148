"""How the processor time of a reading grows with its length, 1 KB to 10 MB; 2.0 per doubling is linear.

`python bench/reader_growth.py [LARGEST_KB] [SECONDS]`: a pattern stops at the length that takes
more seconds; the real act has twenty times that.
"""

import sys
import time
from math import log2

from yardstick import reread, seed

from beffroi.reader import read

PATTERNS = {
    "one line of names": "DUPONT Jean, ",
    "present, without end": "Présents : DUPONT Jean\n",
    "proxies chained": "DUPONT Jean donne pouvoir à ",
    "blanks": " ",
    "empty lines": "\n",
    "columns": "Votants" + " " * 30 + "Pour" + " " * 30 + "Contre\n",
    "points": "." * 79 + "\n",
    "cells": "| X ",
    "rows of a table": "| DUPONT Jean | X | | |\n",
    "open tags": "<td>",
    "unclosed rows": "<tr><td>DUPONT\n",
    "brackets": "(",
    "figures": "27 037 941 € ",
    "dates": "le 12 décembre 2023 ",
    "citations": "Vu le code général des collectivités territoriales,\n",
    "decisions": "DÉCIDE d'approuver le projet\n",
    "acts": "Délibération n° 2024-01\nOBJET : BANC\nLe conseil, à l'unanimité,\nAPPROUVE le banc.\n",
    "capitals": "A",
    "hyphens at line ends": "DUPONT-\n",
    "emphasis": "**a",
}


def growth(title: str, pattern: str, largest: int, patience: float) -> None:
    """Double the length until the largest, or until one reading takes too long."""
    size, before, lines, rates = 1_000, 0.0, [], []
    while size <= largest:
        text = (pattern * (size // len(pattern) + 1))[:size]
        began = time.process_time()
        read(text)
        taken = time.process_time() - began
        rate = taken / before if before else 0.0
        if before and size > 16_000:  # under that, what any reading costs hides the rest
            rates.append(rate)
        lines.append(
            f"{size / 1000:8.0f} KB {taken * 1e3:11.1f} ms" + (f"   × {rate:5.2f}" if before else "")
        )
        before = taken
        if taken > patience:
            break
        size = largest if size < largest < 2 * size else size * 2
    mean = (rates and 2 ** (sum(log2(max(rate, 0.01)) for rate in rates) / len(rates))) or 0.0
    verdict = "linéaire" if mean < 2.4 else "plus que linéaire"
    told = f"{mean:.2f} par doublement en moyenne : {verdict}" if rates else "trop peu de points"
    print(f"\n{title}: {told}")
    print("\n".join(lines))
    sys.stdout.flush()


def main() -> None:
    largest = int(float(sys.argv[1]) * 1000) if len(sys.argv) > 1 else 10_000_000
    patience = float(sys.argv[2]) if len(sys.argv) > 2 else 3.0
    text = seed()[1].decode("utf-8")
    began = time.process_time()
    reread(text * 10)
    taken = 1e3 * (time.process_time() - began)
    print(f"yardstick: a plain loop over {len(text) * 10 // 1000} KB {taken:.1f} ms")
    growth("the real act, repeated", text + "\n", largest, 20 * patience)
    for title, pattern in PATTERNS.items():
        growth(title, pattern, largest, patience)


if __name__ == "__main__":
    main()
