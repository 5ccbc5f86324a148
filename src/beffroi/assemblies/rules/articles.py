"""Which article to cite: the code says the same thing twice, for communes and for départements."""

from beffroi.law import AssemblyKind

_DEPARTEMENT = {
    "L2121-10": "L3121-19",
    "L2121-15": "L3121-13",
    "L2121-17": "L3121-14",
    "L2121-20": "L3121-15",
    "L2121-21": "L3121-15",
    # Neither a list of deliberations nor a register is described there: the minutes name what was voted.
    "L2121-25": "L3121-13",
    "R2121-9": "L3121-13",
    "L2131-1": "L3131-1",
    "L2131-6": "L3132-1",
    "R2131-1": "R3131-2",
    "L5211-11-1": "L3121-9-1",
}
_COMMITTEE = _DEPARTEMENT | {"L2121-10": "L3121-19-1", "L2121-17": "L3121-14-1"}
_BY_REGIME = {AssemblyKind.DEPARTEMENT: _DEPARTEMENT, AssemblyKind.STANDING_COMMITTEE: _COMMITTEE}
PROXIES = {
    AssemblyKind.DEPARTEMENT: "L3121-16",
    AssemblyKind.STANDING_COMMITTEE: "L3121-16",
}


def article(communal: str, regime: AssemblyKind) -> str:
    """Cite an article that a commune or an EPCI reads, or the one that a département reads instead.

    Example: « L2121-17 » → « CGCT, art. L3121-14 » for a departmental council.
    Source: law.md; `law.sources`.
    """
    return f"CGCT, art. {_BY_REGIME.get(regime, {}).get(communal, communal)}"


def proxies_article(regime: AssemblyKind) -> str:
    """Cite the article of the proxies: for communes it is that of the votes too."""
    return f"CGCT, art. {PROXIES.get(regime, 'L2121-20')}"
