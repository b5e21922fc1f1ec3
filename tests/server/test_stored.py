"""The stored questions by HTTP: every one, in every format of rows, as the command line gives them."""

from html.parser import HTMLParser
from urllib.parse import quote

import pytest

from answers import QUESTIONS, THINGS
from asgi import Client
from determinants.server.served import Served
from determinants.server.stored import ROWS, offered
from determinants.write import asked
from determinants.write.answers import left_out, written
from determinants.write.formats import in_parts
from determinants.write.references import REFERENCE_FORMATS
from determinants.write.row_formats import ROW_FORMATS


def narrowed(name: str) -> str:
    return f"?thing={THINGS[name]}" if name in THINGS else ""


def test_every_question_is_answered(client: Client, served: Served) -> None:
    for name in QUESTIONS:
        where = {"thing": [THINGS[name]]} if name in THINGS else {}
        told = asked.answered(served.graph, QUESTIONS[name], where)
        got = client.get(f"/questions/{name}{narrowed(name)}")
        assert (got.status, got.kind) == (200, "application/json")
        assert got.text == written(told, "json", served.graph)
        page = client.get(f"/questions/{name}{narrowed(name)}", "text/html")
        assert (page.status, page.kind, "<table>" in page.text) == (200, "text/html", True)


# One with notes, one that is a table alone, one about publications.
@pytest.mark.parametrize("name", ["influence-votes", "review-list", "publication-records"])
@pytest.mark.parametrize("how", ROW_FORMATS)
def test_answers_come_in_every_format_of_rows(client: Client, served: Served, name: str, how: str) -> None:
    told = asked.answered(served.graph, QUESTIONS[name], {}, viewed=how == "table")
    wanted = b"".join(in_parts(written(told, how, served.graph, 120)))
    by_suffix = client.get(f"/questions/{name}{ROW_FORMATS[how].suffix}")
    assert (by_suffix.status, by_suffix.kind) == (200, ROW_FORMATS[how].media_type)
    assert by_suffix.body == client.get(f"/questions/{name}?format={how}").body == wanted
    assert client.get(f"/questions/{name}", ROW_FORMATS[how].media_type).body == wanted
    assert by_suffix.headers.get("x-left-out", "") == " ".join(left_out(told, how).split())


def test_every_format_is_offered() -> None:
    assert set(ROWS.values()) == {*ROW_FORMATS, "html"}


def test_no_column_has_the_name_of_a_parameter() -> None:
    assert not any("format" in question.columns for question in QUESTIONS.values())


@pytest.mark.parametrize("how", REFERENCE_FORMATS)
def test_publications_are_references(client: Client, how: str) -> None:
    got = client.get(f"/questions/publication-records?format={how}")
    assert (got.status, got.kind) == (200, REFERENCE_FORMATS[how].media_type)
    none = client.get(f"/questions/class-counts?format={how}")
    assert none.status == 400
    assert f"there is no format '{how}'" in none.text
    assert client.get("/questions/class-counts", REFERENCE_FORMATS[how].media_type).status == 406


def test_each_format_that_is_offered_is_given(client: Client, served: Served) -> None:
    for name, one in QUESTIONS.items():
        of_publications = set(offered(one).values()) >= {*REFERENCE_FORMATS}
        rows = asked.answered(served.graph, one, {"thing": [THINGS[name]]} if name in THINGS else {})
        assert of_publications == ("publication" in rows.rows.columns), name
        if of_publications:
            for how in REFERENCE_FORMATS:
                assert client.get(f"/questions/{name}?format={how}").status == 200, name


def test_a_question_is_narrowed_by_its_columns(client: Client) -> None:
    whole = client.get("/questions/influence-counts.json").json
    some = whole["rows"] if isinstance(whole, dict) else whole
    one = some[0]["influence"]
    for said in (one, one.rpartition("/")[2], some[0]["influence_label"]):
        got = client.get(f"/questions/influence-counts.json?influence={quote(said)}").json
        rows = got["rows"] if isinstance(got, dict) else got
        assert rows
        assert {row["influence"] for row in rows} == {one}
    other = next(row["influence"] for row in some if row["influence"] != one)
    both = client.get(f"/questions/influence-counts.json?influence={one}&influence={other}").json
    rows = both["rows"] if isinstance(both, dict) else both
    assert {row["influence"] for row in rows} == {one, other}
    assert client.get("/questions/influence-counts.json?influence=").json == whole  # as an empty form sends


