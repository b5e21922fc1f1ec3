"""The public face of the package: few names, typed, and rows that go where the reader works."""

import re
import subprocess
import sys
from decimal import Decimal
from html.parser import HTMLParser
from pathlib import Path

import pyarrow
import pyarrow.interchange
import pytest
from pyoxigraph import Literal, NamedNode, Quad

import determinants
from determinants.ground.headings import heading
from determinants.ground.vocab import BASE
from determinants.store import filling

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def graph() -> determinants.Graph:
    return determinants.open_graph()


def test_every_public_name_is_there_and_has_a_docstring() -> None:
    for name in determinants.__all__:
        assert getattr(determinants, name).__doc__, name


def test_a_name_that_is_not_there_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'nonsense'"):
        determinants.nonsense  # noqa: B018


def test_importing_the_package_imports_no_engine() -> None:
    code = "import sys, determinants; print(sorted({'pyoxigraph', 'rdflib', 'pydantic'} & set(sys.modules)))"
    assert (
        subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
        == "[]\n"
    )


@pytest.mark.slow
def test_a_stored_question_narrowed_by_names_that_people_use(graph: determinants.Graph) -> None:
    (row,) = graph.ask("influence-counts", influence="culture").records()
    assert (row["count"], row["total"], row["percentage"]) == (28, 53, Decimal(53))


def test_several_values_of_one_column_mean_either(graph: determinants.Graph) -> None:
    both = graph.ask("influence-counts", influence=["culture", "psw-training"])
    assert [row["rank"] for row in both.records()] == [1, 2]


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (lambda graph: graph.ask("influence-count"), "Did you mean influence-counts"),
        (lambda graph: graph.ask("influence-counts", influnce="culture"), "narrowing column"),
        (lambda graph: graph.ask("influence-counts", influence="cultural"), "no influence is called"),
    ],
)
def test_a_near_miss_is_suggested(graph: determinants.Graph, ask, said: str) -> None:
    with pytest.raises(determinants.UnknownName, match=said):
        ask(graph)


def test_sparql_gives_rows_a_verdict_or_triples(graph: determinants.Graph) -> None:
    site = "<https://w3id.org/determinants/site/ulm>"
    assert isinstance(graph.sparql(f"SELECT * {{ {site} ?p ?o }}"), determinants.Rows)
    assert graph.sparql(f"ASK {{ {site} ?p ?o }}") == determinants.Verdict(True)
    assert isinstance(graph.sparql(f"DESCRIBE {site}"), determinants.Triples)
    with pytest.raises(determinants.QueryRefused):
        graph.sparql("SELECT * { SERVICE <http://localhost/> { ?s ?p ?o } }")


@pytest.mark.slow
def test_every_question_is_an_arrow_table_with_the_same_rows(graph: determinants.Graph) -> None:
    for name in graph.questions():
        rows = graph.ask(name)
        table = pyarrow.table(rows)  # by the Arrow stream that any Arrow library reads
        behind = [column for column in rows.columns if f"{column}_label" in rows.columns]
        read = [column for column in rows.columns if column not in behind]
        assert table.column_names == [*read, *behind], "labels first, and their IRIs last"
        assert pyarrow.table(rows.labelled()).column_names == read
        records = list(rows.records())
        for column in rows.columns:
            cells = [record[column] for record in records]
            if len({type(cell) for cell in cells} - {type(None)}) > 1:  # no column is of two types
                cells = [None if cell is None else str(cell) for cell in cells]
            assert table.column(column).to_pylist() == cells, (name, column)


def test_rows_are_read_by_the_data_frame_interchange_protocol(graph: determinants.Graph) -> None:
    rows = graph.ask("site-ratings")
    numbers = rows.only(["ordinal", "score"])
    table = pyarrow.interchange.from_dataframe(numbers)
    assert table.to_pylist() == list(numbers.records())
    assert sorted(rows.__dataframe__().column_names()) == sorted(rows.columns)


