"""SSSOM tables: the block of metadata above them, and the slots of the standard that are passed over here."""

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import yaml
from pydantic import ValidationError

from determinants.ground.problems import Problem
from determinants.tables.lines import Entry, in_words
from determinants.tables.model import Mapping, MappingSet, Table

LARGEST = 100_000  # characters of metadata
NAMES_THINGS = ("subject_source", "object_source")
OF_EXTENSIONS = ("property", "type_hint")
UNDERSTOOD = {*MappingSet.model_fields, *NAMES_THINGS, "creator_label", "curie_map", "extension_definitions"}
BUILT_IN = {"owl", "rdf", "rdfs", "semapv", "skos", "sssom", "xsd", "linkml"}
_SHORT = re.compile(r"^([A-Za-z_][\w.-]*):(?!//)\S+$")


def begins(line: str) -> bool:
    """Whether a line belongs to the metadata; a spreadsheet quotes one that has a quotation mark in it.

    >>> begins("#license: x"), begins('"#mapping_set_title: ""A"" to B"'), begins("record_id")
    (True, True, False)
    """
    return line.startswith(("#", '"#'))


def bare(line: str) -> str:
    r"""Give a line of the metadata without what a spreadsheet puts around it: quotes, and tabs at its end.

    >>> bare("#license: x\t\t\t\r\n"), bare('"#title: ""A"" to B"\t\n')
    ('license: x\n', 'title: "A" to B\n')
    """
    text = line.rstrip("\r\n\t ")
    if text.startswith('"#'):
        text = next(csv.reader([text], delimiter="\t"))[0]
    return text.removeprefix("#") + "\n"


def head(lines: list[str], name: str, table: Table, scope: str) -> Iterator[Entry | Problem]:
    """Yield what the metadata above an SSSOM table say, and what is wrong with them."""
    try:
        metadata = yaml.load("".join(lines), Loader=yaml.BaseLoader)  # texts, never dates or numbers
        row = MappingSet.model_validate(metadata)
    except ValidationError as error:
        wrong = "; ".join(
            f"{detail['loc'][0] if detail['loc'] else 'all'}: {in_words(detail)}" for detail in error.errors()
        )
        yield bad(name, wrong if lines else "there are none")
    except (yaml.YAMLError, RecursionError):
        yield bad(name, "they are not YAML")
    else:
        yield Entry(table, scope, name, 1, row)


def bad(name: str, wrong: str) -> Problem:
    """Give the problem with the metadata above a table."""
    return Problem(
        name,
        1,
        "",
        "bad-metadata",
        f"the metadata above the table cannot be used ({wrong}).",
        "Give mapping_set_id, mapping_set_title, mapping_set_description and license.",
    )


def _addresses(metadata: dict[str, object]) -> Iterator[tuple[str, str]]:
    """Yield the slots that should hold a short name and do not."""
    prefixes = metadata.get("curie_map")
    known = BUILT_IN | (set(prefixes) if isinstance(prefixes, dict) else set())
    extensions = metadata.get("extension_definitions")
    said = [(slot, metadata.get(slot)) for slot in NAMES_THINGS]
    for each in extensions if isinstance(extensions, list) else []:
        if isinstance(each, dict):
            said += [(slot, each.get(slot)) for slot in OF_EXTENSIONS]
    for slot, value in said:
        if value is not None:
            text = value if isinstance(value, str) else "no text"  # a list of lists may be without end
            found = _SHORT.match(text)
            if not found or found[1] not in known:
                yield slot, text


def remarks(path: Path) -> Iterator[str]:
    """Yield what to know of an SSSOM table that can be read: no problem here, but elsewhere perhaps."""
    above: list[str] = []
    header = ""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for line in stream:
            if not begins(line):
                header = line
                break
            above.append(bare(line))
    metadata = yaml.load("".join(above), Loader=yaml.BaseLoader)
    columns = [column.strip() for column in header.split("\t")]
    over = [slot for slot in metadata if slot not in UNDERSTOOD]
    over += [column for column in columns if column in Mapping.passed_over]
    if over:
        yield f"passed over, as nothing here uses it: {', '.join(over)}"
    for slot, value in _addresses(metadata):
        yield (
            f"{slot} is no short name with a prefix of curie_map ({value[:60]}); "
            "some readers of SSSOM leave out what it describes"
        )
