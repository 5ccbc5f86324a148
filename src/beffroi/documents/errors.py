"""The one error of the engine."""


class DocumentError(Exception):
    """A document that cannot be made as its template says: a crash, never a lesser document."""
