"""A secret ballot: counts, and no name anywhere."""

import json
from datetime import date

import pytest
from django.urls import reverse

from assemblies import factories
from beffroi.assemblies.actions.deliberations import correct_deliberation, record_deliberation
from beffroi.assemblies.blockers import blockers_for_sealing
from beffroi.assemblies.facts import NamedVoteFacts, VoteFacts
from beffroi.assemblies.kinds import Ballot, Outcome, Position
from beffroi.assemblies.models import Deliberation, NamedVote
from beffroi.core.errors import RuleViolation
from beffroi.core.journal.models import JournalEntry
from beffroi.core.seals.models import Seal

pytestmark = pytest.mark.django_db
TOLD = [Position.FOR, Position.AGAINST, Position.ABSTAIN]


def vote(ballot, *positions):
    named = tuple(NamedVoteFacts(f"VOTANT Un{n}", position) for n, position in enumerate(positions))
    return VoteFacts(Outcome.ADOPTED, ballot=ballot, votes_for=5, votes_against=2, named=named)


@pytest.mark.parametrize("position", TOLD)
def test_a_name_that_tells_a_secret_vote_is_refused_and_leaves_no_trace(sitting, position):
    with pytest.raises(RuleViolation, match="Scrutin secret"):
        record_deliberation(
            sitting, factories.act_facts(vote=vote(Ballot.SECRET, position)), by=factories.CLERK
        )
    assert not NamedVote.objects.exists()
    assert "VOTANT" not in json.dumps(list(JournalEntry.objects.values_list("changes", flat=True)))


def test_a_recusal_may_be_named_whatever_the_ballot(sitting):
    act = factories.make_deliberation(sitting, vote=vote(Ballot.SECRET, Position.RECUSED))
    assert act.named_votes.count() == 1


def test_the_chair_has_no_known_vote_in_a_secret_ballot(sitting):
    told = VoteFacts(Outcome.REJECTED, ballot=Ballot.SECRET, votes_for=3, votes_against=3, chair_vote="pour")
    with pytest.raises(RuleViolation):
        record_deliberation(sitting, factories.act_facts(vote=told), by=factories.CLERK)


def test_the_names_of_an_ordinary_vote_never_stand_in_the_journal(sitting):
    act = factories.make_deliberation(sitting, vote=vote(Ballot.ORDINARY, Position.AGAINST))
    secret = factories.act_facts(number=act.number, vote=vote(Ballot.SECRET))
    correct_deliberation(act, secret, by=factories.CLERK)
    assert not NamedVote.objects.exists()
    assert "VOTANT" not in json.dumps(list(JournalEntry.objects.values_list("changes", flat=True)))


def test_the_vote_of_the_chair_never_stands_in_the_journal(sitting):
    told = VoteFacts(Outcome.ADOPTED, votes_for=3, votes_against=3, chair_vote="pour")
    act = factories.make_deliberation(sitting, vote=told)
    secret = factories.act_facts(number=act.number, vote=vote(Ballot.SECRET))
    correct_deliberation(act, secret, by=factories.CLERK)
    fields = {name for changes in JournalEntry.objects.values_list("changes", flat=True) for name in changes}
    assert str(Deliberation._meta.get_field("chair_vote").verbose_name) not in fields


def test_a_name_that_came_by_another_road_stops_the_seal_and_is_not_shown(page, sitting):
    act = factories.make_deliberation(sitting, vote=vote(Ballot.SECRET))
    NamedVote.objects.create(deliberation=act, name_as_written="VOTANT Caché", position=Position.FOR)
    assert [one.source for one in blockers_for_sealing(act, date(2024, 3, 20))] == ["CGCT, art. L2121-21"]
    assert "VOTANT Caché" not in page.get(reverse("assemblies:act", args=[act.pk])).content.decode()


def test_what_is_sealed_holds_no_name(sitting):
    act = factories.make_sealed(sitting, vote=vote(Ballot.SECRET))
    content = json.loads(Seal.objects.get(kind="deliberation").content)
    assert content["namedvote"] == []
    assert Deliberation.objects.get(pk=act.pk).chair_vote == ""