def test_a_review_is_one_more_way_to_narrow(client: Client) -> None:
    review = client.get("/questions/review-list.json").json[0]["review"].rpartition("/")[2]
    assert client.get(f"/questions/influence-counts.json?review={review}").status == 200
    got = client.get(f"/questions/class-counts?review={review}")
    assert got.status == 400
    assert "cannot be kept to one review" in got.text


ALIASES = [(old, question.name) for question in QUESTIONS.values() for old in question.head.aliases]


@pytest.mark.parametrize(("old", "now"), ALIASES)
def test_an_old_name_leads_to_the_new_one(client: Client, old: str, now: str) -> None:
    for ending in ("", ".csv", *(each.suffix for each in ROW_FORMATS.values())):
        got = client.get(f"/questions/{old}{ending}?x=1")
        assert (got.status, got.headers["location"]) == (308, f"/questions/{now}{ending}?x=1")


@pytest.mark.parametrize(
    ("target", "status", "said"),
    [
        ("/questions/influence-count", 404, "Did you mean influence-counts"),
        ("/questions/..%2f..%2fetc%2fpasswd", 404, "there is nothing"),
        ("/questions/%00", 404, "no question"),
        ("/questions/influence-counts?influence=nobody-has-this", 404, "is called"),
        ("/questions/influence-counts?colour=red", 400, "there is no parameter 'colour'"),
        ("/questions/influence-counts?format=pdf", 400, "there is no format 'pdf'"),
        ("/questions/influence-counts?format=csv&format=tsv", 400, "more than one 'format'"),
        ("/questions?tag=nobody", 404, "no tag"),
    ],
)
def test_what_cannot_be_answered_says_why(client: Client, target: str, status: int, said: str) -> None:
    got = client.get(target)
    assert (got.status, said in got.text) == (status, True), got.text


HOSTILE = [
    'x" } UNION { ?s ?p ?o',
    "\\",
    "'''",
    '"@en',
    "http://x> . ?s ?p ?o . <http://y",
    "javascript:alert(1)",
    "file:///etc/passwd",
    "<script>alert(1)</script>",
    "\u202e\x00\x1b[31m",
    "1e309",
    "a" * 5_000,
]


@pytest.mark.parametrize("said", HOSTILE)
def test_values_are_never_a_part_of_a_query_or_a_page(client: Client, said: str) -> None:
    for column in ("influence", "review"):
        for accept in ("text/html", "application/json"):
            got = client.get(f"/questions/influence-counts?{column}={quote(said)}", accept)
            assert got.status in {400, 404} or got.text.count("det:PublicationCount") or got.text == "[]\n"
            assert got.kind != "text/html" or "<script" not in got.text
            assert all(sign.isprintable() or sign in "\n\t" for sign in got.text)


class Elements(HTMLParser):
    """The elements of a page, and its links."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()
        self.links: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.names.add(tag)
        self.links += [str(value) for name, value in attrs if name in {"href", "src", "action"}]


def elements(page: str) -> Elements:
    read = Elements()
    read.feed(page)
    return read


@pytest.fixture
def starts(client: Client) -> Elements:
    return elements(client.get("/", "text/html").text)


def test_every_way_in_of_the_first_page_leads_somewhere(client: Client, starts: Elements) -> None:
    assert len(starts.links) > 10
    for link in starts.links:
        assert client.get(link, "text/html, */*;q=0.5").status == 200, link
    assert "script" not in starts.names


def test_the_list_of_questions_leads_to_each(client: Client) -> None:
    linked = elements(client.get("/questions", "text/html").text).links
    assert {f"/questions/{name}" for name in QUESTIONS} <= set(linked)
    assert {row["query"] for row in client.get("/questions.json").json} == QUESTIONS.keys()
