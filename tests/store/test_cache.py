"""Opening: built once, then remembered; and never wrong for the sake of being fast."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from pyoxigraph import Quad

from conftest import ONTOLOGY, TINY
from determinants import __version__
from determinants.ground import files
from determinants.ground.problems import DataError
from determinants.store import cache
from determinants.store.oxigraph import OxigraphEngine

VERSION = __version__
INFLUENCES = "reviews/tiny2020/influences.csv"


class Opener:
    """Opens one world with one cache, and counts how often it had to be built."""

    def __init__(self, cache: Path | None, *folders: Path) -> None:
        self.cache, self.folders = cache, folders or (TINY,)
        self.built = 0

    def open(self) -> OxigraphEngine:
        return cache.open_graph(self.folders, ONTOLOGY, VERSION, self.cache, self._count)

    def _count(self) -> None:
        self.built += 1


@pytest.fixture
def opener(tmp_path: Path) -> Opener:
    return Opener(tmp_path / "cache")


@pytest.fixture(scope="module")
def right(tiny: OxigraphEngine) -> set[Quad]:
    """What must be found, however it is opened."""
    return set(tiny.quads())


@pytest.fixture
def world(tmp_path: Path) -> Path:
    return Path(shutil.copytree(TINY, tmp_path / "world"))


def kept(cache: Path) -> Path:
    """The one file in a cache."""
    (file,) = cache.iterdir()
    return file


def key(world: Path, ontology: Path = ONTOLOGY, version: str = VERSION) -> str:
    return cache.key([world], ontology, version)


def test_the_second_time_nothing_is_built(opener: Opener, right: set[Quad]) -> None:
    for _ in range(3):
        assert set(opener.open().quads()) == right
    assert opener.built == 1


def test_without_a_cache_it_is_built_each_time(tmp_path: Path, right: set[Quad]) -> None:
    opener = Opener(None)
    assert set(opener.open().quads()) == set(opener.open().quads()) == right
    assert opener.built == 2
    assert list(tmp_path.iterdir()) == []


def test_only_what_is_whole_is_kept(opener: Opener) -> None:
    opener.open()
    assert opener.cache is not None
    assert kept(opener.cache).suffix == ".nq"


# What makes another graph makes another key.


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def test_a_changed_cell_is_seen(opener: Opener, world: Path) -> None:
    opener.folders = (world,)
    before = set(opener.open().quads())
    edit(world / INFLUENCES, "1,Culture", "1,Customs")
    after = {str(quad.object) for quad in set(opener.open().quads()) - before}
    assert opener.built == 2
    assert '"Customs"@en' in after


def test_what_was_is_still_remembered(opener: Opener, world: Path) -> None:
    opener.folders = (world,)
    opener.open()
    edit(world / INFLUENCES, "1,Culture", "1,Customs")
    opener.open()
    edit(world / INFLUENCES, "1,Customs", "1,Culture")
    opener.open()
    assert opener.built == 2


CHANGES: dict[str, Callable[[Path], object]] = {
    "a cell": lambda world: edit(world / INFLUENCES, "Culture", "culture"),
    "a row more": lambda world: edit(
        world / INFLUENCES, "training,2", "third,3,Third,,Third.,here\ntraining,2"
    ),
    "a table more": lambda world: (world / "findings/more.csv").write_text("slug\n"),
    "a table less": lambda world: (world / "reviews/tiny2020/anchors.csv").unlink(),
    "another name for a folder": lambda world: (world / "reviews/tiny2020").rename(
        world / "reviews/tiny2021"
    ),
    "a tab-separated table": lambda world: edit(
        world / "frameworks/cfir2009-cfir2022.sssom.tsv", "mapping_set_title", "mapping_set_title "
    ),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_any_change_of_the_tables_gives_another_key(change: Callable[[Path], object], world: Path) -> None:
    before = key(world)
    change(world)
    assert key(world) != before


def test_another_ontology_or_version_gives_another_key(world: Path, tmp_path: Path) -> None:
    ontology = Path(shutil.copytree(ONTOLOGY, tmp_path / "ontology"))
    assert key(world, ontology) == key(world)
    assert key(world, version="2") != key(world)
    edit(ontology / "determinants.ttl", "@prefix det:", "# A comment.\n@prefix det:")
    assert key(world, ontology) != key(world)


def test_where_a_folder_stands_and_what_else_is_in_it_do_not_matter(world: Path) -> None:
    (world / ".notes.txt").write_text("Ask Birch.")
    os.utime(world / INFLUENCES, (0, 0))
    assert key(world) == key(TINY)


def test_two_folders_are_not_one(world: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    assert cache.key([world, tmp_path / "empty"], ONTOLOGY, VERSION) != key(world)
    assert cache.key([world, tmp_path / "absent"], ONTOLOGY, VERSION) != key(world)
    assert cache.key([world, TINY], ONTOLOGY, VERSION) != key(world)


# Where the cache is of no use, the answer is still right.


def test_a_cache_that_cannot_be_made_is_no_reason_to_fail(tmp_path: Path, right: set[Quad]) -> None:
    (tmp_path / "file").write_text("in the way")
    opener = Opener(tmp_path / "file/cache")
    assert set(opener.open().quads()) == right
    assert (tmp_path / "file").read_text() == "in the way"


@pytest.mark.skipif(not Path("/proc").is_dir(), reason="/proc is where nobody can write")
def test_a_cache_where_nobody_can_write_is_no_reason_to_fail(right: set[Quad]) -> None:
    assert set(Opener(Path("/proc/cache")).open().quads()) == right


@pytest.mark.skipif(os.geteuid() == 0, reason="permissions do not bind the superuser")
@pytest.mark.parametrize("mode", [0o000, 0o400, 0o500])
def test_a_cache_without_permission_is_no_reason_to_fail(mode: int, opener: Opener, right: set[Quad]) -> None:
    assert opener.cache is not None
    opener.cache.mkdir(mode)
    try:
        assert set(opener.open().quads()) == right
    finally:
        opener.cache.chmod(0o700)
    assert list(opener.cache.iterdir()) == []


def test_a_folder_where_the_file_belongs_is_no_reason_to_fail(opener: Opener, right: set[Quad]) -> None:
    opener.open()
    assert opener.cache is not None
    file = kept(opener.cache)
    file.unlink()
    (file / "something").mkdir(parents=True)
    assert set(opener.open().quads()) == right
    assert list(opener.cache.iterdir()) == [file], "no part of a file is left behind"


DAMAGE: dict[str, Callable[[bytes], bytes]] = {
    "empty": lambda content: b"",
    "cut within a line": lambda content: content[: len(content) // 2 + 3],
    "cut after a line": lambda content: b"".join(content.splitlines(keepends=True)[:100]),
    "one line short": lambda content: b"".join(content.splitlines(keepends=True)[:-1]),
    "a line too many": lambda content: content + b"<http://x/a> <http://x/b> <http://x/c> <http://x/g> .\n",
    "one letter different": lambda content: content.replace(b"Culture", b"Cvlture", 1),
    "noise": lambda content: bytes(range(256)) * 20,
    "zeros": lambda content: bytes(len(content)),
}


@pytest.mark.slow
@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_cache_is_built_again_and_mended(
    damage: Callable[[bytes], bytes], opener: Opener, right: set[Quad]
) -> None:
    opener.open()
    assert opener.cache is not None
    file = kept(opener.cache)
    file.write_bytes(damage(file.read_bytes()))
    assert set(opener.open().quads()) == right
    assert opener.built == 2
    assert set(opener.open().quads()) == right
    assert opener.built == 2


def test_wrong_data_are_never_kept(opener: Opener, world: Path) -> None:
    edit(world / INFLUENCES, "1,Culture", "one,Culture")
    opener.folders = (world,)
    for _ in range(2):
        with pytest.raises(DataError):
            opener.open()
    assert opener.cache is not None
    assert not opener.cache.exists()


@pytest.mark.parametrize("name", ["more.csv", "findings/more.csv"])
def test_a_table_that_leads_nowhere_is_a_problem_with_the_data(
    name: str, opener: Opener, world: Path
) -> None:
    (world / name).symlink_to("nowhere")
    opener.folders = (world,)
    with pytest.raises(DataError, match=name):
        opener.open()


def test_a_file_that_is_not_one_of_our_tables_need_not_be_readable(
    opener: Opener, world: Path, right: set[Quad]
) -> None:
    (world / "more.md").symlink_to("nowhere")
    opener.folders = (world,)
    assert set(opener.open().quads()) == right


@pytest.mark.parametrize("name", ["more.csv", "publications.csv"])
def test_a_folder_named_like_a_table_is_a_problem_with_the_data(
    name: str, opener: Opener, world: Path
) -> None:
    (world / name).unlink(missing_ok=True)
    (world / name).mkdir()
    opener.folders = (world,)
    with pytest.raises(DataError, match=name):
        opener.open()


def test_a_folder_that_is_not_there_is_a_problem_with_the_data(opener: Opener, tmp_path: Path) -> None:
    """Also when all that is there is remembered."""
    opener.open()
    opener.folders = (TINY, tmp_path / "absent")
    with pytest.raises(DataError, match="there is no such folder"):
        opener.open()


# Two at once.

PROCESS = f"""
import sys
from pathlib import Path
from determinants.store.cache import open_graph
sys.stdin.readline()  # until all are ready
engine = open_graph([Path({str(TINY)!r})], Path({str(ONTOLOGY)!r}), {VERSION!r}, Path(sys.argv[1]))
print(len(list(engine.quads())))
"""


@pytest.mark.slow
def test_processes_that_open_at_once_do_not_disturb_one_another(opener: Opener, right: set[Quad]) -> None:
    processes = [
        subprocess.Popen(
            [sys.executable, "-c", PROCESS, str(opener.cache)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _ in range(4)
    ]
    for process in processes:
        assert process.stdin is not None
        process.stdin.write("now\n")
        process.stdin.flush()
    ended = [process.communicate(timeout=60) for process in processes]
    assert ended == [(f"{len(right)}\n", "")] * len(processes)
    assert opener.cache is not None
    assert kept(opener.cache).suffix == ".nq"
    opener.open()
    assert opener.built == 0


@pytest.mark.slow
def test_it_does_not_matter_where_one_stands(tmp_path: Path) -> None:
    """A notebook may go elsewhere between opening the graph and asking it."""
    code = """
