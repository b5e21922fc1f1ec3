"""What is written for reference managers, read back by programs that did not write it."""

import csv
import json
import re
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import bibtexparser
import pybtex.database
import pytest
import rispy
from hypothesis import given
from hypothesis import strategies as st
from pybtex.plugin import find_plugin
from pydantic import TypeAdapter, ValidationError
from pylatexenc.latex2text import LatexNodes2Text
from pyoxigraph import NamedNode

from determinants import __version__
from determinants.ask.asking import Graph
from determinants.ask.naming import question
from determinants.ask.publications import publications
from determinants.ask.records import PublicationRecords
from determinants.ask.records import records as ask_records
from determinants.ground.problems import DeterminantsError
from determinants.ground.vocab import BASE
from determinants.store import building
from determinants.store.engine import ask
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.solutions import Rows
from determinants.tables.model.fields import Text
from determinants.write.references import INCOMPLETE, REFERENCE_FORMATS
from programs import rows_of

ROOT = Path(__file__).parents[2]
PROGRAM = Path(sys.executable).with_name("determinants")


@dataclass(frozen=True)
class Read:
    """A publication as a reader found it; `whole` are the names that it took for one piece."""

    key: str
    kind: str
    title: str
    authors: tuple[str, ...] = ()
    whole: frozenset[str] = frozenset()
    complete: bool = True
    year: str = ""
    venue: str = ""
    volume: str = ""
    issue: str = ""
    pages: str = ""
    doi: str = ""
    pmid: str = ""
    caution: str = ""


def read_note(notes: Iterable[str]) -> tuple[bool, str]:
    """Whether the author list is complete, and the caution."""
    text = " ".join(notes)
    return INCOMPLETE not in text, text.replace(INCOMPLETE, "").strip().removeprefix("Caution: ")


def name(family: str, given: str, suffix: str = "") -> str:
    return " ".join(part for part in (family, re.sub("[. ]", "", given), suffix) if part)


RIS_KINDS = {
    "JOUR": ("journal-article", "secondary_title"),
    "BOOK": ("book", "publisher"),
    "CHAP": ("book-chapter", "secondary_title"),
    "RPRT": ("report", "publisher"),
    "THES": ("thesis", "publisher"),
    "ELEC": ("web-page", "secondary_title"),
    "GEN": ("other", "secondary_title"),
}


def read_ris(text: str) -> list[Read]:
    assert text.splitlines() == text.split("\n")[:-1]  # no other sign that some reader takes for a line's end
    found = []
    for entry in rispy.loads(text):
        assert "unknown_tag" not in entry
        assert entry.get("name_of_database") == ("PubMed" if "accession_number" in entry else None)
        kind, venue = RIS_KINDS[entry["type_of_reference"]]
        complete, caution = read_note(entry.get("notes", []))
        names = [author.split(", ") for author in entry.get("authors", [])]
        pages = [entry[place] for place in ("start_page", "end_page") if place in entry]
        found.append(
            Read(
                key=entry["id"],
                kind=kind,
                title=entry["title"],
                authors=tuple(name(*parts) if len(parts) > 1 else parts[0] for parts in names),
                whole=frozenset(parts[0] for parts in names if len(parts) == 1),
                complete=complete,
                year=entry.get("year", ""),
                venue=entry.get(venue, ""),
                volume=entry.get("volume", ""),
                issue=entry.get("number", ""),
                pages="-".join(pages),
                doi=entry.get("doi", ""),
                pmid=entry.get("accession_number", ""),
                caution=caution,
            )
        )
    return found


