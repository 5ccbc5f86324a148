"""One play: operations of a contract, what is attempted on them, and what is looked at after each attempt."""

from dataclasses import dataclass, field

from django.db.models import Model

from beffroi.core.errors import NotAllowed, RuleViolation
from beffroi.operations.actions.proposals import propose_operation
from beffroi.operations.facts import NewOperation
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.kinds import ReportState
from beffroi.operations.models import Operation, Report, ReportItem
from operations.machine.attempts import AT, Unseen
from operations.machine.law import check
from operations.machine.people import STRANGERS, Scene
from operations.machine.refusals import Met
from operations.machine.rights import ATTEMPTS, allowed
from operations.machine.tables import APPENDED, KEPT, digest, keys_of, rows_of

# Operations meet in a report: what is done to one there may reach another.
MEET = frozenset({S.REPORT, S.AGENDA, S.VOTED})
DONE_TOGETHER = frozenset({"edit_report", "add", "remove", "send", "take_off", "vote", "seal", "drop_act"})
DONE, UNSEEN, NOT_ALLOWED, REFUSED = "done", "unseen", "not allowed", "refused"


@dataclass(slots=True)
class Play:
    """What happens, step by step, to a few operations."""

    scene: Scene
    met: Met
    digest: str = ""
    keys: dict[type[Model], set[object]] = field(default_factory=dict)
    rows: dict[type[Model], list[tuple[object, ...]]] = field(default_factory=dict)
    message: str = ""

    def begin(self, **states: S) -> None:
        """Propose an operation for each owner named, and bring each where it begins by the real actions."""
        for name, state in states.items():
            who = self.scene.people[name.split("_")[0]]
            axis = self.scene.contract.axes.get(rank=1)
            facts = NewOperation(self.scene.contract, who.organisation, f"Halle de {name}", axis)
            self._look(propose_operation(facts, by=who, at=AT))
            self.carry(self.operations()[-1], state)

    def again(self) -> "Play":
        """Another play that begins where this one stands."""
        return Play(self.scene, self.met, self.digest, dict(self.keys), dict(self.rows))

    def operations(self) -> list[Operation]:
        """Those of the contract, as they are now."""
        found = Operation.objects.filter(contract=self.scene.contract).order_by("pk")
        return list(found.select_related("plan", "owner", "epci", "departement", "next_organisation"))

    def attempt(self, name: str, operation: Operation, who: str, chosen: int = 0) -> str:
        """Attempt one thing, then look at everything; give what came of it."""
        action, actor = ATTEMPTS[name][0], self.scene.people[who]
        before, self.message = self.digest, ""
        operation = Operation.objects.get(pk=operation.pk)
        try:
            action(self.scene, operation, actor, chosen)
        except Unseen as refusal:
            found = self._refused(UNSEEN, f"404 {refusal}")
        except NotAllowed as refusal:
            found = self._refused(NOT_ALLOWED, f"403 {refusal.message}")
        except RuleViolation as refusal:
            found, self.message = REFUSED, refusal.message
            self.met.note(refusal.message)
        else:
            found = DONE
            self.met.done[name] += 1
            assert who in allowed(self.scene, name, operation), f"{who} did « {name} » in {operation.state}"
            assert who not in STRANGERS
        self._look(operation, with_others=name in DONE_TOGETHER)
        composed = name in ("fill", "join_missing")
        assert found == DONE or composed or self.digest == before, f"refused « {name} » changed rows"
        return found

    def _refused(self, found: str, told: str) -> str:
        self.met.rights[told] += 1
        return found

    def end(self) -> None:
        """Look at every operation."""
        for one in self.operations():
            check(self.scene, one)

    def _look(self, tried: Operation, *, with_others: bool = False) -> None:
        """Look at what is only added, at what is never deleted, at the operation and those that meet it."""
        now = digest()
        if now == self.digest:
            return
        self.digest = now
        for model in KEPT:
            keys = keys_of(model)
            assert self.keys.get(model, set()) <= keys, f"a row of {model.__name__} was deleted"
            self.keys[model] = keys
        for model in APPENDED:
            rows = rows_of(model)
            known = self.rows.get(model, [])
            assert rows[: len(known)] == known, f"a row of {model.__name__} was changed"
            self.rows[model] = rows
        for one in self.operations():
            if one.pk == tried.pk:
                self.met.states[one.state] += 1
            if one.pk == tried.pk or (with_others and one.stage in MEET):
                check(self.scene, one)

    # The right way on

    def onward(self, operation: Operation) -> str:
        """Do what the operation waits for, by who is to do it, with good input; give what came of it."""
        operation = Operation.objects.select_related("plan").get(pk=operation.pk)
        owner = sorted(allowed(self.scene, "fill", operation))[-1]
        name, who, chosen = self._next(operation, owner)
        return self.attempt(name, operation, who, chosen)

    def carry(self, operation: Operation, state: S) -> Operation:
        """Do what it waits for until it is in a state."""
        for _ in range(30):
            found = Operation.objects.get(pk=operation.pk)
            if found.stage is state:
                return found
            assert self.onward(found) == DONE, f"{found.state}: {self.message}"
        raise AssertionError(f"never {state}")

    def _next(self, operation: Operation, owner: str) -> tuple[str, str, int]:
        stage = operation.stage
        if stage in (S.FILE, S.COMPLETION):
            return self._file(operation, owner)
        if stage is S.REOPENED:
            plan = operation.plan
            balances = plan.cost_amount == plan.funding_amount > 0
            return ("settle" if balances else "plan", owner, 0)
        if stage is S.COHERENCE:
            name = "settle_coherence" if operation.coherence_answers.count() >= 4 else "answer"
            return (name, "agent", 0)
        if stage is S.SCHEMES:
            name = "settle_schemes" if operation.scheme_examinations.count() >= 2 else "examine"
            return (name, "agent", 0)
        if stage in (S.REPORT, S.AGENDA):
            return self._report(operation)
        return {
            S.IDEA: ("open_file", owner, 0),
            S.ENGINEERING: ("return_advice", "agent", 0),
            S.ROUTING: ("route", "agent", 0),
            S.SHEET: ("sign", "chief", 0),
            S.COUNTERSIGN: ("sign", "head", 0),
            S.SCHEME_ROAD: ("grant", "agent", 0),
        }.get(stage, ("propose", owner, 0))

    def _file(self, operation: Operation, owner: str) -> tuple[str, str, int]:
        plan = operation.plan
        if not operation.description.strip() or not operation.communes.exists():
            return ("fill", owner, 0)
        if plan.cost_amount != plan.funding_amount or not plan.cost_amount:
            return ("plan", owner, 0)
        if operation.pieces.exclude(slug="").count() < 2:
            return ("join_missing", owner, 0)
        return ("submit" if operation.stage is S.FILE else "complete", owner, 0)

    def _report(self, operation: Operation) -> tuple[str, str, int]:
        held = ReportItem.objects.waiting().filter(operation=operation).select_related("report").first()
        if operation.stage is S.AGENDA:
            is_open = held is not None and held.report.deliberation_id is not None
            return ("seal" if is_open else "vote", "clerk", 0)
        if held is not None:
            return ("send", "agent", 1)
        last = Report.objects.order_by("pk").last()
        is_open = last is not None and last.state == ReportState.PREPARING
        return ("add" if is_open else "prepare", "agent", 1 if is_open else 0)
