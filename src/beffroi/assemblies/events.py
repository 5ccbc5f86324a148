"""What contexts above are told of acts: sent within the transaction, so that a failure undoes the whole."""

from django.dispatch import Signal

# An act has entered the register: `deliberation`, `by` (its author) and `at` (the moment).
deliberation_sealed = Signal()
# A draft is about to be taken off its sitting: `deliberation`, `by`.
deliberation_dropped = Signal()
