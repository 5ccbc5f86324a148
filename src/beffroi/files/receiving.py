"""Which pages may receive a piece: the others keep the lower limit of the reader."""

from beffroi.core.uploads import takes_files_up_to

# A view that takes pieces carries this decorator, outermost: @takes_pieces.
takes_pieces = takes_files_up_to("FILES_MAX_BYTES")
