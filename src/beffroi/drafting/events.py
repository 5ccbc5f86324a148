"""What a higher room may answer to. Sent inside the transaction: a receiver's failure rolls the act back."""

from django.dispatch import Signal

# text, version, organisation, by, at: an organisation agreed to the latest version.
text_signed = Signal()
# text, version, by, at: a new version stands, and the agreements to the one before fell.
text_edited = Signal()
