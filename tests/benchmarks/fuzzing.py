"""Minutes of whatever comes: texts and files made from good ones by chance, given to all that reads them.

    python tests/benchmarks/fuzzing.py [guard tables forms heads terms] [--minutes 2] [--seed 14]

Nothing may be raised but our own errors, nothing may take long, and what passes must be what it says. What is
found is printed with the seed that makes it again (`--only SEED`); when it is mended, it becomes a test.
"""

import argparse
import csv
import io
import json
import logging
import random
import sys
import tempfile
import time
import traceback
import warnings
import zipfile
from collections import Counter
from collections.abc import Callable, Iterable
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any, cast

from pyoxigraph import (
    BlankNode,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    Store,
    parse,
    parse_query_results,
)

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.spoiling import SPARQL, STRANGE, spoilt, spoilt_bytes, spoilt_table
from conftest import ONTOLOGY, TESTS, TINY
from determinants import __version__
from determinants.ask import questions
from determinants.ask.asking import Graph
from determinants.ground.problems import DataError, DeterminantsError, Problem, QueryRefused, UsageError
from determinants.ground.vocab import PREFIXES, XSD
from determinants.service import measure
from determinants.service.measure.answering import Answered, answered
from determinants.service.measure.scoring import change, services
from determinants.store import building, guard, paging, remembering, slips
from determinants.store.oxigraph import OxigraphEngine
from determinants.store.prefixes import with_prefixes
from determinants.store.solutions import Rows, as_solutions
from determinants.tables import opening, sheets
from determinants.tables.folders import known
from determinants.tables.reading import Entry
from determinants.write.formats import in_parts
from determinants.write.graph_formats import GRAPH_FORMATS
from determinants.write.row_formats import ROW_FORMATS

QUERIES = sorted((TESTS.parent / "queries").glob("*.rq"))
LONGEST = 5.0  # seconds of the processor for one text; the guard reads the longest in a tenth of one


class Wrong(Exception):
    """Something that passed is not what it says."""


def the_guard(chance: Random, _: Path) -> None:
    """Queries: what passes the guard and the grammar calls nobody, and its pages are queries too."""
    stored = chance.choice(QUERIES).read_text(encoding="utf-8")
    text = stored if chance.random() < 0.2 else chance.choice(HOSTILE)
    text = spoilt(text, chance, SPARQL + STRANGE) if chance.random() < 0.6 else called(text, chance)
    try:
        guard.examine(text, ())
        slips.check(text, own_functions=True)
    except QueryRefused:
        return
    for read in (guard.form, guard.looks_like_query, guard.chooses_graphs):
        read(text)
    try:
        found = A_TRIPLE.query(text, prefixes=PREFIXES)
        if not isinstance(found, QueryBoolean):
            for _row in islice(cast("Iterable[object]", found), 50):
                pass
    except (SyntaxError, ValueError, RuntimeError) as error:
        if not isinstance(slips.refusal(text, error), DeterminantsError):
            raise Wrong("no refusal") from error
    except OSError as error:
        raise Wrong(f"it calls: {error}") from error
    else:
        _its_pages(with_prefixes(text), [column.value for column in getattr(found, "variables", ())])


def _its_pages(text: str, columns: list[str]) -> None:
    outline = paging.outline(text)
    if outline is None or not columns:
        return
    for page in (outline.page(2, 3), outline.page_of_whole(2, 3, columns, columns)):
        try:
            Store().query(page)
        except SyntaxError as error:
            raise Wrong(f"its page is no query: {error}: {page[-300:]}") from error


NOWHERE = "PREFIX nowhere: <http://127.0.0.1:9/>"
HIDING = ("", "# it's \"\n", "BIND('\\'' AS ?h)", 'BIND("\\u0022" AS ?h)', "FILTER(1<2)", ".")


def called(text: str, chance: Random) -> str:
    """Give a query with a call to an endpoint where a pattern begins or ends, behind what may hide it."""
    words = [chance.choice((word, word.lower(), word.title())) for word in ("SERVICE", "SILENT")]
    call = chance.choice((" ", "", "\n", "#'\n")).join(words[: chance.choice((1, 1, 2))])
    call += chance.choice((" ", "", "#>\n"))
    call += chance.choice(("<http://127.0.0.1:9/>", "nowhere:x", "nowhere:"))
    at = chance.choice([at + 1 for at, sign in enumerate(text) if sign in "{}."])
    return f"{NOWHERE} {text[:at]} {chance.choice(HIDING)}{call}{{ ?called ?by ?nobody }} {text[at:]}"


