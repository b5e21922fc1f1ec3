"""What people agree to do about an item: the lines of an action plan, as a form has them."""

from dataclasses import dataclass
from typing import Self

# The columns of a form, which are called as the fields are.
FIELDS = ("action", "owner", "by_when", "measure", "review_date")


@dataclass(frozen=True)
class PlannedAction:
    """A line of an action plan. Whatever is not agreed yet is empty; so may all of it be.

    `item` is the IRI of the item of the measure. `measure` is how we shall know that it worked. `by_when` and
    `review_date` are days as they were written, such as 2026-03-31 or "before the summer".
    """

    item: str
    action: str = ""
    owner: str = ""
    by_when: str = ""
    measure: str = ""
    review_date: str = ""

    @property
    def empty(self) -> bool:
        """Whether nothing is agreed yet."""
        return not any(getattr(self, field) for field in FIELDS)

    def completed(self, other: Self) -> Self:
        """Give the line with what another says where this says nothing.

        >>> PlannedAction("i", "Teach").completed(PlannedAction("i", "", "Kim"))
        PlannedAction(item='i', action='Teach', owner='Kim', by_when='', measure='', review_date='')
        """
        said = (getattr(self, field) or getattr(other, field) for field in FIELDS)
        return type(self)(self.item, *said)
