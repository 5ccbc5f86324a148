"""The one error of the engine."""


class DocumentError(Exception):
    """A document that cannot be made as its template says: a crash, never a lesser document."""


class TemplateRefused(Exception):
    """A template that an authority gave and that cannot be filled: a French sentence."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
