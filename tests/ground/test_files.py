"""Files are written whole or not at all, to where they are meant to go."""

import os
import shutil
import stat
import tempfile
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from determinants.ground import files, private


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def test_what_is_replaced_hands_on_its_mode(tmp_path: Path) -> None:
    private = tmp_path / "report.html"
    private.write_bytes(b"old")
    for each in (0o600, 0o640, 0o666):
        private.chmod(each)
        files.put(private, [b"new"])
        assert (private.read_bytes(), mode(private)) == (b"new", each)


def test_a_new_file_has_the_mode_that_its_maker_wants(tmp_path: Path) -> None:
    before = os.umask(0o027)
    try:
        files.put(tmp_path / "new", [b"new"])
    finally:
        os.umask(before)
    assert mode(tmp_path / "new") == 0o640


def test_links_are_followed(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    target = tmp_path / "elsewhere/target"
    link = tmp_path / "link"
    link.symlink_to("second")
    (tmp_path / "second").symlink_to(target)
    for content in (b"made where the link leads", b"replaced there"):
        files.put(link, [content])
        assert link.is_symlink()
        assert target.read_bytes() == content
        assert [each.name for each in target.parent.iterdir()] == ["target"]


def test_a_link_in_a_circle_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to("b")
    (tmp_path / "b").symlink_to("a")
    with pytest.raises(OSError, match="symbolic links"):
        files.put(tmp_path / "a", [b""])


def test_a_pipe_stays_a_pipe_and_gets_the_content(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    seen: list[bytes] = []
    reader = threading.Thread(target=lambda: seen.append(pipe.read_bytes()))
    reader.start()
    files.put(pipe, [b"one ", b"two"])
    reader.join(10)
    assert seen == [b"one two"]
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_file_that_is_open_already_is_gone_on_with(tmp_path: Path) -> None:
    log = tmp_path / "log"
    log.write_bytes(b"before\n")
    with log.open("ab") as opened:
        (tmp_path / "out").symlink_to(f"/dev/fd/{opened.fileno()}")
        files.put(tmp_path / "out", [b"after\n"])
    assert log.read_bytes() == b"before\nafter\n"


def device(folder: Path, name: str) -> Path:
    """A device of that name: for whoever could replace the machine's own, one that is not missed."""
    there = Path("/dev", name)
    if os.geteuid() != 0:
        return there
    made = folder / name
    os.mknod(made, stat.S_IFCHR | 0o666, there.stat().st_rdev)
    return made


@pytest.mark.parametrize("name", ["null", "full"])
def test_a_device_stays_what_it_is(name: str, tmp_path: Path) -> None:
    target = device(tmp_path, name)
    before = target.stat()
    if name == "full":
        with pytest.raises(OSError, match="No space left"):
            files.put(target, [b"new"])
    else:
        files.put(target, [b"new"])
    assert target.stat().st_ino == before.st_ino
    assert stat.S_ISCHR(target.stat().st_mode)


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IsADirectoryError):
        files.put(tmp_path, [b""])


def broken() -> Iterator[bytes]:
    yield b"a part"
    raise KeyboardInterrupt


def test_what_breaks_off_changes_nothing(tmp_path: Path) -> None:
    target = tmp_path / "target"
    target.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        files.put(target, broken())
    assert target.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["target"]


def test_what_the_killed_have_left_is_swept_and_what_others_write_is_not(tmp_path: Path) -> None:
    target = tmp_path / ("a long name " * 20)
    left = tmp_path / f".{target.name[: files.SHORT]}.0123abcd{files.PART}"
    left.write_bytes(b"12345")
    assert files.leftovers(tmp_path) == [left]

    def meanwhile() -> Iterator[bytes]:
        yield b"first"
        assert not left.exists()
        files.put(target, [b"second"])  # another writer of the same file
        assert target.read_bytes() == b"second"
        assert files.sweep(tmp_path) == 0

    files.put(target, meanwhile())
    assert target.read_bytes() == b"first"
    assert list(tmp_path.iterdir()) == [target]
    left.write_bytes(b"12345")
    assert files.sweep(tmp_path) == 5


def test_reading_does_not_wait_for_what_may_never_come(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path / "pipe", Path("/dev/zero"), tmp_path):
        with pytest.raises(OSError, match=r"no file|directory"):
            files.read_plain(path)


def test_what_is_swept_is_held_while_it_is_removed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Else a writer could begin with it after it was found to be left, and lose it."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    (tmp_path / f".report.0123abcd{files.PART}").touch()
    Path(tempfile.mkdtemp(prefix=private.PREFIX))
    removed = []

    def watch(module: Any, name: str) -> None:
        original = getattr(module, name)

        def remove(path: Path, **how: Any) -> None:
            removed.append(files.is_held(path))
            original(path, **how)

        monkeypatch.setattr(module, name, remove)

    watch(Path, "unlink")
    watch(shutil, "rmtree")
    files.sweep(tmp_path)
    private.sweep()
    assert removed == [True, True]
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("before", ["open", "flock"])
def test_a_private_folder_that_was_swept_before_it_was_held_is_made_again(
    before: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    import fcntl

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    module: Any = {"open": os, "flock": fcntl}[before]
    original = getattr(module, before)

    def after_a_sweep(*given: Any) -> Any:
        monkeypatch.setattr(module, before, original)
        private.sweep()
        assert not list(tmp_path.iterdir())
        return original(*given)

    monkeypatch.setattr(module, before, after_a_sweep)
    with private.folder() as made:
        assert made.is_dir()
        assert files.is_held(made)
    assert not list(tmp_path.iterdir())


def test_only_one_fills_also_where_another_ends_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The lock that the second has opened is removed by the first before the second holds it."""
    import fcntl

    store, flock = tmp_path / "store", fcntl.flock
    first = files.filled_beside(store)
    first.__enter__().mkdir()

    def when_the_first_has_ended(opened: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", flock)
        first.__exit__(None, None, None)
        flock(opened, how)

    monkeypatch.setattr(fcntl, "flock", when_the_first_has_ended)
    with files.filled_beside(store) as second:
        with pytest.raises(BlockingIOError), files.filled_beside(store):
            pass
        second.mkdir()
    assert [path.name for path in tmp_path.iterdir()] == ["store"]
