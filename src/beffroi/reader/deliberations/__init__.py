"""Stage 2 again, then 4: a record cut into its deliberations, and each of them read."""

from beffroi.reader.deliberations.reading import read_deliberation
from beffroi.reader.deliberations.segments import Segment, cut
from beffroi.reader.deliberations.stamps import spread_common_dates

__all__ = ["Segment", "cut", "read_deliberation", "spread_common_dates"]
