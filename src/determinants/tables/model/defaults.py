"""A row of `defaults.csv`: what a cell of a whole table says where it says nothing itself."""

from typing import Annotated, ClassVar

from pydantic import StringConstraints

from determinants.tables.model.catalogue import Table
from determinants.tables.model.fields import Row, Text

Place = Annotated[str, StringConstraints(pattern=r"^[^/\\:*?\s][^\\:*?]*\.(?i:[ct]sv)$", max_length=200)]


class Default(Row):
    """A value for every empty cell of a column; with `{}`, a pattern into which each filled cell is put.

    `table` is the path of a table, from the folder in which `defaults.csv` stands.
    """

    identity: ClassVar[tuple[str, ...]] = ("table", "column")

    table: Place
    column: Text
    value: Text


# Not one of the tables of a data folder: it says nothing by itself, and stands beside the tables.
DEFAULTS = Table("defaults", "defaults.csv", Default)
