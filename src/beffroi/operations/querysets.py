"""Questions to the table of operations."""

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q

from beffroi.core.search import WordsHeld, WordsMatch, asked_words
from beffroi.operations.kinds import OperationState
from beffroi.operations.states import ENDED, SUBMITTED
from beffroi.organisations.roles import OrganisationKind, Role

if TYPE_CHECKING:
    from beffroi.operations.models.operation import Operation  # noqa: F401  the type of the rows
    from beffroi.organisations.actor import Actor

# Who writes the operations of their own organisation. Source: rights.md, « operation: draft ».
OWNERS = (Role.PROJECT_LEAD, Role.MANAGER, Role.COMMUNE_AGENT)
# Who reads the whole file that was submitted, for one of the two parties.
FILE_READERS = (
    Role.PROJECT_LEAD,
    Role.MANAGER,
    Role.DEVELOPMENT_AGENT,
    Role.FINANCE_AGENT,
    Role.COMMUNICATION_AGENT,
    Role.AUDITOR,
)
NEIGHBOURS = (Role.COMMUNE_AGENT, Role.MANAGER, Role.ELECTED_MEMBER, Role.AUDITOR)
ENGINEERS = (Role.DEVELOPMENT_AGENT, Role.MANAGER)
ON_AN_AGENDA = frozenset({OperationState.AGENDA, OperationState.VOTED})


def reads_all_whole(actor: "Actor") -> bool:
    """Whether every operation that exists for them is read whole: `permissions.sight_of`, for a set."""
    if actor.is_of(OrganisationKind.PARTNER):
        return True
    if actor.is_of(OrganisationKind.COMMUNE):
        return False
    # A clerk sees what is on an agenda alone; one who is elected too also sees the summary of the others.
    is_clerk_alone = actor.is_one_of(Role.ASSEMBLY_CLERK) and not actor.is_one_of(Role.ELECTED_MEMBER)
    return actor.is_one_of(*FILE_READERS) or is_clerk_alone


def reads_own_whole(actor: "Actor") -> bool:
    """Whether those of their organisation are read whole."""
    return actor.is_one_of(*OWNERS, Role.AUDITOR)


def _words_in(column: str, words: list[str], many: bool, first: int) -> WordsHeld | WordsMatch:
    return WordsHeld(words, column=column) if many else WordsMatch(words, column=column, first=first)


