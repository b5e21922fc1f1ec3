"""A release: what is in it, that it is written whole, and that the same tables give the same bytes."""

import hashlib
import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, parse

from determinants.ask.asking import Graph
from determinants.ground.problems import UsageError
from determinants.ground.vocab import RDF, SKOS
from determinants.release import examples, parts, releasing, syntaxes
from determinants.store.oxigraph import OxigraphEngine
from determinants.write.graph_formats import GRAPH_FORMATS


@pytest.fixture(scope="module")
def source(reviews_quads: list[Quad], reviews: OxigraphEngine) -> parts.Source:
    return parts.Source(tuple(reviews_quads), Graph(reviews))


@pytest.fixture(scope="module")
def made(source: parts.Source, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("released") / "release"
    list(releasing.release(source, folder))
    return folder


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


def test_the_same_statements_in_another_order_give_the_same_bytes(
    source: parts.Source, made: Path, tmp_path: Path
) -> None:
    shuffled = list(source.quads)
    random.Random(1).shuffle(shuffled)
    again = parts.Source(tuple(shuffled), Graph(OxigraphEngine.load(shuffled)))
    list(releasing.release(again, tmp_path / "again"))
    assert files_of(tmp_path / "again") == files_of(made)


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