import os, sys
import determinants
graph = determinants.open_graph()
for place in sys.argv[1:]:
    os.chdir(place)
    assert len(graph.ask("influence-counts", review="ibrahim2019")) == 14
    assert len(determinants.open_graph().ask("influence-counts", review="ibrahim2019")) == 14
"""
    done = subprocess.run(
        [sys.executable, "-c", code, str(tmp_path), "/", str(ONTOLOGY)],
        capture_output=True,
        check=False,
        cwd=ONTOLOGY.parent,
        env={**os.environ, "XDG_CACHE_HOME": str(tmp_path)},
        text=True,
    )
    assert (done.returncode, done.stderr) == (0, "")


def test_a_large_graph_is_not_kept(opener: Opener, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "LARGEST", 10)
    opener.open()
    opener.open()
    assert opener.built == 2
    assert opener.cache is not None
    assert not opener.cache.exists()


def test_where_a_review_stands_is_part_of_the_key(tmp_path: Path) -> None:
    """A single review is called after its folder, and defaults may be given for it further up."""
    review = tmp_path / "data/reviews/one2020"
    review.mkdir(parents=True)
    (review / "review.csv").write_text("key\n")
    first = cache.key([review], ONTOLOGY, "1")
    (tmp_path / "data/defaults.csv").write_text("table,column,value\n")
    second = cache.key([review], ONTOLOGY, "1")
    third = cache.key([review.rename(review.with_name("two2020"))], ONTOLOGY, "1")
    assert len({first, second, third}) == 3


# ---- What is in the place of what is kept, and what the killed leave


@pytest.mark.slow
@pytest.mark.parametrize("what", [os.mkfifo, Path.mkdir, lambda path: path.symlink_to("/dev/zero")])
def test_something_else_in_its_place_does_no_harm(
    what: Callable[[Path], object], opener: Opener, right: set[Quad]
) -> None:
    opener.open()
    assert opener.cache
    [kept] = opener.cache.glob("*.nq")
    kept.unlink()
    what(kept)
    for _ in range(2):
        assert set(opener.open().quads()) == right
    cache.clear(opener.cache)
    assert kept.is_dir() or not kept.exists()


def test_leftovers_of_kills_are_counted_and_swept(opener: Opener) -> None:
    assert opener.cache
    (opener.cache / "one.answers").mkdir(parents=True)
    left = [opener.cache / f".{'a' * 32}.nq.0123abcd.part", opener.cache / "one.answers/.x.tsv.0123abcd.part"]
    for path in left:
        path.write_bytes(b"12345")
    assert set(cache.files_of(opener.cache)) == set(left)
    opener.open()
    assert not any(path.exists() for path in left)
    left[0].write_bytes(b"12345")
    with left[0].open("rb") as held:
        files.hold(held.fileno())  # somebody is writing it
        assert left[0] not in cache.files_of(opener.cache)
    assert left[0] in cache.files_of(opener.cache)
    cache.clear(opener.cache)
    assert not left[0].exists()