class OperationQuerySet(models.QuerySet["Operation"]):
    """Operations; each question keeps to columns of this table, so that lists stay cheap."""

    def open(self) -> "OperationQuerySet":
        """Those that are neither voted nor gone."""
        return self.exclude(state__in=ENDED)

    def submitted(self) -> "OperationQuerySet":
        """Those whose file was handed in."""
        return self.filter(state__in=SUBMITTED)

    def visible_to(self, actor: "Actor | None") -> "OperationQuerySet":
        """Those that exist for this person, whole or in summary (see `permissions.sight_of`).

        Source: rights.md, rows « operation ».
        """
        if actor is None:
            return self.none()
        seen = Q(owner=actor.organisation) if reads_own_whole(actor) else Q()
        if actor.is_of(OrganisationKind.PARTNER):
            seen |= self._assigned_to(actor)
            return self.filter(seen) if seen else self.none()
        if actor.is_of(OrganisationKind.COMMUNE):
            seen |= self._around(actor)
            return self.filter(seen) if seen else self.none()
        states, others = self._handed_in(actor)
        seen |= Q(state__in=states) if states else Q()
        for state, held in others.items():
            seen |= Q(held, state=state)
        return self.filter(self._of_a_party(actor) & seen) if seen else self.none()

    def visible_by_state(self, actor: "Actor") -> "Iterator[tuple[OperationQuerySet, set[OperationState]]]":
        """Give what `visible_to` gives, state by state: sets in the fewest words, each with its states.

        A board asks of each state apart, which an index answers; a state that is not given is not seen.
        """
        if actor.is_of(OrganisationKind.PARTNER) or actor.is_of(OrganisationKind.COMMUNE):
            yield self.visible_to(actor), set(OperationState)
            return
        here = self.filter(self._of_a_party(actor))
        states, others = self._handed_in(actor)
        yield here, set(states)
        left = set(OperationState) - states
        if reads_own_whole(actor):
            own = Q(owner=actor.organisation)
            yield here.filter(own), left - set(others)
            yield from ((here.filter(own | held), {state}) for state, held in others.items())
        else:
            yield from ((here.filter(held), {state}) for state, held in others.items())

    def matching(
        self, search: str, *, by: "Actor", many: bool = False, first: int = 0
    ) -> "OperationQuerySet":
        """Those that hold every word, folded, whole or begun, in what this person reads of them.

        `many`: known to be so many that each row is better read; `first`: so many matches are enough.
        """
        words = asked_words(search)
        if not words:
            return self.none()
        whole = _words_in("whole_search_text", words, many, first)
        told = _words_in("search_text", words, many, first)
        if reads_all_whole(by):
            return self.filter(whole)
        if not reads_own_whole(by):
            return self.filter(told)
        return self.filter(Q(told) | Q(whole, owner=by.organisation))

    def waiting_for(self, actor: "Actor") -> "OperationQuerySet":
        """Those whose next move is this organisation's."""
        return self.filter(next_organisation=actor.organisation)

    def awaiting_balance(self) -> "OperationQuerySet":
        """Those whose plan a decision of the département left out of balance (see `award.awaits_balance`)."""
        return self.filter(awaits_balance_since__isnull=False)

    @staticmethod
    def _of_a_party(actor: "Actor") -> Q:
        """Those of the contracts to which this organisation is a party."""
        if actor.is_of(OrganisationKind.DEPARTEMENT):
            return Q(departement=actor.organisation)
        return Q(epci=actor.organisation)

    def _handed_in(self, actor: "Actor") -> tuple[frozenset[OperationState], dict[OperationState, Q]]:
        """The states in which this party reads every operation, and those in which it reads some of them."""
        states: frozenset[OperationState] = frozenset()
        others: dict[OperationState, Q] = {}
        is_of_departement = actor.is_of(OrganisationKind.DEPARTEMENT)
        if actor.is_one_of(*FILE_READERS, Role.ELECTED_MEMBER):
            states = SUBMITTED
        elif is_of_departement and actor.is_one_of(Role.ASSEMBLY_CLERK):
            states, others = ON_AN_AGENDA, {OperationState.REFUSED: Q(voted_amount=0)}
        if is_of_departement and actor.is_one_of(*ENGINEERS, Role.AUDITOR):
            states |= {OperationState.ENGINEERING}
            # A file still being written, whose owner waits for an answer to what they asked.
            waiting = self._requests().filter(answered_at__isnull=True, released_at__isnull=True)
            others[OperationState.FILE] = Q(pk__in=waiting.values("operation"))
        return states, others

    def _requests(self) -> "models.QuerySet[Any]":
        related = self.model._meta.get_field("support_requests").related_model
        found: models.QuerySet[Any] = related._default_manager.all()
        return found

    def _assigned_to(self, actor: "Actor") -> Q:
        if not actor.is_one_of(Role.ENGINEERING_PARTNER, Role.MANAGER, Role.AUDITOR):
            return Q()
        mine = self._requests().filter(partner=actor.organisation)
        # Of a file that its owner goes on writing, what was answered is no more to be read.
        waiting = mine.filter(answered_at__isnull=True, released_at__isnull=True)
        return Q(pk__in=mine.values("operation"), state__in=SUBMITTED | {OperationState.ENGINEERING}) | Q(
            pk__in=waiting.values("operation"), state=OperationState.FILE
        )

    def _around(self, actor: "Actor") -> Q:
        """What concerns a commune: whoever it belongs to, in a contract of the same world, real or not."""
        place = actor.organisation
        if not actor.is_one_of(*NEIGHBOURS) or not place.commune_code:
            return Q()
        here = self.model.communes.through.objects.filter(
            perimetercommune__code=place.commune_code,
            perimetercommune__contract__is_fictitious=place.is_fictitious,
        )
        return Q(pk__in=here.values("operation"), state__in=SUBMITTED)