BIBTEX_KINDS = {
    "article": ("journal-article", "journal"),
    "book": ("book", "publisher"),
    "incollection": ("book-chapter", "booktitle"),
    "techreport": ("report", "institution"),
    "phdthesis": ("thesis", "school"),
    "misc": ("other", "howpublished"),
}
# What an entry is that has no type of its own, or lacks what its type requires.
BIBTEX_SAYS = {
    "Journal article": "journal-article",
    "Book": "book",
    "Book chapter": "book-chapter",
    "Report": "report",
    "Thesis": "thesis",
    "Web page": "web-page",
}
# Those of BibTeX itself; readers skip an entry of another type, or fail on it.
STANDARD = {
    *("article", "book", "booklet", "conference", "inbook", "incollection", "inproceedings", "manual"),
    *("mastersthesis", "misc", "phdthesis", "proceedings", "techreport", "unpublished"),
}


def untexed(text: str) -> str:
    shown = LatexNodes2Text().latex_to_text(text)
    return " ".join(shown.replace("\N{MODIFIER LETTER CIRCUMFLEX ACCENT}", "^").split())


def read_bibtex(text: str) -> list[Read]:
    library = bibtexparser.parse_string(text)
    assert not library.failed_blocks
    assert not library.comments
    again = pybtex.database.parse_string(text, "bibtex").entries
    assert list(again) == [entry.key for entry in library.entries]
    found = []
    for entry in library.entries:
        kind, venue = BIBTEX_KINDS[entry.entry_type]
        fields = {field.key: field.value for field in entry.fields}
        kind = BIBTEX_SAYS.get(fields.get("type", ""), kind)
        other = again[entry.key]
        assert {field: " ".join(value.split()) for field, value in fields.items() if field != "author"} == {
            field: " ".join(value.split()) for field, value in other.fields.items()
        }
        assert fields["title"][0] + fields["title"][-1] == "{}"
        persons = [
            (
                " ".join([*person.prelast_names, *person.last_names]),
                " ".join([*person.first_names, *person.middle_names]),
                " ".join(person.lineage_names),
            )
            for person in other.persons.get("author", [])
        ]
        others = persons[-1:] == [("others", "", "")]
        persons = persons[:-1] if others else persons
        noted, caution = read_note([untexed(fields.get("annote", ""))])
        found.append(
            Read(
                key=entry.key,
                kind=kind,
                title=untexed(fields["title"]),
                authors=tuple(name(*map(untexed, parts)) for parts in persons),
                whole=frozenset(untexed(family) for family, *_ in persons if family.startswith("{")),
                complete=noted and not others,
                year=fields.get("year", ""),
                venue=untexed(fields.get(venue, "")),
                volume=untexed(fields.get("volume", "")),
                issue=untexed(fields.get("number", "")),
                pages=fields.get("pages", "").replace("--", "-"),
                doi=fields.get("doi", ""),
                pmid=fields.get("pmid", ""),
                caution=caution,
            )
        )
    return found


CSL_KINDS = {
    "article-journal": ("journal-article", "container-title"),
    "book": ("book", "publisher"),
    "chapter": ("book-chapter", "container-title"),
    "report": ("report", "publisher"),
    "thesis": ("thesis", "publisher"),
    "webpage": ("web-page", "container-title"),
    "document": ("other", "container-title"),
}
# What the schema of CSL 1.0.2 (csl-data.json) asks of the variables that we use. No library on PyPI has it.
CSL_TEXTS = {"id", "type", "title", "container-title", "publisher", "volume", "issue", "page", "DOI", "PMID"}


def check_csl(item: dict[str, Any]) -> None:
    assert item.keys() <= CSL_TEXTS | {"note", "author", "issued"}
    assert {"id", "type"} <= item.keys()
    assert all(
        value and isinstance(value, str) for field, value in item.items() if field in {*CSL_TEXTS, "note"}
    )
    assert all(
        author.keys() in ({"family", "given"}, {"family", "given", "suffix"}, {"literal"})
        for author in item.get("author", [])
    )
    if "issued" in item:
        ((year,),) = item["issued"].pop("date-parts")
        assert type(year) is int
        assert item["issued"] == {}
        item["issued"] = str(year)


