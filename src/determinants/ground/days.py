"""Which day it is, for what says when it was made; whoever builds the same again may set it."""

import datetime
import os
from collections.abc import Mapping

EPOCH = "SOURCE_DATE_EPOCH"  # as https://reproducible-builds.org/specs/source-date-epoch/ has it


def today(environment: Mapping[str, str] = os.environ) -> datetime.date:
    """Give the day, or the one that `SOURCE_DATE_EPOCH` names, by the clock of Greenwich.

    >>> today({EPOCH: "1700000000"})
    datetime.date(2023, 11, 14)
    >>> today({EPOCH: "soon"}) == today({})
    True
    """
    said = environment.get(EPOCH, "")
    try:
        if said:
            return datetime.datetime.fromtimestamp(int(said), datetime.UTC).date()
    except (ValueError, OverflowError, OSError):
        pass  # it names no day
    return datetime.datetime.now(datetime.UTC).date()
