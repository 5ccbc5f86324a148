"""Reading typeset French in assertions: every kind of space becomes an ordinary one."""

from beffroi.law import Reckoning


def plain(text: str) -> str:
    """Write the text with ordinary spaces only."""
    return text.replace("\u202f", " ").replace("\u00a0", " ")


def told(reckoning: Reckoning) -> str:
    """All that a reckoning says, in one plain text."""
    parts = [reckoning.title, reckoning.verdict, *reckoning.steps, *reckoning.notes]
    parts += [f"{one.label} = {one.value}" for one in reckoning.inputs]
    parts += [source.label for source in reckoning.sources]
    return plain("\n".join(parts))
