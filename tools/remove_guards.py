"""Take each guard off in turn, and say whether a test fails: a guard that nothing misses is not tested.

Read as a plugin of pytest (`make guards`): the tests are run once, to know which functions each one reaches;
then, for each guard, a child process takes that one guard off in memory and runs the tests that reach it.
No file is touched. Without a word after `--guards`, every guard; with words, those whose line holds one.
"""

import ast
import functools
import importlib
import inspect
import json
import math
import os
import signal
import tempfile
import time
import traceback
from collections import Counter, defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol
from _pytest.warnings import catch_warnings_for_item
from django.db import connections
from django.urls import URLPattern, get_resolver
from tools.find_guards import GUARDED, SOURCE, Guard, addresses, functions, guards_of, patterns

# Those that ask every address come first: they miss most of the guards, and quickly.
FIRST = "test_every_address"
# A guard taken off may make a test wait for ever: so long at least, and so many times what the tests lasted.
LEAST_SECONDS, MOST_TIMES = 60, 5
KILLED, SURVIVED = "killed", "survived"
# A run that no longer ends misses the guard too; it is told apart, as a slow machine would say the same.
ENDLESS = "endless"
# Kept from before pytest captures what is written.
TOLD = os.fdopen(os.dup(2), "w", buffering=1)


def take_off(guard: Guard, pattern: URLPattern | None) -> None:
    """Take one guard off, in this process."""
    if guard.kind == "login":
        # A copy: several addresses may share a view.
        bare = functools.partial(pattern.callback)
        bare.login_required = False
        pattern.callback = bare
    elif guard.kind == "persona":
        pattern.callback = pattern.callback.__wrapped__
    elif guard.kind == "decorator":
        _put_view(guard)
    else:
        _put_code(guard, _without(guard))


def _without(guard: Guard) -> ast.Module:
    tree = ast.parse(guard.path.read_text(encoding="utf-8"))
    node = list(ast.walk(tree))[guard.index]
    new = guard.change(node)
    for parent in ast.walk(tree):
        for field, value in ast.iter_fields(parent):
            if value is node:
                setattr(parent, field, new)
            elif isinstance(value, list) and any(one is node for one in value):
                kept = ([new] if one is node else [one] for one in value)
                setattr(parent, field, [one for each in kept for one in each if one is not None])
    return ast.fix_missing_locations(tree)


def _put_code(guard: Guard, tree: ast.Module) -> None:
    """Change a function where it is: whoever imported it calls the changed one."""
    module = importlib.import_module(guard.module)
    module.__dict__["__acting__"] = importlib.import_module("beffroi.organisations.actor").acting
    found: Any = _function(module, guard.function)
    code: Any = compile(tree, str(guard.path), "exec", dont_inherit=True)
    for name in guard.function.split("."):
        code = next(one for one in code.co_consts if inspect.iscode(one) and one.co_name == name)
    found.__code__ = code


def _function(module: Any, name: str) -> Any:
    found = functools.reduce(getattr, name.split("."), module)
    return inspect.unwrap(found.fget if isinstance(found, property) else found)


def _put_view(guard: Guard) -> None:
    """Run the file anew without the decorator, and put the view that it gives in the place of the other."""
    module = importlib.import_module(guard.module)
    fresh = {"__name__": guard.module, "__file__": str(guard.path)}
    exec(compile(_without(guard), str(guard.path), "exec", dont_inherit=True), fresh)  # noqa: S102
    old = getattr(module, guard.function)
    for _, pattern in patterns(get_resolver().url_patterns):
        if pattern.callback is old:
            pattern.callback = fresh[guard.function]
        for cell in getattr(pattern.callback, "__closure__", None) or ():
            if cell.cell_contents is old:
                cell.cell_contents = fresh[guard.function]