def read_csl(text: str) -> list[Read]:
    found = []
    for item in json.loads(text):
        check_csl(item)
        kind, venue = CSL_KINDS[item["type"]]
        complete, caution = read_note([item.get("note", "")])
        authors = item.get("author", [])
        found.append(
            Read(
                key=item["id"],
                kind=kind,
                title=item["title"],
                authors=tuple(
                    one.get("literal") or name(one["family"], one["given"], one.get("suffix", ""))
                    for one in authors
                ),
                whole=frozenset(one["literal"] for one in authors if "literal" in one),
                complete=complete,
                year=item.get("issued", ""),
                venue=item.get(venue, ""),
                volume=item.get("volume", ""),
                issue=item.get("issue", ""),
                pages=item.get("page", ""),
                doi=item.get("DOI", ""),
                pmid=item.get("PMID", ""),
                caution=caution,
            )
        )
    return found


READERS: dict[str, Callable[[str], list[Read]]] = {
    "ris": read_ris,
    "bibtex": read_bibtex,
    "csl-json": read_csl,
}
each_format = pytest.mark.parametrize("how", READERS)


def test_every_format_has_its_reader_and_its_place_on_the_command_line() -> None:
    assert READERS.keys() == REFERENCE_FORMATS.keys()


def released() -> list[Read]:
    """The table of publications, in the order of the answers."""
    with (ROOT / "data/publications.csv").open(encoding="utf-8", newline="") as file:
        rows = sorted(csv.DictReader(file), key=lambda row: row["key"])
    found = []
    for row in rows:
        listed = [author.strip() for author in row["authors"].split(";") if author.strip()]
        named = tuple(author for author in listed if author != "et al.")
        same = {field: row[field] for field in ("key", "kind", "title", "year", "venue", "volume", "issue")}
        found.append(
            Read(
                **same,
                authors=named,
                whole=frozenset(author for author in named if not re.search(r" [A-ZÀ-ÖØ-Þ]{1,4}$", author)),
                complete=named == tuple(listed),
                pages=row["pages"],
                doi=row["doi"],
                pmid=row["pmid"],
                caution=row["caution"],
            )
        )
    return found


@pytest.fixture(scope="module")
def records(shipped: OxigraphEngine) -> list[PublicationRecords]:
    return ask_records(Graph(shipped).ask, PublicationRecords)


@pytest.mark.slow
@each_format
def test_every_field_of_every_released_publication_is_read_back(
    how: str, records: list[PublicationRecords]
) -> None:
    assert READERS[how](REFERENCE_FORMATS[how].write(records)) == released()


@pytest.mark.slow
def test_bibtex_has_no_type_that_is_not_bibtex_and_a_style_prints_every_entry(
    records: list[PublicationRecords],
) -> None:
    told = REFERENCE_FORMATS["bibtex"].write(records)
    assert set(re.findall(r"(?m)^@(\w+)", told)) <= STANDARD
    style = find_plugin("pybtex.style.formatting", "plain")()
    printed = list(style.format_entries(pybtex.database.parse_string(told, "bibtex").entries.values()))
    assert len(printed) == len(records)


@each_format
def test_the_same_publications_give_the_same_bytes(how: str, records: list[PublicationRecords]) -> None:
    assert REFERENCE_FORMATS[how].write(records) == REFERENCE_FORMATS[how].write(
        [PublicationRecords(vars(record)) for record in records]
    )


@pytest.mark.slow
def test_organisations_stay_whole_and_nobody_is_called_et_al(records: list[PublicationRecords]) -> None:
    whole = {one for publication in released() for one in publication.whole}
    assert {"World Health Organization", "Department of Health", "HM Government"} <= whole
    written = REFERENCE_FORMATS["bibtex"].write(records)
    assert "author = {{World Health Organization}},\n" in written
    assert re.search(r"^  author = \{[A-Z]\w+, (?:[A-Z]\. ?)+ and others\},$", written, re.M)
    for how, made in REFERENCE_FORMATS.items():
        named = {author for one in READERS[how](made.write(records)) for author in one.authors}
        assert not [author for author in named if author.lower().startswith(("et al", "others"))]


