"""A review to begin with: a data folder of the tables that it needs, each with a worked example."""

import csv
import io
import re
import shutil
import tempfile
import unicodedata
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, get_args, get_origin

from determinants.ground import files
from determinants.ground.problems import UnknownName, UsageError
from determinants.tables.dictionary import sections
from determinants.tables.examples import FRAMEWORKS, KINDS, Plan, worked
from determinants.tables.model import TABLES, Row, Table
from determinants.tables.model.fields import SLUG

LONGEST_KEY = 60
BELOW = ": one of the properties below the table"  # of the dictionary, where they are listed

# Columns that few reviews need. They may be added to the header, as the dictionary describes them.
SELDOM = {
    "publications": {"quality", "modality", "setting", "population", "licence", "caution", "design_note"},
    "reviews": {"title", "doi"},  # taken from the publication
    "determinants": {"row", "sentence", "part"},
    "counts": {"country", "design", "quality", "modality", "complement_of"},
    "codings": {"coder", "outcome"},
}


def start(plan: Plan, folder: Path, data: Path) -> Path:
    """Write the folder of a new review, whole or not at all, and give its path; `data` is what is built in.

    Raises:
        UsageError: if the key or the kind will not do, or the folder is there already.
        OSError: if it cannot be written.
    """
    _refuse(plan, folder, data)
    target = folder / plan.key
    made = Path(tempfile.mkdtemp(prefix=f".{plan.key}.", dir=folder))
    try:
        for name, text in contents(plan, data).items():
            path = made / name
            path.parent.mkdir(parents=True, exist_ok=True)
            files.write_whole(path, (text.encode(),))
        made.chmod(0o755)
        made.rename(target)
    except BaseException:
        shutil.rmtree(made, ignore_errors=True)
        raise
    return target


def _refuse(plan: Plan, folder: Path, data: Path) -> None:
    if not re.fullmatch(SLUG, plan.key) or len(plan.key) > LONGEST_KEY:
        plain = unicodedata.normalize("NFKD", plan.key).encode("ascii", "ignore").decode().lower()
        near = "-".join(re.findall("[a-z0-9]+", plain))[:LONGEST_KEY].strip("-") or "smith2020"
        raise UsageError(
            f"'{plan.key}' cannot be the key of a review: use lower-case letters, digits and single hyphens, "
            f"such as the first author and the year. Try {near}."
        )
    if plan.kind not in KINDS:
        raise UnknownName("kind of review", plan.kind, KINDS)
    if plan.framework is not None and plan.framework not in FRAMEWORKS:
        raise UnknownName("framework that studies can be coded to", plan.framework, FRAMEWORKS)
    if (data / "reviews" / plan.key).exists():
        raise UsageError(f"the review '{plan.key}' is built in: give yours another key.")
    if (data / "frameworks" / f"{plan.key}.csv").exists():
        raise UsageError(f"'{plan.key}' is a framework: give your review another key.")
    if (folder / plan.key).exists():
        raise UsageError(f"{folder / plan.key} is already there, and nothing in it was changed.")


def contents(plan: Plan, data: Path) -> dict[str, str]:
    """Give the files of the folder of a new review, by their paths in it."""
    with (data / "publications.csv").open(encoding="utf-8-sig", newline="") as stream:
        known = {row["key"] for row in csv.DictReader(stream)}
    examples = worked(plan, known)
    made = {}
    for name in plan.tables():
        table = next(table for table in TABLES if table.name == name)
        made[table.path.replace("*", plan.key)] = _table(table, examples[name])
    words = {
        row: section.columns
        for section in sections((data / "README.md").read_text(encoding="utf-8"))
        for row in section.rows
    }
    return {"README.md": _readme(plan, words, plan.key in known), **made}


def columns(table: Table) -> list[str]:
    """Give the columns with which a table begins."""
    return [column for column in table.row.model_fields if column not in SELDOM.get(table.name, ())]


def _table(table: Table, rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(
        f"{column}*" if table.row.model_fields[column].is_required() else column for column in columns(table)
    )
    writer.writerows([row.get(column, "") for column in columns(table)] for row in rows)
    return text.getvalue()


def _readme(plan: Plan, words: Mapping[type[Row], Mapping[str, str]], known: bool) -> str:
    """Give what whoever fills the tables in a spreadsheet program needs to know."""
    steps = []
    for number, name in enumerate(plan.tables(), 1):
        table = next(table for table in TABLES if table.name == name)
        path = table.path.replace("*", plan.key)
        lines = [f"### {number}. {path}", "", "| column | required | what it holds |", "|---|---|---|"]
        for column in columns(table):
            mark = "yes " if table.row.model_fields[column].is_required() else ""
            held = words.get(table.row, {}).get(column, "").replace(BELOW, "")
            held = f"{held.rstrip(',;') if (more := _more(table, column, held)) else held}{more}"
            lines.append(f"| `{column}` | {mark}| {held} |")
        steps.append("\n".join(lines))
    article = (
        f"The article `{plan.key}` is one of the publications that are built in. It needs no row here."
        if known
        else f"The first table has the article itself, `{plan.key}`, and every study that you name."
    )
    return _README.format(
        key=plan.key, kind=plan.kind.replace("-", " "), article=article, steps="\n\n".join(steps)
    )


def _more(table: Table, column: str, held: str) -> str:
    """Give what may be written, where the words do not say it."""
    kind = table.row.model_fields[column].annotation
    choices = get_args(kind) if get_origin(kind) is Literal else ()
    if missing := [choice for choice in choices if choice not in held]:
        return f": {', '.join(choices)}" if len(missing) > 1 else ""
    return "; `determinants ask cfir-elements` lists them" if column == "element" else ""


_README = """# The review {key}

Tables for a {kind}, to be filled with what the article says. Nothing here needs programming.

## With LibreOffice (or another spreadsheet program)

1. **Open** a table. When it asks: character set *Unicode (UTF-8)*, separated by *comma* only, and for every
   column the type *Text*, so that nothing is turned into a date.
2. **Replace the example.** Each table has a row that shows how it is filled. As long as `EXAMPLE: ` stands in
   a row, it is refused. A table that you do not need may be deleted as a file.
3. Columns marked `*` **must be filled** in every row. The others may stay empty, and be deleted as columns.
   If you are not sure, leave a cell empty: what is missing can be asked for, what is wrong misleads.
4. **Save** with *Keep Current Format* (CSV). In Excel: *CSV UTF-8*; semicolons between columns are read too.

Then, in a terminal, in the folder that holds this one:

    determinants check {key}
    determinants audit {key}
    determinants influences --data {key}

`check` lists everything that is wrong, with file, line and column, and what to do. Run it after each table.
`audit` recomputes the printed numbers. `--data {key}` adds the review to what any other command answers from:
`determinants studies … --review {key} --data {key}`.

## What to write

- **Own words**, short and plain; no copied sentences. Numbers as printed, also where they seem wrong.
- A **locator** says where it stands in the article, in the article's own terms: `Table 2, row 7`.
- A **name** (slug, key) is of lower-case letters, digits and hyphens. Other tables refer to it.
- Where one cell is the same in every row, write it once, in a file `defaults.csv` in this folder, and leave
  the column empty or out. With `{{}}` the value is a pattern around what you fill in:

      table,column,value
      reviews/{key}/codings.csv,confidence,medium
      reviews/{key}/codings.csv,locator,"Table 2, row {{}}"

- A **publication** that is built in already (`determinants show publication/KEY`) is not written again: its
  key is enough. {article}

## The tables, in the order in which to fill them

{steps}
"""
