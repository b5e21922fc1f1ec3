"""A row of a filled form: one answer about a service of one's own. It never becomes part of the graph."""

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from determinants.tables.model.catalogue import Table
from determinants.tables.model.fields import Name, Note, RealDay, Row

Help = Annotated[str, StringConstraints(max_length=5000)]


class Reply(Row):
    """What one rater answers to one question about a site on one day.

    `question` is an item of the measure, a facilitator or barrier, or a question on which alignments with
    the CFIR depend. `item`, `asks`, `helps`, `hinders` and `choices` tell whoever fills the form what is
    meant; nothing reads them. From `action` to `review_date` it is a line of an action plan on an item.
    """

    identity: ClassVar[tuple[str, ...]] = ("site", "date", "rater", "question")

    question: Name
    item: Help | None = None
    asks: Help | None = None
    helps: Help | None = None
    hinders: Help | None = None
    choices: Help | None = None
    answer: Note | None = None
    note: Note | None = None
    action: Note | None = None
    owner: Note | None = None
    by_when: Note | None = None
    measure: Note | None = None
    review_date: Note | None = None
    site: Name | None = None
    date: RealDay | None = None
    rater: Name | None = None


# Not one of the tables of a data folder: forms stay where their owners keep them.
REPLIES = Table("replies", "", Reply)
