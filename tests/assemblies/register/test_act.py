import json
from datetime import date

import pytest

from assemblies.factories import (
    AT,
    CLERK,
    make_assembly,
    make_deliberation,
    make_published,
    make_sealed,
    make_sitting,
    members_of,
    publish_act,
    roll,
    transmit,
)
from assemblies.register.pages import ADDRESS, SECRET, act_seal, make_redacted, page, words_of_pdf
from beffroi.assemblies.act_data import act_data
from beffroi.assemblies.actions.deliberations import remove_annex
from beffroi.assemblies.actions.events import record_event
from beffroi.assemblies.actions.extracts import certify
from beffroi.assemblies.actions.sealing import seal_deliberation
from beffroi.assemblies.facts import AnnexFacts, EventFacts, NamedVoteFacts, VoteFacts
from beffroi.assemblies.kinds import Ballot, EventKind, Extent, Origin, Outcome, Position
from beffroi.assemblies.masking import MASK
from beffroi.core.errors import RuleViolation
from beffroi.core.text import fold

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.4 annexe"


def test_the_page_answers_the_three_questions(client):
    act = make_published()
    shown = page(client, f"/registre/{act.pk}/")
    for words in (
        "Où en est-elle",
        "Exécutoire depuis le 15 mars 2024",
        "À qui le tour",
        "Qu’est-ce qui bloque",
        "le projet d’aménagement de la place.",
        "Vu le code général des collectivités territoriales,",
        "Considérant que la place est usée,",
        "commission des travaux",
        "tribunal administratif de Lille",
        "Recours ouvert jusqu’au jeudi 16 mai 2024 inclus",
        "Camille Durand, président, le 15 mars 2024",
        "territoire fictif",
    ):
        assert words in shown, words


def test_it_bears_the_code_and_fingerprint_of_its_document(client):
    act = make_published()
    seal = act_seal(act)
    shown = page(client, f"/registre/{act.pk}/")
    assert seal.shown_code in shown
    assert seal.pdf_sha256 in shown
    assert f"/registre/documents/{seal.code}.pdf" in shown
    assert 'role="img" aria-label="Code QR' in shown


@pytest.mark.parametrize("make", [make_deliberation, make_sealed])
@pytest.mark.parametrize("part", ["", "acte.json", "annexes/1.pdf"])
def test_an_act_that_is_not_published_does_not_exist(client, make, part):
    assert client.get(f"/registre/{make().pk}/{part}").status_code == 404


def test_no_act_has_a_number_without_end(client):
    assert client.get(f"/registre/{'9' * 40}/").status_code == 404


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (EventKind.WITHDRAWAL, "Retirée"),
        (EventKind.ANNULMENT, "Annulée"),
        (EventKind.REPEAL, "Abrogée"),
        (EventKind.SUSPENSION, "Suspendue"),
    ],
)
def test_an_act_stays_visible_with_what_became_of_it(client, kind, word):
    act = make_published()
    record_event(act, kind, EventFacts(date(2024, 3, 18)), by=CLERK, at=AT)
    shown = page(client, f"/registre/{act.pk}/")
    assert f'<p class="answer">{word}</p>' in shown
    assert "18 mars 2024" in shown
    assert word in page(client, "/registre/")
    assert json.loads(client.get(f"/registre/{act.pk}/acte.json").content)["computed"]["state"]


def test_an_act_published_before_it_is_received_waits(client):
    act = make_sealed()
    publish_act(act)
    shown = page(client, f"/registre/{act.pk}/")
    assert "Publiée, pas encore exécutoire" in shown
    assert "Il manque la date de réception." in shown


def test_hidden_passages_show_nowhere(client):
    act = make_redacted()
    extract = certify(act, by=CLERK, at=AT)
    copy = act_seal(act, "redacted_extract")
    outputs = {
        "page": page(client, f"/registre/{act.pk}/"),
        "json": page(client, f"/registre/{act.pk}/acte.json"),
        "list": page(client, "/registre/?q=secours"),
        "code": page(client, f"/v/{copy.shown_code}"),
        "code of the whole act": page(client, f"/v/{act_seal(act).shown_code}"),
        "index": act.entry.search_text + act.entry.title,
        "copy": words_of_pdf(bytes(copy.pdf)),
        "extract": words_of_pdf(bytes(extract.pdf)),
        "labels": copy.label + extract.label + copy.content,
    }
    for name, told in outputs.items():
        for hidden in (SECRET, ADDRESS, "dupré", "tilleuls", "élodie"):
            assert fold(hidden) not in fold(told), (name, hidden)
    for name in ("page", "json", "copy", "extract"):
        assert "masquée" in outputs[name], name
    assert MASK in outputs["page"]


def test_the_whole_act_cannot_be_downloaded_beside_its_copy(client):
    act = make_redacted()
    assert client.get(f"/registre/documents/{act_seal(act).code}.pdf").status_code == 404
    copy = act_seal(act, "redacted_extract")
    assert client.get(f"/registre/documents/{copy.code}.pdf").content == bytes(copy.pdf)


def test_hiding_later_takes_the_earlier_documents_back(client):
    act = make_sealed(title=f"Secours à {SECRET}")
    transmit(act)
    publish_act(act)
    first = certify(act, by=CLERK, at=AT)
    whole = act_seal(act)
    for seal in (first, whole):
        assert client.get(f"/registre/documents/{seal.code}.pdf").status_code == 200
    publish_act(act, date(2024, 3, 18), extent=Extent.REDACTED, redactions=(SECRET,))
    for seal in (first, whole):
        assert client.get(f"/registre/documents/{seal.code}.pdf").status_code == 404
    assert "dupre" not in fold(page(client, f"/registre/{act.pk}/"))
    assert "dupre" not in fold(page(client, "/registre/"))