A_TRIPLE = Store()
A_TRIPLE.add(Quad(NamedNode("http://x/s"), NamedNode("http://x/p"), Literal(1)))

HOSTILE = (
    "SELECT * { ?s ?p ?o . SERVICE <http://127.0.0.1:9/> { ?a ?b ?c } }",
    "PREFIX x: <http://x/> SELECT ?s (COUNT(*) AS ?n) { ?s x:p+/^x:q ?o FILTER(?o IN (1, 'a\\'b', "
    '"""c""")) } GROUP BY ?s',
    "SELECT ?a { { SELECT ?a { ?a ?b ?c } ORDER BY ?a LIMIT 3 } UNION { VALUES (?a ?b) { (1 UNDEF) } } "
    "} ORDER BY ?a OFFSET 1",
    "CONSTRUCT { ?s ?p [ ?q ?o ] } WHERE { ?s ?p ?o . BIND(IRI(CONCAT('http://x/', STR(?o))) AS ?q) } "
    "LIMIT 4",
    "ASK FROM <http://x/> { GRAPH ?g { ?s ?p 'SERVICE' } } # SERVICE\n",
    "DESCRIBE <a:b> ?x { ?x a <a:c> MINUS { ?x !(<a:d>|^<a:e>) 1.5e3 } }",
)


def the_tables(chance: Random, folder: Path) -> None:
    """Tables: rows or problems; and where nothing is wrong with the rows, they are a graph."""
    path = chance.choice(TABLES)
    table, name = KNOWN[path], path.relative_to(TINY)
    content = spoilt_table(path.read_bytes(), chance)
    if chance.random() < 0.9:
        here = folder / path.name
        here.write_bytes(content)
        for found in opening.rows(here, table, "tiny2020"):
            if not isinstance(found, Entry | Problem):
                raise Wrong("neither row nor problem")
            str(found)
        return
    world = folder / "world"
    (world / name).write_bytes(content)
    try:
        quads = list(building.quads([world], ONTOLOGY, __version__))
    except DataError as error:
        if not str(error).strip():
            raise Wrong("nothing is said of what is wrong") from error
    else:
        if not b"".join(in_parts(GRAPH_FORMATS["nquads"].write(quads))):
            raise Wrong("an empty graph")
    finally:
        (world / name).write_bytes(path.read_bytes())


KNOWN = known(TINY)
TABLES = sorted(KNOWN)


def the_forms(chance: Random, folder: Path) -> None:
    """Filled forms: sheets, services and how they changed, or problems."""
    kind = chance.choice(sorted(sheets.READERS))
    filled = [{**row, "answer": chance.choice(("", *CHOICES[row["question"]]))} for row in BLANK]
    content = _form(kind, filled, chance)
    path = folder / f"form{kind}"
    path.write_bytes(content)
    found = list(sheets.read(path))
    try:
        given = answered(
            INSTRUMENTS[0],
            [Answered.of(entry) for entry in found if isinstance(entry, Entry)],
            [each for each in found if isinstance(each, Problem)],
        )
    except DataError as error:
        str(error)
        return
    for service in services(INSTRUMENTS[0], given):
        for occasion in service.occasions:
            if any(not 0 <= total.least <= total.most for total in occasion.totals):
                raise Wrong("a total beyond its bounds")
        for before, after in service.changes:
            change(before, after)