class RemoveGuards:
    """The loop: the tests once, then the guards one by one."""

    def __init__(self, words: list[str]) -> None:
        self.words = words
        self.heard: dict[tuple[str, str], set[str]] = defaultdict(set)
        self.reached: dict[tuple[str, ...], set[pytest.Item]] = {}
        self.lasted: dict[pytest.Item, float] = {}
        self.now = ""

    def guards(self) -> list[tuple[Guard, URLPattern | None]]:
        """List the guards asked for."""
        found = [
            (guard, None)
            for path in sorted(SOURCE.glob("beffroi/**/*.py"))
            if GUARDED.search(str(path.relative_to(SOURCE)))
            for guard in guards_of(path)
        ]
        every = [*found, *addresses()]
        return [one for one in every if not self.words or any(word in str(one[0]) for word in self.words)]

    def pytest_runtestloop(self, session: pytest.Session) -> bool:
        """Run the tests as they are, then without each guard."""
        began, guards = time.monotonic(), self.guards()
        for function in {(one.module, one.function) for one, _ in guards if one.path.is_absolute()}:
            self._listen(*function)
        self._run_once(session)
        _say(f"{len(self.lasted)} tests, {time.monotonic() - began:.0f} s; {len(guards)} guards.")
        told: Counter[tuple[str, str, str]] = Counter()
        for guard, pattern in guards:
            chosen = self._chosen(guard, pattern)
            change = functools.partial(take_off, guard, pattern)
            most = max(LEAST_SECONDS, MOST_TIMES * math.ceil(sum(self.lasted[one] for one in chosen)))
            outcome = _in_a_child(session, change, chosen, most=most) if chosen else "unreached"
            told[guard.context, guard.kind, outcome] += 1
            if outcome != KILLED:
                _say(f"{outcome}: {guard}")
        for (context, kind, outcome), number in sorted(told.items()):
            _say(f"{context:15} {kind:13} {outcome:9} {number}")
        _say(f"{time.monotonic() - began:.0f} s in all.")
        session.testsfailed = sum(number for key, number in told.items() if key[2] not in (KILLED, ENDLESS))
        return True

    def _run_once(self, session: pytest.Session) -> None:
        """Run the tests with all the guards on, in a child: what fails then would tell nothing later.

        The parent stays bare: the engine of documents starts threads, which no child would inherit.
        """
        items = {one.nodeid: one for one in session.items if not _empties(one)}
        # Opening the database, once for all the children.
        first = next(one for one in items.values() if FIRST in one.nodeid)
        runtestprotocol(first, nextitem=session, log=False)
        with tempfile.TemporaryDirectory() as folder:
            told = Path(folder) / "told.json"
            if _in_a_child(session, lambda: None, [*items.values()], self._watch(told)) != SURVIVED:
                pytest.exit("the tests do not pass with all the guards on", 1)
            lasted, reached = json.loads(told.read_text(encoding="utf-8"))
        self.lasted = {items[name]: seconds for name, seconds in lasted.items()}
        self.reached = {tuple(key.split()): {items[one] for one in names} for key, names in reached.items()}

    def _watch(self, told: Path) -> Callable[[pytest.Item | None], None]:
        lasted: dict[str, float] = {}
        began = time.monotonic()

        def watch(item: pytest.Item | None) -> None:
            nonlocal began
            if self.now:
                lasted[self.now] = time.monotonic() - began
            self.now, began = item.nodeid if item else "", time.monotonic()
            if item is None:
                reached = {" ".join(key): sorted(names) for key, names in self.heard.items()}
                told.write_text(json.dumps([lasted, reached]), encoding="utf-8")

        return watch

    def _listen(self, module: str, name: str) -> None:
        """Have a function tell that a test reaches it."""
        found = _function(importlib.import_module(module), name)
        tree = ast.parse(Path(inspect.getfile(found)).read_text(encoding="utf-8"))
        function = next(one for one, called in functions(tree) if called == name)
        function.body.insert(0, ast.parse("__reached__()").body[0])
        guard = Guard(Path(inspect.getfile(found)), 0, "", name)
        heard = self.heard[module, name]
        alias = f"__reached_{name.replace('.', '_')}__"
        function.body[0].value.func.id = alias
        found.__globals__[alias] = lambda: heard.add(self.now)
        _put_code(guard, ast.fix_missing_locations(tree))

    def _chosen(self, guard: Guard, pattern: URLPattern | None) -> list[pytest.Item]:
        """Give the tests that reach a guard, those that fail soonest first."""
        chosen = (
            set(self.reached.get((guard.module, guard.function), ())) if guard.path.is_absolute() else set()
        )
        if pattern or guard.kind == "decorator":
            chosen |= {one for one in self.lasted if FIRST in one.nodeid}
        return sorted(chosen, key=lambda one: (FIRST not in one.nodeid, self.lasted[one]))


def _in_a_child(
    session: pytest.Session,
    change: Callable[[], None],
    items: list[pytest.Item],
    watch: Callable[[pytest.Item | None], None] | None = None,
    most: int = 0,
) -> str:
    # What is open to the database may not be shared with a child.
    connections.close_all()
    child = os.fork()
    if child == 0:
        os._exit(_run(session, change, items, watch, most))
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    return {0: SURVIVED, 1: KILLED, -signal.SIGALRM: ENDLESS}.get(status, "broken")


def _run(
    session: pytest.Session,
    change: Callable[[], None],
    items: list[pytest.Item],
    watch: Callable[[pytest.Item | None], None] | None,
    most: int,
) -> int:
    if most:
        signal.alarm(most)
    try:
        change()
        for item in items:
            if watch:
                watch(item)
            if any(one.failed for one in _reports(item, session)):
                if watch:
                    _say(f"{item.nodeid} fails")
                return 1
        if watch:
            watch(None)
    except BaseException:
        TOLD.write(traceback.format_exc())
        return 2
    return 0


def _reports(item: pytest.Item, session: pytest.Session) -> list[pytest.TestReport]:
    # Called so, a test keeps what it says of warnings.
    with catch_warnings_for_item(config=item.config, ihook=item.ihook, when="runtest", item=item):
        return runtestprotocol(item, nextitem=session, log=False)


def _empties(item: pytest.Item) -> bool:
    """Whether a test empties the tables that its neighbours share."""
    marked = (one.kwargs.get("transaction") for one in item.iter_markers("django_db"))
    return any(marked) or "transactional_db" in item.fixturenames


def _say(line: str) -> None:
    TOLD.write(f"{line}\n")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--guards", default=None, help="words of the guards to take off; empty for all")


def pytest_configure(config: pytest.Config) -> None:
    words = config.getoption("--guards")
    if words is not None:
        config.pluginmanager.register(RemoveGuards(words.split(",") if words else []))