class Cells(HTMLParser):
    """The tags of a table, and its cells with the links in them."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.rows: list[list[str]] = []
        self.links: set[str] = set()
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        if tag == "tr":
            self.rows.append([])
        if tag in {"td", "th"}:
            self.rows[-1].append("")
        self.links |= {value or "" for name, value in attrs if name == "href"}

    def handle_data(self, data: str) -> None:
        if self.rows and self.rows[-1]:
            self.rows[-1][-1] += data


MARKUP = {"table", "thead", "tbody", "tr", "th", "td", "a", "span", "p"}


@pytest.mark.slow
def test_every_question_shows_as_a_table_in_a_notebook(graph: determinants.Graph) -> None:
    for name in graph.questions():
        rows = graph.ask(name)
        shown = Cells(rows._repr_html_())
        assert shown.tags <= MARKUP, name
        read = [column for column in rows.columns if f"{column}_label" not in rows.columns]
        assert shown.rows[0] == [heading(column) for column in read]
        assert len(shown.rows) == 1 + min(200, len(rows))
        if not rows.rows:
            continue
        cells = next(rows.labelled().records()).values()
        first = [" ".join(f"{'' if cell is None else cell}".split()) for cell in cells]
        assert [cell for cell in shown.rows[1] if cell not in {"yes", "no"}] == [
            cell for cell in first if cell not in {"True", "False"}
        ], name
        assert not [link for link in shown.links if link.startswith(BASE)], "they need not lead anywhere"


def test_a_publication_links_to_where_it_can_be_read(graph: determinants.Graph) -> None:
    shown = determinants.studies(graph, "organisational-culture")._repr_html_()
    assert re.search(r'<a href="https://doi\.org/[^"]+" rel="[a-z ]+">Abraham et al\. 2021</a>', shown)


def test_a_cell_is_never_markup() -> None:
    nasty = '<script>alert("x")</script>&amp;\'"'
    rows = determinants.Rows(
        ("a", "a_label", "link"),
        (
            (NamedNode("http://x/'onmouseover='"), Literal(nasty), Literal("javascript:alert(1)")),
            (Literal('http://x/"><b>'), Literal(nasty), Literal('https://x/"><i>')),
        ),
    )
    shown = Cells(rows._repr_html_())
    assert shown.tags <= MARKUP
    assert [row[0] for row in shown.rows[1:]] == [nasty, nasty]
    assert shown.links == {"http://x/'onmouseover='", 'http://x/"><b>', 'https://x/"><i>'}


def test_rows_are_shown_as_people_read_them(graph: determinants.Graph) -> None:
    shown = repr(graph.of("ibrahim2019").ask("influence-counts"))
    lines = shown.splitlines()
    assert lines[0].startswith("review  ")
    assert "Organisational culture" in lines[1]
    assert lines[-2] == "…"
    assert lines[-1].startswith("14 rows")
    assert BASE not in shown
    assert max(map(len, lines[:-1])) <= 100
    assert repr(determinants.influences(graph.of("ibrahim2019"))).splitlines()[-1].startswith("14 rows")
    assert repr(determinants.Rows(("x",), ())) == "x\n0 rows"
    assert repr(determinants.Rows((), ())) == "0 rows"


@pytest.mark.slow
def test_own_data_and_a_store_are_opened_alike(
    graph: determinants.Graph, shipped_quads: list[Quad], tmp_path: Path
) -> None:
    filling.into_store(tmp_path / "store", shipped_quads, lambda *_: None)
    stored = determinants.open_graph(store=tmp_path / "store")
    assert stored.ask("class-counts") == graph.ask("class-counts")
    with pytest.raises(determinants.DataError, match="no such folder"):
        determinants.open_graph(data=[tmp_path / "nothing"])
    with pytest.raises(determinants.UsageError, match="give one of them"):
        determinants.open_graph(store=tmp_path, endpoint="http://localhost/")


def test_the_program_in_the_readme_runs() -> None:
    program = re.search(r"```python\n(.*?)```", (ROOT / "README.md").read_text(), re.DOTALL)[1]
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "Adams 2020 Institutionalising roles may weaken the centrality" in done.stdout
