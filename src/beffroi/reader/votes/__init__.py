"""Stage 4, the vote: its wording, its figures, and who voted against, abstained or stood aside."""

from beffroi.reader.votes.vote import read_vote, vote_marks

__all__ = ["read_vote", "vote_marks"]
