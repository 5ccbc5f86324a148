"""The expected failures; everything else crashes loudly."""

from django.core.exceptions import PermissionDenied


class NotAllowed(PermissionDenied):
    """What is seen, and may not be done by this person: a French sentence that says why and who may."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class RuleViolation(Exception):
    """What was asked is against a rule: a French sentence for the user, and the article or clause."""

    def __init__(self, message: str, source: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.source = source


class ExternalFailure(Exception):
    """Something outside Beffroi did not answer, or not as expected: a French sentence for the user."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


class NotReadable(ValueError):
    """A value typed by a person cannot be read: a French sentence that says how to write it."""

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message
