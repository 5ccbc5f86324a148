"""The formula that closes an act: what stands behind it decides nothing."""

from __future__ import annotations

from beffroi.reader.grammar import rule

FORMULA = rule(r"""
    (?:^|\n)[ \t\x1f>#*-]*
    (?:ainsi (?:fait|delibere)
    |fait (?:et delibere|a\b|en seance|les jour)
    |pour (?:extrait|copie) (?:certifie|conforme)
    |certifie executoire|acte rendu executoire
    |la seance est levee|seance levee
    |annexes?\b)
""")
