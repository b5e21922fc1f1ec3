"""A release: what is in it, that it is written whole, and that the same tables give the same bytes."""

import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Store, parse

from determinants import __version__
from determinants.ask.asking import Graph
from determinants.ground.problems import UsageError
from determinants.ground.vocab import BASE, DCAT, DET, RDF, SKOS, VOID
from determinants.release import (
    catalogue,
    examples,
    listings,
    parts,
    redirects,
    releasing,
    sources,
    syntaxes,
)
from determinants.store.oxigraph import OxigraphEngine
from determinants.write.graph_formats import GRAPH_FORMATS


def files_of(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def test_each_file_but_the_sums_stands_in_the_sums_with_its_own(made: Path) -> None:
    listed = dict(line.split("  ")[::-1] for line in (made / "SHA256SUMS").read_text().splitlines())
    there = files_of(made)
    del there["SHA256SUMS"]
    assert listed == {path: hashlib.sha256(content).hexdigest() for path, content in there.items()}
    assert all(there.values()), "no file is empty"


@pytest.mark.slow  # a release once more
def test_the_same_statements_in_another_order_give_the_same_bytes(
    source: parts.Source, made: Path, tmp_path: Path
) -> None:
    shuffled = list(source.quads)
    random.Random(1).shuffle(shuffled)
    again = parts.Source(tuple(shuffled), Graph(OxigraphEngine.load(shuffled)))
    list(releasing.release(again, tmp_path / "again"))
    assert files_of(tmp_path / "again") == files_of(made)


@pytest.mark.slow
@pytest.mark.parametrize("form", GRAPH_FORMATS.values(), ids=lambda form: form.name)
def test_named_graphs_together_are_the_whole(made: Path, source: parts.Source, form: object) -> None:
    suffix = form.suffix  # type: ignore[attr-defined]
    how = RdfFormat.from_extension(suffix[1:])
    whole = set(parse(path=made / f"graph/determinants{suffix}", format=how))
    named = [set(parse(path=path, format=how)) for path in (made / "graph/named").glob(f"*{suffix}")]
    assert len(named) == len(source.named) > 5
    assert set().union(*named) == whole
    if how is not None and how.supports_datasets:
        assert {quad.graph_name for quad in whole} == {quad.graph_name for quad in source.quads}
        assert sum(map(len, named)) == len(whole) == len(set(source.quads))
    else:
        assert {quad.triple for quad in whole} == {quad.triple for quad in source.quads}


def test_the_canonical_form_does_not_depend_on_names_of_blank_nodes(source: parts.Source) -> None:
    graph = NamedNode("https://example.org/g")

    def named(*names: str) -> bytes:
        first, second = map(BlankNode, names)
        quads = [Quad(first, SKOS.broader, second, graph), Quad(second, SKOS.prefLabel, Literal("b"), graph)]
        return b"".join(syntaxes.canonical(parts.Source(tuple(quads), source.graph)))

    assert named("a", "b") == named("z", "y")
    assert b"_:c14n0" in named("a", "b")


def test_what_is_in_a_folder_is_never_lost_but_for_an_earlier_release(
    source: parts.Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(releasing, "MAKERS", (examples.parts,))
    monkeypatch.setattr(releasing, "DESCRIBERS", ())
    folder = tmp_path / "release"
    folder.mkdir()
    list(releasing.release(source, folder))  # an empty folder may be written
    with pytest.raises(UsageError, match="not empty; give --force"):
        list(releasing.release(source, folder))
    (folder / "questions/questions.ttl").write_text("old")
    list(releasing.release(source, folder, force=True))
    assert (folder / "questions/questions.ttl").read_text() != "old"
    (folder / "thesis.docx").write_text("mine")
    before = files_of(folder)
    with pytest.raises(UsageError, match=r"of no release \(thesis.docx\)"):
        list(releasing.release(source, folder, force=True))
    assert files_of(folder) == before
    other = tmp_path / "home"
    other.mkdir()
    (other / "a.txt").write_text("mine")
    for force in (False, True):
        with pytest.raises(UsageError):
            list(releasing.release(source, other, force=force))
    assert files_of(other) == {"a.txt": b"mine"}
    with pytest.raises(UsageError, match="there is no folder"):
        list(releasing.release(source, tmp_path / "nowhere/release"))
    with pytest.raises(UsageError, match="is no folder"):
        list(releasing.release(source, other / "a.txt"))


def test_what_breaks_off_leaves_nothing(
    source: parts.Source, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def breaking(_: parts.Source) -> Iterator[parts.Part]:
        raise OSError(28, "No space left on device")
        yield

    monkeypatch.setattr(releasing, "MAKERS", (examples.parts, breaking))
    with pytest.raises(UsageError, match="no space left"):
        list(releasing.release(source, tmp_path / "release"))
    assert list(tmp_path.iterdir()) == []


def test_questions_of_the_release_answer_as_the_stored_ones(source: parts.Source, made: Path) -> None:
    select = NamedNode("http://www.w3.org/ns/shacl#select")
    told = list(parse(path=made / "questions/questions.ttl", format=RdfFormat.TURTLE))
    texts = {
        quad.subject.value.rpartition("/")[2]: quad.object.value for quad in told if quad.predicate == select
    }
    stored = source.graph.questions()
    assert texts.keys() == stored.keys()
    kinds = {quad.object.value for quad in told if quad.predicate == RDF.type}
    assert "http://www.w3.org/ns/shacl#SPARQLSelectExecutable" in kinds
    for name, text in texts.items():
        assert not {"#+", "#?"} & {line.lstrip()[:2] for line in text.splitlines()}, name
        assert source.graph.engine.query(text) == source.graph.ask(name), name
        assert (made / f"questions/{name}.rq").read_text() == stored[name].text


def test_what_changed_is_told_where_a_version_is_named_to_compare_with(
    source: parts.Source, tmp_path: Path
) -> None:
    told = parts.Source(source.quads, source.graph, "## 0.2.0\n")
    assert [part.path for part in listings.changes(told)] == ["CHANGES.md"]
    assert list(listings.changes(source)) == []
    with pytest.raises(UsageError, match="cannot stand beside --data"):
        sources.built_in([tmp_path], since=tmp_path)
    with pytest.raises(UsageError, match="there is nothing at"):
        sources.built_in(since=tmp_path / "nothing")


@pytest.mark.slow  # all that is released, once
def test_what_is_released_is_whole_and_led_to(
    shipped_quads: list[Quad], shipped: OxigraphEngine, tmp_path: Path
) -> None:
    source = parts.Source(tuple(shipped_quads), Graph(shipped))
    filed = list(releasing.release(source, tmp_path / "release"))
    there = files_of(tmp_path / "release")
    assert {each.part.path: each.sha256 for each in filed} == {
        path: hashlib.sha256(content).hexdigest() for path, content in there.items()
    }
    assert len(there) > 300
    canonical = parse(path=tmp_path / "release/graph/canonical.nq", format=RdfFormat.N_QUADS)
    assert set(canonical) == set(shipped_quads)
    rules = there["w3id/.htaccess"].decode()
    by_graph = {name: {quad.subject for quad in quads} for name, quads in source.named.items()}
    for thing in source.things:
        if thing.value.startswith(BASE) and "#" not in thing.value and source.values(thing, RDF.type):
            file = followed(rules, thing.value.removeprefix(BASE), "text/turtle").partition("determinants/")[
                2
            ]
            assert file in there, thing
            slug = file.removeprefix("graph/named/").removesuffix(".ttl")
            assert file == "catalogue.ttl" or thing in by_graph[slug], (thing, file)


# ---- What describes a release


def test_the_catalogue_counts_what_is_in_the_data(made: Path, source: parts.Source) -> None:
    told = list(parse(path=made / "catalogue.ttl", format=RdfFormat.TURTLE))
    value = {(quad.subject, quad.predicate): quad.object for quad in told}
    partitions = [quad.object for quad in told if quad.predicate == VOID.classPartition]
    assert len(partitions) > 20
    statements = {quad.triple for quad in source.quads}
    kinds = defaultdict[object, set[object]](set)
    for triple in statements:
        if triple.predicate == RDF.type:
            kinds[triple.object].add(triple.subject)
    assert {value[part, VOID["class"]] for part in partitions} == {
        kind for kind in kinds if kind.value.startswith(DET.iri)
    }
    said = Counter(
        (kind, triple.predicate)
        for kind, things in kinds.items()
        for triple in statements
        if triple.subject in things
    )
    for part in partitions:
        kind = value[part, VOID["class"]]
        things = kinds[kind]
        assert int(value[part, VOID.entities].value) == len(things)
        for quad in told:
            if quad.subject == part and quad.predicate == VOID.propertyPartition:
                inside = quad.object
                assert int(value[inside, VOID.triples].value) == said[kind, value[inside, VOID.property]]


def test_each_file_that_is_of_a_data_set_is_a_distribution_with_its_size_and_sum(made: Path) -> None:
    told = list(parse(path=made / "catalogue.ttl", format=RdfFormat.TURTLE))
    again = set(parse(path=made / "catalogue.jsonld", format=RdfFormat.JSON_LD))
    assert {quad.triple for quad in told} == {quad.triple for quad in again}
    value = {(quad.subject, quad.predicate): quad.object for quad in told}
    distributed = {quad.object: quad.subject for quad in told if quad.predicate == DCAT.distribution}
    datasets = {quad.subject for quad in told if quad.predicate == RDF.type and quad.object == DCAT.Dataset}
    assert set(distributed.values()) <= datasets
    there = files_of(made)
    paths = {iri.value.removeprefix(f"{parts.RELEASE}/"): iri for iri in distributed}
    assert paths.keys() <= there.keys()
    for path, iri in paths.items():
        assert value[iri, DCAT.byteSize].value == str(len(there[path]))
        checksum = value[iri, catalogue.SPDX.checksum]
        assert value[checksum, catalogue.SPDX.checksumValue].value == hashlib.sha256(there[path]).hexdigest()
    without = {path.partition("/")[0] for path in there.keys() - paths.keys() if not path.endswith(".rq")}
    assert without == {
        *("SHA256SUMS", "CITATION.cff", ".zenodo.json", "ro-crate-metadata.json", "catalogue.ttl"),
        *("catalogue.jsonld", "index.html", "html", "ontology", "tables", "w3id"),
    }


def test_data_and_release_have_each_its_own_version(made: Path, source: parts.Source) -> None:
    said = Store()
    said.load(path=made / "catalogue.ttl", format=RdfFormat.TURTLE)
    versions = {
        quad.subject: quad.object.value for quad in said.quads_for_pattern(None, DCAT.version, None, None)
    }
    assert versions == {
        NamedNode(f"{BASE}release/{__version__}"): __version__,
        NamedNode(f"{BASE}dataset"): source.version,
    }
    assert source.version not in {"", __version__}
    tables = [path.read_text(encoding="utf-8") for path in sorted((made / "mappings").glob("*.sssom.tsv"))]
    alignments = [table for table in tables if "/alignments\n" in table]
    assert alignments
    assert all(f'mapping_set_version: "{source.version}"' in table for table in alignments)


def test_the_crate_has_every_file_but_itself_and_the_sums(made: Path) -> None:
    graph = {
        each["@id"]: each for each in json.loads((made / "ro-crate-metadata.json").read_text())["@graph"]
    }
    there = files_of(made).keys() - {"ro-crate-metadata.json", "SHA256SUMS"}
    assert {part["@id"] for part in graph["./"]["hasPart"]} == there
    for path in there:
        assert graph[path]["contentSize"] == str((made / path).stat().st_size)
    build = graph["#build"]
    assert {each["@id"] for each in build["instrument"]} <= graph.keys()
    assert graph[build["object"]["@id"]]["version"], "the state of the data"
    assert graph[graph["./"]["license"]["@id"]]["identifier"] == "CC-BY-4.0"


class _Page(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.fetched: list[str] = []
        self.links: list[str] = []
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        self.ids += [value for name, value in attrs if name == "id" and value]
        self.fetched += [value for name, value in attrs if name == "src" and value]
        self.links += [said["href"] or ""] if tag == "a" else []
        if tag not in {"meta", "br"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def page(path: Path) -> _Page:
    read = _Page()
    read.feed(path.read_text(encoding="utf-8"))
    assert read.open == []
    return read


def test_pages_fetch_nothing_and_name_each_thing_once(made: Path, source: parts.Source) -> None:
    for path in (made / "html").iterdir():
        read = page(path)
        assert read.fetched == []
        assert len(set(read.ids)) == len(read.ids) > 1
    terms = {thing.value.removeprefix(DET.iri) for thing in source.things if thing.value.startswith(DET.iri)}
    assert set(page(made / "html/ontology.html").ids) == terms
    first = page(made / "index.html")
    assert all((made / link).is_file() for link in first.links)
    assert len(first.links) > 100


# ---- Redirects: a small reader of the rules of Apache that they use

RULE = re.compile(r"RewriteRule (\S+) (\S+) \[(\S+)\]")
CONDITION = re.compile(r"RewriteCond %\{(HTTP_ACCEPT|ENV:\w+)\} (\S+)")


def followed(rules: str, path: str, accept: str) -> str:
    """Where the rules lead from a path below the folder, or nowhere."""
    environment: dict[str, str] = {}
    conditions: list[bool] = []
    for line in rules.splitlines():
        if found := CONDITION.fullmatch(line):
            of, pattern = found.groups()
            tested = accept if of == "HTTP_ACCEPT" else environment.get(of.removeprefix("ENV:"), "")
            conditions.append(bool(re.search(pattern, tested)))
        elif found := RULE.fullmatch(line):
            pattern, target, flags = found.groups()
            matched = re.search(pattern, path)
            held, conditions = all(conditions), []
            if not matched or not held:
                continue
            set_here = re.search(r"E=(\w+):([^,]+)", flags)
            if set_here:
                environment[set_here[1]] = set_here[2]
            if target == "-":
                continue
            target = re.sub(r"\$(\d)", lambda at, said=matched: said[int(at[1])] or "", target)
            assert "L" in flags.split(",")
            return re.sub(r"%\{ENV:(\w+)\}", lambda at: environment[at[1]], target)
        else:
            assert not line or line.startswith(("#", "Options ", "RewriteEngine "))
    return ""


ASKED = {
    "text/turtle": ".ttl",
    "*/*": ".ttl",
    "application/ld+json": ".jsonld",
    "application/rdf+xml": ".rdf",
    "application/n-triples": ".nt",
}


@pytest.mark.slow
def test_from_every_thing_the_redirects_lead_to_a_file_that_says_what_it_is(
    made: Path, source: parts.Source
) -> None:
    rules = (made / "w3id/.htaccess").read_text()
    types: dict[str, set[str]] = {}
    led = 0
    for thing in source.things:
        path = thing.value.removeprefix(BASE).partition("#")[0]
        if not thing.value.startswith(BASE) or not source.values(thing, RDF.type):
            continue
        for accept, ending in ASKED.items():
            target = followed(rules, path, accept)
            assert target.startswith(redirects.NOWHERE + "/"), (path, accept)
            file = target.removeprefix(redirects.NOWHERE + "/")
            assert file.endswith(ending) or path == "dataset", (path, accept, file)
            if file not in types:
                form = RdfFormat.from_extension(file.rpartition(".")[2])
                types[file] = {
                    quad.subject.value for quad in parse(path=made / file, format=form)
                    if quad.predicate == RDF.type
                }  # fmt: skip
            assert thing.value in types[file], (thing.value, accept, file)
            led += 1
    assert led > 1000


def test_people_are_led_to_pages_with_the_place_of_the_thing(made: Path, source: parts.Source) -> None:
    rules, browser = (made / "w3id/.htaccess").read_text(), "text/html,application/xhtml+xml,*/*;q=0.8"
    for framework in source.of_kind(DET.Framework):
        for thing in source.things:
            if framework in source.values(thing, SKOS.inScheme):
                target = followed(rules, thing.value.removeprefix(BASE), browser)
                file, _, place = target.removeprefix(redirects.NOWHERE + "/").partition("#")
                assert place in page(made / file).ids
    for path in ("", "ontology", f"ontology/{__version__}", "dataset", f"release/{__version__}"):
        file = followed(rules, path, browser).removeprefix(redirects.NOWHERE + "/")
        assert file.endswith(".html")
        assert (made / file).is_file(), path


def test_files_shapes_questions_and_nanopublications_are_led_to(made: Path) -> None:
    rules = (made / "w3id/.htaccess").read_text()

    def file(path: str) -> bytes:
        return (made / followed(rules, path, "*/*").removeprefix(redirects.NOWHERE + "/")).read_bytes()

    for name in files_of(made):
        assert followed(rules, f"release/{__version__}/{name}", "*/*") == f"{redirects.NOWHERE}/{name}"
    assert b"sh:NodeShape" in file("shapes")
    assert b"influence-counts" in file("question/influence-counts")
    for name in ("findings", "alignments"):
        told = parse(path=made / f"nanopublications/{name}.trig", format=RdfFormat.TRIG)
        first = next(iter(told)).graph_name.value.partition("#")[0].removeprefix(BASE)
        assert file(first) == (made / f"nanopublications/{name}.trig").read_bytes()
    assert followed(rules, "nothing/of/ours", "*/*") == ""
