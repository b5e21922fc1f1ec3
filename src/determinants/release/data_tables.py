"""Tables of a release as files, CSV and Parquet, described for Frictionless and for CSV on the Web."""

import io
import json
from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from determinants import __version__
from determinants.ground.vocab import BASE, LICENCE
from determinants.release.citation import ABSTRACT, RELEASED, SOURCE, TITLE
from determinants.release.layouts import Column, Table, tables
from determinants.release.parts import RELEASE, Part, Source
from determinants.write.row_formats import as_csv

if TYPE_CHECKING:
    import pyarrow

FRICTIONLESS = "https://specs.frictionlessdata.io/tabular-data-package/"
CSVW = "http://www.w3.org/ns/csvw"
PARQUET = "application/vnd.apache.parquet"
DIGITS = (38, 12)  # of decimals: all digits, and those after the point
# A kind of column → the table in which each thing of that kind has one row, and the column that names it.
KEYED = {
    "publication": ("publication-records", "publication"),
    "element": ("cfir-elements", "element"),
    "strategy": ("strategy-list", "strategy"),
}
KEYS = dict(KEYED.values())


def parts(source: Source) -> Iterator[Part]:
    """Yield each table in both formats, then what describes all of them."""
    made = list(tables(source))
    for table in made:
        of = f"{RELEASE}/{table.path}"
        yield Part(f"{table.path}.csv", "text/csv", table.what, partial(as_csv, table.rows), of)
        yield Part(f"{table.path}.parquet", PARQUET, table.what, partial(as_parquet, table), of)
    links = references(made)
    yield Part(
        "tables/datapackage.json", "application/json", "what the tables hold, for Frictionless",
        partial(datapackage, made, links), form=FRICTIONLESS,
    )  # fmt: skip
    yield Part(
        "tables/csv-metadata.json", "application/csvm+json", "what the tables hold, for CSV on the Web",
        partial(csvw, made, links), form=CSVW,
    )  # fmt: skip


def as_parquet(table: Table) -> bytes:
    """Give a table as Parquet; numbers and truth values are such, and decimals keep their digits."""
    import pyarrow as pa
    from pyarrow import parquet

    kinds: dict[str, pyarrow.DataType] = {
        "int": pa.int64(), "bool": pa.bool_(), "Decimal": pa.decimal128(*DIGITS)
    }  # fmt: skip
    records = list(table.rows.records())
    arrays, fields = [], []
    for column in table.columns:
        kind = kinds.get(column.gives, pa.string())
        cells = [record[column.name] for record in records]
        if kind == pa.string():
            cells = [None if cell is None else str(cell) for cell in cells]
        arrays.append(pa.array(cells, kind))
        fields.append(pa.field(column.name, kind, column.optional, {"description": column.what}))
    held = pa.table(arrays, schema=pa.schema(fields, {"title": table.what, "license": LICENCE.value}))
    out = io.BytesIO()
    parquet.write_table(held, out)
    return out.getvalue()


Link = tuple[str, str, str]  # a column, and the table and column that it leads to


def references(made: Sequence[Table]) -> dict[str, list[Link]]:
    """Give, for each table, the columns whose every value is a thing that has a row elsewhere."""
    named = {
        table.name: {record[KEYS[table.name]] for record in table.rows.records()}
        for table in made
        if table.name in KEYS
    }
    found: dict[str, list[Link]] = {}
    for table in made:
        for column in table.columns:
            name, key = KEYED.get(column.kind, ("", ""))
            if name not in named or (name, key) == (table.name, column.name):
                continue
            values = {record[column.name] for record in table.rows.records()} - {None}
            if values <= named[name]:
                found.setdefault(table.path, []).append((column.name, name, key))
    return found


def datapackage(made: Sequence[Table], links: dict[str, list[Link]]) -> str:
    """Give the description of the tables as a Tabular Data Package."""
    told = {
        "profile": "tabular-data-package",
        "name": "determinants",
        "id": f"{RELEASE}/tables/datapackage.json",
        "title": TITLE,
        "description": ABSTRACT,
        "version": __version__,
        "created": f"{RELEASED}T00:00:00Z",
        "homepage": BASE,
        "licenses": [{"name": "CC-BY-4.0", "path": LICENCE.value}],
        "contributors": [{"title": name, "role": "author"} for name in SOURCE["creators"]],
        "keywords": SOURCE["keywords"],
        "resources": [_resource(table, links.get(table.path, [])) for table in made],
    }
    return _json(told)


def _resource(table: Table, links: list[Link]) -> dict[str, Any]:
    schema: dict[str, Any] = {"fields": [_field(column) for column in table.columns], "missingValues": [""]}
    if table.name in KEYS:
        schema["primaryKey"] = [KEYS[table.name]]
    if links:
        schema["foreignKeys"] = [
            {"fields": [column], "reference": {"resource": f"long-{name}", "fields": [key]}}
            for column, name, key in links
        ]
    return {
        "profile": "tabular-data-resource",
        "name": f"{table.layout}-{table.name}",
        "title": table.what,
        "path": f"{table.path.removeprefix('tables/')}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "lineTerminator": "\n", "quoteChar": '"', "header": True},
        "schema": schema,
    }


def _field(column: Column) -> dict[str, Any]:
    told: dict[str, Any] = {"name": column.name, "type": "string", "description": column.what}
    match column.gives:
        case "int":
            told["type"] = "integer"
        case "Decimal":
            told["type"] = "number"
        case "bool":
            told |= {"type": "boolean", "trueValues": ["yes"], "falseValues": ["no"]}
    if not column.optional:
        told["constraints"] = {"required": True}
    return told


def csvw(made: Sequence[Table], links: dict[str, list[Link]]) -> str:
    """Give the description of the tables as CSV on the Web has it."""
    told = {
        "@context": [CSVW, {"@language": "en"}],
        "@id": f"{RELEASE}/tables/csv-metadata.json",
        "dc:title": TITLE,
        "dc:description": ABSTRACT,
        "dc:license": {"@id": LICENCE.value},
        "dialect": {"lineTerminators": ["\n"], "header": True},
        "tables": [_described(table, links.get(table.path, [])) for table in made],
    }
    return _json(told)


def _described(table: Table, links: list[Link]) -> dict[str, Any]:
    schema: dict[str, Any] = {"columns": [_column(column) for column in table.columns]}
    if table.name in KEYS:
        schema["primaryKey"] = KEYS[table.name]
    empty = {column.name for column in table.columns if column.optional}  # no foreign key may be, in CSVW
    if links := [link for link in links if link[0] not in empty]:
        schema["foreignKeys"] = [
            {"columnReference": column, "reference": {"resource": f"long/{name}.csv", "columnReference": key}}
            for column, name, key in links
        ]
    path = f"{table.path.removeprefix('tables/')}.csv"
    return {"url": path, "dc:title": table.what, "tableSchema": schema}


def _column(column: Column) -> dict[str, Any]:
    kinds: dict[str, Any] = {
        "int": "integer", "Decimal": "decimal", "bool": {"base": "boolean", "format": "yes|no"}
    }  # fmt: skip
    return {
        "name": column.name.replace("-", "_"),
        "titles": column.name,
        "dc:description": column.what,
        "datatype": kinds.get(column.gives, "string"),
        "required": not column.optional,
    }


def _json(told: dict[str, Any]) -> str:
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"
