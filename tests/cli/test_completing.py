"""Completion, as real shells ask for it."""

import shutil
import subprocess

import pytest

from programs import Program

pytestmark = pytest.mark.slow

# What is typed up to the cursor → what is among the answers, and the beginning that all have.
TYPED = {
    "a command": (["st"], "studies", "st"),
    "an option": (["studies", "culture", "--dir"], "--direction", "--direct"),
    "a choice": (["studies", "culture", "--direction", "h"], "hinders", "h"),
    "a format": (["influences", "--format", "j"], "json", "json"),
    "a graph's format": (["export", "n"], "nquads", "n"),
    "a plot": (["plot", "influences"], "influences", "influences"),
    "an influence": (["studies", "organisational-c"], "organisational-culture", "organisational-c"),
    "a thing": (["show", "gillard201"], "gillard2013", "gillard201"),
    "an element": (["cfir", "inner-s"], "inner-setting", "inner-s"),
    "a country": (["studies", "culture", "--country", "g"], "gb", "g"),
    "a question": (["ask", "influence-f"], "influence-findings", "influence-f"),
    "a column": (["ask", "influence-findings", "--where", "infl"], "influence=", "influence"),
    "a command of a group": (["review", "n"], "new", "new"),
}
NOTHING = {
    "no such command": ["nonsense", "x"],
    "no such thing": ["show", "zzzz"],
    "a path": ["studies", "culture", "--data", "x"],
}


def asked(program: Program, shell: str, words: list[str]) -> list[str]:
    done = program(*words, _DETERMINANTS_COMPLETE=shell)
    assert done.err == ""
    return done.out.splitlines()


@pytest.mark.parametrize(("words", "one", "all_begin"), TYPED.values(), ids=TYPED)
def test_what_may_come_next(words: list[str], one: str, all_begin: str, program: Program) -> None:
    found = asked(program, "fish", words)
    assert one in found
    assert found == sorted(set(found))
    assert all(each.startswith(all_begin) for each in found)


@pytest.mark.parametrize("words", NOTHING.values(), ids=NOTHING)
def test_where_there_is_nothing_to_say_nothing_is_said(words: list[str], program: Program) -> None:
    assert asked(program, "fish", words) == []


def in_shell(shell: str, program: Program, script: str) -> list[str]:
    if not shutil.which(shell):
        pytest.skip(f"{shell} is not here (Debian's {shell})")
    setup = program.answer("completion", shell).out
    plain = {"bash": ["--norc"], "zsh": ["-f"], "fish": ["--no-config"]}[shell]
    done = subprocess.run(
        [shell, *plain, "-c", f"{setup}\n{script}"],
        capture_output=True,
        text=True,
        check=False,
        env=program.environment,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.splitlines()


@pytest.mark.parametrize("name", ["a command", "an influence", "a column"])
def test_fish(name: str, program: Program) -> None:
    words, one, _ = TYPED[name]
    assert one in in_shell("fish", program, f"complete -C 'determinants {' '.join(words)}'")


@pytest.mark.parametrize("name", ["a command", "an influence", "a column"])
def test_bash(name: str, program: Program) -> None:
    words, one, _ = TYPED[name]
    script = (
        f"COMP_WORDS=(determinants {' '.join(words)}); COMP_CWORD={len(words)}; compopt() {{ :; }}\n"
        "_determinants determinants\n" + 'printf "%s\\n" "${COMPREPLY[@]}"; true'
    )
    assert one in in_shell("bash", program, script)


def test_bash_takes_words_apart_at_an_equals_sign(program: Program) -> None:
    script = (
        "COMP_WORDS=(determinants ask influence-findings --where influence = organisational-c)\n"
        "COMP_CWORD=6\n"
        "_determinants determinants\n" + 'printf "%s\\n" "${COMPREPLY[@]}"; true'
    )
    found = in_shell("bash", program, script)
    assert "organisational-culture" in found
    assert not [each for each in found if "=" in each], "bash has that already"


@pytest.mark.parametrize("name", ["a command", "an influence", "a column"])
def test_zsh(name: str, program: Program) -> None:
    words, one, _ = TYPED[name]
    before = "compdef() { : }; compadd() { print -l -- $found }; _files() { print files }\n"
    line = f"words=(determinants {' '.join(words)}); CURRENT={len(words) + 1}"
    script = f"{before}{line}\n_determinants determinants"
    if not shutil.which("zsh"):
        pytest.skip("zsh is not here (Debian's zsh)")
    setup = program.answer("completion", "zsh").out
    done = subprocess.run(
        ["zsh", "-f", "-c", f"{before}{setup}\n{script}"],
        capture_output=True,
        text=True,
        check=False,
        env=program.environment,
        timeout=60,
    )
    assert one in done.stdout.splitlines(), done.stderr