def record(**known: str) -> PublicationRecords:
    """What is known of a publication: what is not said, is not."""
    nothing = dict.fromkeys(question("publication-records").head.columns)
    told = {"publication": f"{BASE}publication/one", "kind": "JournalArticle", "title": "Title", **known}
    return PublicationRecords(nothing | told)


PLAIN = Read("one", "journal-article", "Title")


@each_format
@pytest.mark.parametrize(
    ("kind", "read"),
    [
        ("JournalArticle", "journal-article"),
        ("Book", "book"),
        ("BookChapter", "book-chapter"),
        ("ReportDocument", "report"),
        ("Thesis", "thesis"),
        ("WebPage", "web-page"),
        ("Cake", "other"),
    ],
)
def test_every_kind_has_its_type_and_its_venue(how: str, kind: str, read: str) -> None:
    text = REFERENCE_FORMATS[how].write([record(kind=kind, venue="There")])
    assert READERS[how](text) == [replace(PLAIN, kind=read, venue="There")]


@each_format
@pytest.mark.parametrize(
    ("authors", "read"),
    [
        ("Mueller-Stierlin AS", replace(PLAIN, authors=("Mueller-Stierlin AS",))),
        (
            "de Saxe Zerden L; O'Dwyer O'Brien A",
            replace(PLAIN, authors=("de Saxe Zerden L", "O'Dwyer O'Brien A")),
        ),
        ("Pelletier J-F", replace(PLAIN, authors=("Pelletier J-F",))),
        (
            "Doe FW Jr; Roe JA 3rd; Poe ML III",
            replace(PLAIN, authors=("Doe FW Jr", "Roe JA 3rd", "Poe ML III")),
        ),
        (
            "Silva ABCDE; van der Berg JPHM; O'Neill–Smith Q",
            replace(PLAIN, authors=("Silva ABCDE", "van der Berg JPHM", "O'Neill–Smith Q")),
        ),
        ("WHO", replace(PLAIN, authors=("WHO",), whole=frozenset({"WHO"}))),
        ("Ångström Ö", replace(PLAIN, authors=("Ångström Ö",))),
        ("כהן", replace(PLAIN, authors=("כהן",), whole=frozenset({"כהן"}))),
        (
            "Sun and Moon UK",
            replace(PLAIN, authors=("Sun and Moon UK",), whole=frozenset({"Sun and Moon UK"})),
        ),
        ("others", replace(PLAIN, authors=("others",), whole=frozenset({"others"}))),
        ("May C; et al.", replace(PLAIN, authors=("May C",), complete=False)),
        ("May C et al", replace(PLAIN, authors=("May C",), complete=False)),
        ("et al.", replace(PLAIN, complete=False)),
    ],
)
def test_names(how: str, authors: str, read: Read) -> None:
    assert READERS[how](REFERENCE_FORMATS[how].write([record(authors=authors)])) == [read]


def test_a_suffix_stands_where_each_format_has_it() -> None:
    told = {how: made.write([record(authors="Poe ML III")]) for how, made in REFERENCE_FORMATS.items()}
    assert "AU  - Poe, M. L., III\n" in str(told["ris"])
    assert "author = {Poe, III, M. L.},\n" in str(told["bibtex"])
    (item,) = json.loads(str(told["csl-json"]))
    assert item["author"] == [{"family": "Poe", "given": "M. L.", "suffix": "III"}]


@each_format
def test_initials_have_dots_and_no_script_is_spelt_out(how: str) -> None:
    text = REFERENCE_FORMATS[how].write([record(authors="Pelletier J-F; Stjernswärd S; כהן")])
    assert all(part in text for part in ("J.-F.", "Stjernswärd", "כהן"))


def test_bibtex_says_once_that_authors_are_missing() -> None:
    assert "annote" not in REFERENCE_FORMATS["bibtex"].write([record(authors="May C; et al.")])
    assert f"annote = {{{INCOMPLETE}}},\n" in REFERENCE_FORMATS["bibtex"].write([record(authors="et al.")])