def _form(kind: str, rows: list[dict[str, str]], chance: Random) -> bytes:
    if kind == ".json":
        return spoilt(json.dumps(rows), chance).encode("utf-8", "surrogatepass")
    if kind in {".csv", ".tsv"}:
        out = io.StringIO()
        writer = csv.DictWriter(out, BLANK[0].keys(), delimiter="," if kind == ".csv" else "\t")
        writer.writeheader()
        writer.writerows(rows)
        return spoilt_table(out.getvalue().encode(), chance)
    import openpyxl

    book, held = openpyxl.Workbook(), io.BytesIO()
    book.worksheets[0].append([*BLANK[0]])
    for row in rows[:6]:
        book.worksheets[0].append([*row.values()])
    book.save(held)
    if chance.random() < 0.3:
        return spoilt_bytes(held.getvalue(), chance)
    out_file = io.BytesIO()
    with zipfile.ZipFile(held) as old, zipfile.ZipFile(out_file, "w") as new:
        which = chance.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(
                name, spoilt(part.decode(), chance).encode("utf-8", "replace") if name == which else part
            )
    return out_file.getvalue()


def the_heads(chance: Random, _: Path) -> None:
    """Heads of stored questions: a head, or what is wrong with it."""
    path = chance.choice(QUERIES)
    text = path.read_text(encoding="utf-8")
    end = max(place for place, line in enumerate(text.splitlines()) if line.startswith("#+"))
    lines = text.splitlines()
    head = spoilt("\n".join(lines[: end + 1]), chance)
    try:
        asked = questions.read_head(path.stem, "\n".join([head, *lines[end + 1 :]]))
    except DeterminantsError:
        return
    str(asked)


def the_terms(chance: Random, folder: Path) -> None:
    """Terms: the same on every way that an answer or a graph takes, and in every text that holds them."""
    rows = Rows(("a", "b"), tuple((_term(chance), _term(chance)) for _ in range(chance.choice((1, 2, 5)))))
    ways: dict[str, Any] = {"told in JSON": [tuple(row) for row in as_solutions(rows.columns, rows.rows)]}
    piped = as_solutions(rows.columns, rows.rows).serialize(format=QueryResultsFormat.TSV)
    come = parse_query_results(piped or b"", QueryResultsFormat.TSV)
    ways["on a pipe"] = [tuple(row) for row in come] if isinstance(come, QuerySolutions) else "nothing"
    place = folder / "kept.tsv"
    place.unlink(missing_ok=True)
    remembering._keep(b"question", rows, place)
    if place.exists():
        kept = remembering._read(b"question", place)
        ways["kept"] = list(kept.rows) if kept else "nothing"
    for way, come in ways.items():
        if come != list(rows.rows):
            raise Wrong(f"{way}: {come} instead of {rows.rows}")
    _in_queries(rows)
    _in_row_formats(rows)
    _in_graph_formats(rows)


def _in_queries(rows: Rows) -> None:
    for term in (cell for row in rows.rows for cell in row):
        if isinstance(term, NamedNode | Literal):
            asked = OxigraphEngine(Store()).query(f"SELECT ?x {{ VALUES ?x {{ {term} }} }}")
            plain = (
                not isinstance(term, Literal) or term.language or term.datatype in {XSD.string, XSD.anyURI}
            )
            if not isinstance(asked, Rows) or (
                plain and asked.rows != ((term,),)
            ):  # numbers become canonical
                raise Wrong(f"in a query: {asked} instead of {term}")


def _in_row_formats(rows: Rows) -> None:
    for name, written in ((name, str(made.write(rows))) for name, made in ROW_FORMATS.items()):
        if name == "jsonl" and len([json.loads(line) for line in written.split("\n")[:-1]]) != len(rows):
            raise Wrong(f"{name} has other rows")
        if name in {"csv", "tsv"}:
            read = list(
                csv.reader(io.StringIO(written, newline=""), delimiter="\t" if name == "tsv" else ",")
            )
            if [len(row) for row in read] != [2] * (len(rows) + 1):
                raise Wrong(f"{name} has other rows: {written!r}")


def _in_graph_formats(rows: Rows) -> None:
    quads = [
        Quad(NamedNode("http://e/s"), NamedNode("http://e/p"), term, NamedNode("http://e/g"))
        for row in rows.rows
        for term in row
        if isinstance(term, NamedNode | Literal)
    ]
    for name, made in GRAPH_FORMATS.items():
        try:
            content = b"".join(in_parts(made.write(quads)))
        except UsageError:  # XML cannot hold every sign, and says so
            continue
        come = {quad.object for quad in parse(content, FORMATS[name])}
        if come != (meant := {quad.object for quad in quads}):
            raise Wrong(f"{name}: {[*map(str, come - meant)]} instead of {[*map(str, meant - come)]}")