def test_a_secret_ballot_is_counted_never_named(client):
    vote = VoteFacts(Outcome.ADOPTED, ballot=Ballot.SECRET, votes_for=5, votes_against=2, blank_votes=0)
    act = make_published(vote=vote)
    shown = page(client, f"/registre/{act.pk}/")
    assert "Les voix sont comptées, jamais nommées." in shown
    told = json.loads(client.get(f"/registre/{act.pk}/acte.json").content)["vote"]
    assert (told["for"], told["against"], told["named"]) == (5, 2, [])


def test_a_name_that_reached_a_secret_ballot_is_not_told(client):
    """An act taken in may name votes; what was secret stays so."""
    act = make_deliberation()
    act.named_votes.create(name_as_written="MEMBRE003 Camille", position=Position.AGAINST)
    act.named_votes.create(name_as_written="MEMBRE004 Camille", position=Position.RECUSED)
    act.ballot = Ballot.SECRET
    assert [one["name"] for one in act_data(act)["vote"]["named"]] == ["MEMBRE004 Camille"]


def test_named_votes_are_shown_when_the_ballot_is_not_secret(client):
    sitting = make_sitting()
    voter = members_of(sitting.assembly)[2]
    named = (NamedVoteFacts(str(voter), Position.AGAINST, voter),)
    vote = VoteFacts(Outcome.ADOPTED, votes_for=6, votes_against=1, abstentions=0, not_voting=0, named=named)
    act = make_published(sitting, vote=vote)
    assert f'{voter} <span class="soft">(contre)' in page(client, f"/registre/{act.pk}/")


def annexed(**publication):
    act = make_sealed(annexes=(AnnexFacts("Le plan", PDF),))
    transmit(act)
    publish_act(act, **publication)
    return act


def test_annexes_are_given_when_they_are_published(client):
    act = annexed(with_annexes=True)
    assert "Le plan (PDF)" in page(client, f"/registre/{act.pk}/")
    answer = client.get(f"/registre/{act.pk}/annexes/1.pdf")
    assert answer.content == PDF
    assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get(f"/registre/{act.pk}/annexes/2.pdf").status_code == 404


def test_an_annex_that_was_taken_off_shifts_those_that_follow(client):
    plan, estimate = AnnexFacts("Le plan", PDF), AnnexFacts("Le devis", PDF + b" devis")
    act = make_deliberation(annexes=(AnnexFacts("Le brouillon", PDF + b" brouillon"), plan, estimate))
    remove_annex(act.annexes.first(), by=CLERK)
    seal_deliberation(act, by=CLERK, at=AT)
    transmit(act)
    publish_act(act, with_annexes=True)
    shown = page(client, f"/registre/{act.pk}/")
    for rank, one in enumerate((plan, estimate), start=1):
        address = f"/registre/{act.pk}/annexes/{rank}.pdf"
        assert f'<a href="{address}">{one.title} (PDF)' in shown
        assert client.get(address).content == one.pdf
    for rank in (0, 3, "9" * 30):
        assert client.get(f"/registre/{act.pk}/annexes/{rank}.pdf").status_code == 404


def test_annexes_are_kept_back_when_they_are_not(client):
    act = annexed(with_annexes=False)
    assert "1 annexe, hors ligne" in page(client, f"/registre/{act.pk}/")
    assert client.get(f"/registre/{act.pk}/annexes/1.pdf").status_code == 404


def test_refused_when_a_copy_that_hides_something_would_give_its_annexes(client):
    with pytest.raises(RuleViolation, match="sans annexes"):
        annexed(with_annexes=True, extent=Extent.REDACTED, redactions=("place du marché",))
    act = annexed(extent=Extent.REDACTED, redactions=("place du marché",))
    assert client.get(f"/registre/{act.pk}/annexes/1.pdf").status_code == 404


def test_an_act_taken_in_says_so(client):
    sitting = make_sitting(origin=Origin.TAKEN_IN)
    act = make_published(sitting, number="")
    shown = page(client, f"/registre/{act.pk}/")
    assert "reprise d’un acte existant" in shown
    assert "Numéro non indiqué dans l’acte." in shown
    assert "La délibération n’a pas de numéro." in shown


def test_a_wall_stands_when_it_fits(client):
    act = make_published()
    assert 'class="wall"' in page(client, f"/registre/{act.pk}/")


def test_no_wall_of_hundreds_of_bricks(client):
    assembly = make_assembly(members=2)
    sitting = make_sitting(assembly, seats_in_office=400, attendances=roll(members_of(assembly), present=2))
    vote = VoteFacts(Outcome.ADOPTED)
    assert 'class="wall"' not in page(client, f"/registre/{make_published(sitting, vote=vote).pk}/")


@pytest.mark.parametrize("part", ["", "acte.json"])
def test_an_act_costs_a_few_queries(client, django_assert_max_num_queries, part):
    act = make_redacted()
    with django_assert_max_num_queries(8):
        client.get(f"/registre/{act.pk}/{part}")


def test_the_number_of_queries_does_not_grow_with_the_sheet(client, django_assert_max_num_queries):
    assembly = make_assembly(members=30)
    attendances = roll(members_of(assembly), present=20, represented=8)
    act = make_published(make_sitting(assembly, attendances=attendances))
    with django_assert_max_num_queries(8):
        client.get(f"/registre/{act.pk}/")


def test_words_of_an_act_are_never_markup(client):
    act = make_published(title="<script>alert(1)</script> & <b>")
    shown = page(client, f"/registre/{act.pk}/")
    assert "<script>alert" not in shown
    assert "&lt;script&gt;" in shown
    assert json.loads(client.get(f"/registre/{act.pk}/acte.json").content)["title"].startswith("<script>")
