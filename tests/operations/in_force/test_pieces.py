"""Required pieces added, altered, removed: asked and joined from the day of effect."""

import pytest

from assemblies.factories import CLERK
from beffroi.contracts.amendments.changes import add_entry, alter_entry, remove_entry
from beffroi.contracts.kinds import Target
from beffroi.operations.actions.moves import move_operation
from beffroi.operations.actions.pieces import join_piece
from beffroi.operations.blockers import blockers_for
from beffroi.operations.kinds import OperationState as S
from beffroi.operations.pieces import piece_asked
from files.factories import upload_of
from operations.files import make_file
from operations.in_force.amended import (
    AFTER,
    BEFORE,
    LATER,
    again,
    amend,
    page,
    sentences,
)

pytestmark = pytest.mark.django_db


def test_a_piece_added_is_asked_and_joined_from_its_day(contract):
    operation = make_file(contract)
    amend(contract, add_entry, Target.PIECE, {"label": "Plan de gestion", "at_step": "file", "kinds": []})
    assert sentences(operation, BEFORE) == ""
    [found] = blockers_for("submit", again(operation), AFTER)
    assert (found.sentence, found.source) == ("La pièce « Plan de gestion » manque.", "avenant n° 1")
    slug = found.mend.href.rpartition("#piece-")[2]
    assert piece_asked(again(operation), slug, BEFORE) is None
    asked = piece_asked(again(operation), slug, AFTER)
    join_piece(operation, "", upload_of(), asked, by=CLERK, at=LATER)
    assert sentences(operation, AFTER) == ""
    assert move_operation(operation, "submit", by=CLERK, at=LATER).state == S.COHERENCE


def test_a_piece_altered_is_asked_in_its_new_words_from_its_day(contract):
    operation = make_file(contract)
    operation.pieces.update(slug="")
    piece = contract.required_pieces.get()
    amend(contract, alter_entry, Target.PIECE, str(piece.pk), {"label": "Devis signé"})
    assert "« Devis » manque" in sentences(operation, BEFORE)
    assert "« Devis signé » manque" in sentences(operation, AFTER)


def test_a_piece_asked_later_or_no_more_holds_nothing_back(contract):
    operation = make_file(contract)
    operation.pieces.update(slug="")
    piece = contract.required_pieces.get()
    amend(contract, alter_entry, Target.PIECE, str(piece.pk), {"at_step": "report"})
    assert "« Devis » manque" in sentences(operation, BEFORE)
    assert sentences(operation, AFTER) == ""
    assert "« Devis » manque" in sentences(operation, AFTER, "send_report")
    amend(contract, remove_entry, Target.PIECE, str(piece.pk))
    assert "« Devis » manque" not in sentences(operation, AFTER, "send_report")
    assert "« Devis » manque" in sentences(operation, BEFORE)


def test_a_piece_that_is_asked_no_more_stays_among_the_others(contract):
    operation = make_file(contract)
    amend(contract, remove_entry, Target.PIECE, str(contract.required_pieces.get().pk))
    for on, slug in ((BEFORE, "devis"), (AFTER, "")):
        panel = next(one for one in page(operation, on)["panels"] if one.anchor == "pieces")
        [row] = panel.values["rows"]
        assert (row.slug, row.joined is not None) == (slug, True)
