"""Find the guards of the sources and of the addresses, each with what it becomes once it is taken off."""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

SOURCE = Path(__file__).parents[1] / "src"
# The arithmetic of law and what reads acts have `make mutate`; the settings are read before any test.
GUARDED = re.compile(r"^beffroi/(?!law/|reader/|config/)(?!.*/migrations/)")
FILTERS = {"visible_to", "public", "of"}
OWN = {"organisation", "assembly", "deliberation", "seat__assembly", "is_persona", "is_active"}
CHECKS = re.compile(r"^_?(require|allow|check|refuse)(_|$)|^_?clerk(_of)?$")
CLERKS = {"clerk_of", "_clerk"}
DECORATORS = {"require_safe", "require_POST", "require_http_methods", "form_page", "asks_again"}


Change = Callable[[Any], Any]
Found = Iterator[tuple[Any, str, Change]]


@dataclass(frozen=True)
class Guard:
    """One guard: where it is, its kind, and how its node is changed when it is taken off."""

    path: Path
    line: int
    kind: str
    function: str
    index: int = -1
    change: Change | None = None
    text: str = ""

    def __str__(self) -> str:
        place = self.path.relative_to(SOURCE) if self.path.is_absolute() else self.path
        return f"{place}:{self.line} {self.kind} in {self.function}: {self.text}"

    @property
    def module(self) -> str:
        return ".".join(self.path.relative_to(SOURCE).with_suffix("").parts)

    @property
    def context(self) -> str:
        return self.path.relative_to(SOURCE).parts[1] if self.path.is_absolute() else "addresses"


def guards_of(path: Path) -> Iterator[Guard]:
    """Find the guards of a file, each inside the function that it protects."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = list(ast.walk(tree))
    place = {id(node): index for index, node in enumerate(nodes)}
    for function, name in functions(tree):
        for node, kind, change in _guards_in(function, name, path):
            text = " ".join(ast.unparse(node).split())[:90]
            yield Guard(path, node.lineno, kind, name, place[id(node)], change, text)


def functions(tree: ast.Module) -> Iterator[tuple[ast.FunctionDef, str]]:
    """Give the functions of a file, those of its classes included, by their names."""
    for one in tree.body:
        if isinstance(one, ast.FunctionDef):
            yield one, one.name
        elif isinstance(one, ast.ClassDef):
            inner = (each for each in one.body if isinstance(each, ast.FunctionDef))
            yield from ((each, f"{one.name}.{each.name}") for each in inner)


def _guards_in(function: ast.FunctionDef, name: str, path: Path) -> Found:
    if "models" in path.parts:
        if function.name in FILTERS:
            yield function.body[-1], "filter", lambda _: _statement("return self.all()")
            yield from _refusals(function, ast.Return)
        return
    for one in function.decorator_list:
        if _called(one) in DECORATORS:
            yield one, "decorator", lambda _: None
    for node in ast.walk(function):
        yield from _guards_at(node)
    yield from _refusals(function, ast.Raise)
    if path.name == "permissions.py":
        yield from _answers(function)
        yield from _refusals(function, ast.Return)


def _guards_at(node: ast.AST) -> Found:
    if isinstance(node, ast.Expr) and CHECKS.match(_called(node.value)):
        yield node, "check", lambda _: ast.Pass()
    elif isinstance(node, ast.Assign | ast.Return | ast.keyword) and _called(node.value) in CLERKS:
        yield node.value, "clerk", lambda found: _acting(found.args[0])
    elif isinstance(node, ast.If) and _called(node.test).startswith("can_"):
        yield node.test, "permission", lambda _: ast.Constant(True)
    elif isinstance(node, ast.Call):
        yield from _filters_of(node)


def _filters_of(node: ast.Call) -> Found:
    if isinstance(node.func, ast.Attribute) and node.func.attr in FILTERS and _of_actor(node):
        yield node, "filter", _all
    elif _called(node) == "get_object_or_404":
        for one in node.keywords:
            if one.arg in OWN:
                yield one, "filter", lambda _: None


def _refusals(function: ast.FunctionDef, last: type[ast.stmt]) -> Found:
    for node in ast.walk(function):
        if not (isinstance(node, ast.If) and isinstance(node.body[-1], last)):
            continue
        yield node.test, "refusal", lambda _: ast.Constant(False)
        if isinstance(node.test, ast.BoolOp) and isinstance(node.test.op, ast.Or):
            for part in node.test.values:
                yield part, "half refusal", lambda _: ast.Constant(False)


def _answers(function: ast.FunctionDef) -> Found:
    """Each part of what a permission asks, taken as granted."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Return):
            continue
        if isinstance(node.value, ast.BoolOp) and isinstance(node.value.op, ast.And):
            for part in node.value.values:
                yield part, "permission", lambda _: ast.Constant(True)
        elif isinstance(node.value, ast.Call) and function.name.startswith(("can_", "is_")):
            yield node.value, "permission", lambda _: ast.Constant(True)


def _called(node: ast.AST | None) -> str:
    node = node.func if isinstance(node, ast.Call) else node
    return getattr(node, "id", getattr(node, "attr", ""))


def _of_actor(node: ast.Call) -> bool:
    return node.func.attr != "of" or any("actor" in ast.unparse(one) for one in node.args)


def _acting(request: ast.expr) -> ast.Call:
    return ast.Call(ast.Name("__acting__", ast.Load()), [request], [])


def _all(call: ast.Call) -> ast.Call:
    return ast.Call(ast.Attribute(call.func.value, "all", ast.Load()), [], [])


def _statement(text: str) -> ast.stmt:
    return ast.parse(text if not text.startswith("return") else f"def f():\n {text}").body[0].body[0]


def addresses() -> Iterator[tuple[Guard, URLPattern]]:
    """Find what keeps an address from the public, and from personas."""
    for name, pattern in patterns(get_resolver().url_patterns):
        if getattr(pattern.callback, "login_required", True):
            yield Guard(Path(name), 0, "login", name, text="for the signed in"), pattern
        # The code keeps the name of the decorator that wrote it; the function takes the name of the view.
        if "not_for_personas" in pattern.callback.__code__.co_qualname:
            yield Guard(Path(name), 0, "persona", name, text="not for personas"), pattern


def patterns(known: list[Any], space: str = "") -> Iterator[tuple[str, URLPattern]]:
    """Give each address with its full name."""
    for one in known:
        if isinstance(one, URLResolver):
            yield from patterns(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)
        else:
            yield f"{space}{one.name}", one