def _term(chance: Random) -> Any:
    text = spoilt(chance.choice(("text", "", "a b", "53", "1.50", "true")), chance)
    text = "".join(sign for sign in text if not "\ud800" <= sign <= "\udfff")[:500]
    match chance.randrange(5):
        case 0:
            return Literal(text, language=chance.choice(("en", "en-GB", "de")))
        case 1:
            return Literal(
                text,
                datatype=XSD[
                    chance.choice(("integer", "decimal", "double", "date", "gYear", "boolean", "anyURI"))
                ],
            )
        case 2:
            try:
                return NamedNode(f"http://e/{text}")
            except ValueError:
                return NamedNode("http://e/é")
        case 3:
            return chance.choice((None, BlankNode("b"), Literal("")))
        case _:
            return Literal(text)


FAMILIES: dict[str, Callable[[Random, Path], None]] = {
    "guard": the_guard,
    "tables": the_tables,
    "forms": the_forms,
    "heads": the_heads,
    "terms": the_terms,
}
INSTRUMENTS: list[Any] = []
BLANK: list[dict[str, str]] = []
CHOICES: dict[str, tuple[str, ...]] = {}
FORMATS: dict[str, Any] = {}


def ready(folder: Path) -> None:
    """Make what all tries share."""
    import shutil

    from pyoxigraph import RdfFormat

    shutil.copytree(TINY, folder / "world")
    graph = Graph(OxigraphEngine.load(building.quads([TINY], ONTOLOGY, __version__)))
    instrument = measure.instrument(graph.ask)
    INSTRUMENTS.append(instrument)
    form = measure.form(instrument, checklist=True, site="Elm", date="2026-01-31", rater="ab")
    BLANK.extend(
        {name: str(row[name] or "") for name in ("question", "answer", "note", "site", "date", "rater")}
        for row in form.records()
    )
    CHOICES.update(dict.fromkeys((row["question"] for row in BLANK), ("yes", "no")))
    CHOICES.update(dict.fromkeys((item.key for item in instrument.items), ("0", "1", "2", "3")))
    CHOICES.update({facet: tuple(answers) for facet, answers in instrument.conditions.items()})
    FORMATS.update({name: RdfFormat.from_media_type(made.media_type) for name, made in GRAPH_FORMATS.items()})


def tried(name: str, seed: int, folder: Path) -> str:
    """Try one; give what it found, and where."""
    begun = time.process_time()
    try:
        FAMILIES[name](random.Random(seed), folder)
    except Exception as error:
        last = traceback.extract_tb(error.__traceback__)[-1]
        said = " ".join(str(error).split())[:400]
        return f"{type(error).__name__}: {said} ({Path(last.filename).name}:{last.lineno})"
    took = time.process_time() - begun
    return f"it takes {took:.1f} s" if took > LONGEST else ""


def main() -> None:
    """Try the families that are named, or all."""
    parser = argparse.ArgumentParser()
    parser.add_argument("families", nargs="*", default=[*FAMILIES])
    parser.add_argument("--minutes", type=float, default=2.0, help="for each")
    parser.add_argument("--seed", type=int, default=14)
    parser.add_argument("--only", type=int)
    given = parser.parse_args()
    warnings.simplefilter("ignore")
    logging.disable()  # rdflib tells of each number that is none
    with tempfile.TemporaryDirectory() as made:
        folder = Path(made)
        ready(folder)
        for name in given.families:
            seed, found, end = given.seed * 10**9, Counter[str](), time.monotonic() + 60 * given.minutes
            if given.only is not None:
                sys.stdout.write(f"{name} {given.only}: {tried(name, given.only, folder)}\n")
                continue
            while time.monotonic() < end:
                if said := tried(name, seed, folder):
                    where = said.rpartition(" (")[2]
                    found[where] += 1
                    if found[where] <= 2:
                        sys.stdout.write(f"{name} {seed}: {said}\n")
                        sys.stdout.flush()
                seed += 1
            sys.stdout.write(f"{name}: {seed - given.seed * 10**9:,} tried, {sum(found.values())} found\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main()