def test_a_space_that_does_not_break_is_one_in_tex_too() -> None:
    assert "volume = {Suppl.~2},\n" in REFERENCE_FORMATS["bibtex"].write(
        [record(volume="Suppl.\N{NO-BREAK SPACE}2")]
    )


@pytest.mark.parametrize(
    ("pages", "ris"),
    [
        ("38-50", "SP  - 38\nEP  - 50\n"),
        ("S12–S19", "SP  - S12\nEP  - S19\n"),
        ("CD004807", "SP  - CD004807\n"),
        ("1-4, 9", "SP  - 1-4, 9\n"),
    ],
)
def test_only_a_range_has_an_end_page(pages: str, ris: str) -> None:
    assert f"TI  - Title\n{ris}ER  - \n" in REFERENCE_FORMATS["ris"].write([record(pages=pages)])


def test_a_doi_is_not_typeset() -> None:
    text = REFERENCE_FORMATS["bibtex"].write([record(doi="10.1000/a_b#c{d\\e")])
    assert "doi = {10.1000/a_b#c%7Bd%5Ce},\n" in text


def test_a_key_from_elsewhere_does_not_end_itself() -> None:
    text = REFERENCE_FORMATS["bibtex"].write([record(publication="https://example.org/a,b}%c")])
    assert [one.key for one in read_bibtex(text)] == ["https://example.org/a-b-c"]


FRAGMENTS = st.sampled_from(
    [
        *("\nER  - ", "\r\nTY  - JOUR\r\n", "\u2028AU  - Me X", "\x85ER  - ", "\x1c", "\x00", "\t", "  - "),
        *(
            "\\input{/etc/passwd}",
            "{",
            "}",
            "\\",
            "\\}",
            "$x$",
            "$",
            "%",
            "&",
            "#",
            "_",
            "~",
            "^",
            "--",
            "---",
        ),
        *(
            "``",
            "''",
            "?`",
            ",,",
            "<<",
            ">",
            "|",
            '"',
            "@article{",
            "},",
            "title = {x}",
            " and ",
            "</script>",
        ),
        *(
            "שלום",
            "Mueller-Stierlin",
            "Beer Sheva",
            "é",
            "e\u0301",
            "\u202eRTL",
            "\u200f",
            "\ufeff",
            "\xa0",
            " ",
        ),
    ]
)
NASTY = st.lists(FRAGMENTS | st.text(max_size=5), min_size=1, max_size=8).map("".join)


def passes(text: str) -> bool:
    """Whether the model lets a text in."""
    try:
        TypeAdapter(Text).validate_python(text)
    except ValidationError:
        return False
    return bool(text.strip())


