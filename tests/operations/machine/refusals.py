"""Every refusal that the code of operations can say, read from its source, and how often each was met.

A refusal is a sentence given to `RuleViolation` or to `Blocker`; what the code leaves open in it is a blank.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import beffroi.operations

ROOT = Path(beffroi.operations.__file__).parent
# What several operations at once, lists and messages refuse is no move of an operation.
LEFT_OUT = frozenset({"bulk", "exports", "imports", "saved", "messages", "scenarios", "own_work", "award"})
MODULES = (
    *(one for one in sorted((ROOT / "actions").glob("*.py")) if one.stem not in LEFT_OUT),
    *sorted(ROOT.glob("*blockers.py")),
    ROOT / "support.py",
    ROOT / "rules" / "plan.py",
)
SAID_BY = frozenset({"RuleViolation", "Blocker"})
# Sentences whose words come from the texts of law.
OF_LAW = {
    "law.own_share": "Part propre",
    "law.concours": "Fonds de concours",
    "law.impact_study": "Étude d’impact",
    "law.clear_days": "Rapports",
}
# What the pieces of a file say of themselves.
OF_PIECES = {"pieces.problem: missing": "La pièce « … » manque.",
             "pieces.problem: refused": "La pièce « … » n’est pas recevable."}  # fmt: skip
BLANK = "…"


@dataclass(slots=True)
class Met:
    """What was refused, and to whom it was not shown."""

    sentences: Counter[str] = field(default_factory=Counter)
    unlisted: Counter[str] = field(default_factory=Counter)
    rights: Counter[str] = field(default_factory=Counter)
    done: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)

    def note(self, message: str) -> None:
        """Count each sentence of the code that a refusal says."""
        found = [name for name, pattern in PATTERNS.items() if pattern.search(message)]
        self.sentences.update(found)
        if not found:
            self.unlisted[message[:90]] += 1

    def told(self) -> str:
        """The coverage, to be printed."""
        never = [name for name in PATTERNS if name not in self.sentences]
        return "\n".join(
            [
                f"Refusals met: {len(self.sentences)} of {len(PATTERNS)} sentences of the code",
                *_counted(self.sentences),
                f"Never met: {len(never)}",
                *(f"          {one}" for one in never),
                "Refusals said by other contexts:",
                *_counted(self.unlisted),
                "Not shown or not allowed:",
                *_counted(self.rights),
                "Done:",
                *_counted(self.done),
                "States reached, in steps:",
                *_counted(self.states),
            ]
        )


def _counted(found: Counter[str]) -> list[str]:
    return [f"  {count:6}  {name}" for name, count in found.most_common()]


def _sentences() -> Iterator[tuple[str, str]]:
    for path in MODULES:
        tree = ast.parse(path.read_text())
        named = _named(tree)
        for function in [one for one in ast.walk(tree) if isinstance(one, ast.FunctionDef)]:
            known = named | _named(function)
            for call in ast.walk(function):
                if isinstance(call, ast.Call) and getattr(call.func, "id", "") in SAID_BY and call.args:
                    for said in _texts(call.args[0], known):
                        yield f"{path.stem}.{function.name}: {said}", said
        if path.stem == "plan" and path.parent.name == "rules":
            yield from _returned(tree, path.stem)


def _returned(tree: ast.Module, stem: str) -> Iterator[tuple[str, str]]:
    """The sentences of a rule that returns them."""
    function = next(one for one in tree.body if getattr(one, "name", "") == "imbalance")
    known = _named(function)
    for one in ast.walk(function):
        if isinstance(one, ast.Return) and one.value is not None:
            for said in _texts(one.value, known):
                if said:
                    yield f"{stem}.imbalance: {said}", said


def _named(scope: ast.AST) -> dict[str, list[ast.expr]]:
    """What each name of a scope is given."""
    found: dict[str, list[ast.expr]] = {}
    body = scope.body if isinstance(scope, ast.Module) else ast.walk(scope)
    for one in body:
        if isinstance(one, ast.Assign) and isinstance(one.targets[0], ast.Name):
            found.setdefault(one.targets[0].id, []).append(one.value)
    return found


def _texts(told: ast.expr, known: dict[str, list[ast.expr]]) -> list[str]:
    if isinstance(told, ast.Constant) and isinstance(told.value, str):
        return [told.value]
    if isinstance(told, ast.JoinedStr):
        parts = [_part(one, known) for one in told.values]
        return ["".join(parts)]
    if isinstance(told, ast.Name):
        return [said for one in known.get(told.id, ()) for said in _texts(one, {})]
    return []


def _part(part: ast.expr, known: dict[str, list[ast.expr]]) -> str:
    if isinstance(part, ast.Constant):
        return str(part.value)
    inner = part.value if isinstance(part, ast.FormattedValue) else part
    texts = _texts(inner, known) if isinstance(inner, ast.Name) else []
    return texts[0] if len(texts) == 1 else BLANK


def _pattern(said: str) -> re.Pattern[str]:
    return re.compile(".+?".join(re.escape(one) for one in said.split(BLANK)), re.DOTALL)


PATTERNS: dict[str, re.Pattern[str]] = {
    **{name: _pattern(said) for name, said in _sentences() if said.strip(BLANK + " .")},
    **{name: _pattern(said) for name, said in OF_PIECES.items()},
    **{name: re.compile(re.escape(said)) for name, said in OF_LAW.items()},
}