def spaced(text: str) -> str:
    """A text with line breaks and what else controls a terminal as spaces, and no two spaces together."""
    return " ".join(re.sub(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]", " ", text).split())


def read_title(how: str, text: str) -> str:
    """The title that a reader finds, of the only publication that there is, and nothing else with it."""
    (read,) = READERS[how](text)
    assert replace(read, title="Title") == PLAIN
    return read.title


@pytest.mark.slow
@each_format
@given(title=NASTY.filter(passes))
def test_a_title_that_the_model_lets_in_is_read_back(how: str, title: str) -> None:
    found = read_title(how, REFERENCE_FORMATS[how].write([record(title=title)]))
    assert spaced(found) == spaced(title)
    if how != "bibtex":  # where any run of white space is one space
        assert found == re.sub("[\u2028\u2029]+", " ", title).strip()


@pytest.mark.slow
@each_format
@given(title=NASTY.filter(lambda text: not passes(text) and spaced(text)))
def test_a_title_that_it_keeps_out_does_no_harm_either(how: str, title: str) -> None:
    assert spaced(read_title(how, REFERENCE_FORMATS[how].write([record(title=title)]))) == spaced(title)


@pytest.mark.slow
@each_format
@given(text=NASTY)
def test_no_field_ends_a_record_or_starts_another(how: str, text: str) -> None:
    fields = dict.fromkeys(["authors", "venue", "volume", "issue", "pages", "doi", "pmid", "caution"], text)
    read = READERS[how](
        REFERENCE_FORMATS[how].write([record(**fields), record(publication=f"{BASE}publication/two")])
    )
    assert [(one.key, one.kind, one.title) for one in read] == [
        ("one", "journal-article", "Title"),
        ("two", "journal-article", "Title"),
    ]
    assert read[1] == replace(PLAIN, key="two")


def letters(text: str) -> str:
    """A name without what formats have their own ways with: spaces, and dots and commas around initials."""
    return re.sub(r"[\s.,]", "", spaced(text))


@pytest.mark.slow
@each_format
@given(author=NASTY.filter(lambda text: letters(text) and ";" not in text and "et al" not in text.lower()))
def test_a_name_stays_one_name(how: str, author: str) -> None:
    (read,) = READERS[how](REFERENCE_FORMATS[how].write([record(authors=author)]))
    (found,) = read.authors
    assert letters(found) == letters(author)
    assert replace(read, authors=(), whole=frozenset()) == PLAIN


def run(*arguments: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([PROGRAM, *arguments], capture_output=True, encoding="utf-8", check=False, cwd=ROOT)


@pytest.mark.slow
@each_format
def test_studies_gives_the_publications_that_its_rows_are_about(how: str) -> None:
    rows = rows_of(run("studies", "organisational-culture", "--format", "json").stdout)
    named = list(dict.fromkeys(row["publication"].rpartition("/")[2] for row in rows))
    assert len(rows) > len(named) > 1
    done = run("studies", "organisational-culture", "--format", how)
    assert done.returncode == 0
    assert [one.key for one in READERS[how](done.stdout)] == named


@pytest.mark.slow
@each_format
def test_ask_gives_every_publication(how: str) -> None:
    done = run("ask", "publication-records", "--format", how)
    assert done.returncode == 0
    assert READERS[how](done.stdout) == released()
    assert done.stdout == run("ask", "publication-records", "-f", how).stdout


@each_format
def test_an_answer_without_rows_is_a_bibliography_without_entries(how: str) -> None:
    done = run("ask", "publication-records", "--where", "design=case-control", "--format", how)
    assert done.returncode == 0, done.stderr
    assert READERS[how](done.stdout) == []


@pytest.mark.slow
@each_format
@pytest.mark.parametrize("command", ["influences", "queries", "ask influence-counts", "cfir --unmapped"])
def test_rows_that_are_not_publications(command: str, how: str) -> None:
    done = run(*command.split(), "--format", how)
    assert (done.returncode, done.stdout) == (2, "")
    assert "these rows are not publications: use table, csv," in done.stderr


def test_help_names_the_formats() -> None:
    shown = " ".join(run("studies", "--help").stdout.split())
    assert "ris, bibtex, csl-json where rows are publications" in shown


def test_more_publications_than_one_query_may_name(world: Path) -> None:
    table = world / "publications.csv"
    columns = table.read_text(encoding="utf-8").splitlines()[0].split(",")
    with table.open("a", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        for number in range(600):
            writer.writerow({"key": f"more{number:03}", "kind": "book", "title": f"Book {number}"})
    engine = OxigraphEngine.load(building.quads([world], ROOT / "ontology", __version__))
    rows = ask(engine, question("publication-records").text)
    backwards = Rows(rows.columns, rows.rows[::-1] + rows.rows)
    read = [record.publication for record in publications(Graph(engine), backwards)]
    assert len(read) > 600
    assert read == sorted(read, reverse=True)


def test_a_publication_without_a_record_is_not_left_out_in_silence(tiny: OxigraphEngine) -> None:
    table = Rows(("publication",), ((NamedNode(f"{BASE}publication/nowhere"),), (None,)))
    with pytest.raises(DeterminantsError, match=r"no bibliographic record of .*nowhere"):
        publications(Graph(tiny), table)
