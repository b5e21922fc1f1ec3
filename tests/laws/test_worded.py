"""The law of the file of words: what people read in form, interview and report stands there alone."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest

from determinants.ground.problems import UsageError
from determinants.service import words
from determinants.service.measure.ticks import Tick, Verdict

PACKAGE = Path(__file__).parents[2] / "src/determinants"

# Modules whose words are all in the file. Whoever moves those of another names it here.
MOVED = (
    "cli/interview.py",
    "service/measure/forms.py",
    "service/measure/planning.py",
    "service/measure/ticks.py",
    *sorted(path.relative_to(PACKAGE).as_posix() for path in PACKAGE.glob("service/report/[!_]*.py")),
    "service/measure/questionnaire.py",
    "cli/keeping.py",
)
# What is compared, and not read: which tick there is, how ticks compare, and what an error of the call says.
VALUES = {*get_args(Tick), *get_args(Verdict), "reports need Jinja: pip install 'determinants[report]'."}
# The ways to a text, and how many of them it leads to.
ONE, ALL = {"say", "lines"}, {"under"}

PRETEND = """
[language]
name = "Pretend"
singular = [0, 1]
direction = "rtl"
[form]
kept = { one = "<{count}>{file}", other = "<<{count}>>{file}" }
how = ["a {file}", "b"]
[form.so]
facilitates = "+"
"""


def asked_of(text: str) -> Iterator[tuple[str, str]]:
    """How a module asks for texts, and by which keys: of an f-string what is fixed, and * for the rest."""
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        way = getattr(node.func, "attr", getattr(node.func, "id", ""))
        if way in ONE | ALL:
            match node.args[0]:
                case ast.Constant(value=str(key)):
                    yield way, key
                case ast.IfExp(body=ast.Constant(value=str(key)), orelse=ast.Constant(value=str(other))):
                    yield from ((way, key), (way, other))
                case ast.JoinedStr(values=parts):
                    yield (
                        way,
                        "".join(part.value if isinstance(part, ast.Constant) else "*" for part in parts),
                    )


def in_template(text: str) -> Iterator[tuple[str, str]]:
    """The same of a template, where a key is a text or the beginning of one: `say("a.b." ~ c)`."""
    for way, key, more in re.findall(r"\b(say|lines|under)\(\s*\"([^\"]+)\"\s*(~?)", text):
        yield way, f"{key}*" if more else key


TEMPLATES = sorted(
    path for path in PACKAGE.glob("service/report/templates/*") if path.suffix in {".html", ".md"}
)
ASKED = sorted(
    {
        asked
        for path in [*PACKAGE.glob("service/**/*.py"), *PACKAGE.glob("cli/*.py"), *PACKAGE.glob("plots/*.py")]
        if path != PACKAGE / "service/words/__init__.py"
        for asked in asked_of(path.read_text(encoding="utf-8"))
    }
    | {asked for path in TEMPLATES for asked in in_template(path.read_text(encoding="utf-8"))}
)


def meant(way: str, key: str) -> set[str]:
    """The texts that a way and a key lead to."""
    wanted = re.escape(key).replace(r"\*", r"[^.]+") + (r"\..+" if way in ALL else "")
    return {known for known in words.language().texts if re.fullmatch(wanted, known)}


def test_every_text_that_is_asked_for_is_there() -> None:
    assert ASKED
    assert not [asked for asked in ASKED if not meant(*asked)]


def test_every_text_that_is_there_is_asked_for() -> None:
    asked = {key for way_and_key in ASKED for key in meant(*way_and_key)}
    assert not words.language().texts.keys() - asked


@pytest.mark.parametrize("code", words.languages())
def test_each_language_says_the_same_with_the_same_in_it(code: str) -> None:
    assert not unlike(words.language(), words.language(code))


def unlike(first: words.Language, other: words.Language) -> set[str]:
    """The texts that one of two languages lacks, or that are of another kind or have other places."""

    def kind(text: words.Text) -> tuple[type, frozenset[str]]:
        match text:
            case str():
                return str, words.places(text)
            case tuple():
                return tuple, words.places(*text)
            case _:
                return dict, words.places(*text.values()) | {"count"}

    keys = first.texts.keys() | other.texts.keys()
    return {
        key
        for key in keys
        if {key} - first.texts.keys()
        or {key} - other.texts.keys()
        or kind(first.texts[key]) != kind(other.texts[key])
    }


@pytest.mark.parametrize("name", MOVED)
def test_no_sentence_is_left_in_code(name: str) -> None:
    assert not set(sentences(PACKAGE.joinpath(name).read_text(encoding="utf-8"))) - VALUES


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: path.name)
def test_no_word_is_left_in_a_template(path: Path) -> None:
    assert not bare(path.read_text(encoding="utf-8"))


def bare(text: str) -> list[str]:
    """The words of a template that stand outside its expressions, tags, styles and entities."""
    for code in (r"\{%.*?%\}|\{\{.*?\}\}", r"<style>.*?</style>", r"<[^>]*>", r"&\w+;"):
        text = re.sub(code, "", text, flags=re.DOTALL)
    return re.findall(r"[a-z]{2,}", text, re.IGNORECASE)


def sentences(text: str) -> Iterator[str]:
    """The texts of a module, beside its docstrings and commands, that have two words or more."""
    tree = ast.parse(text)
    told = {
        id(node.body[0].value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        and node.body
        and isinstance(node.body[0], ast.Expr)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in told else ""
        if isinstance(text, str) and " --" in text:
            continue  # of a command that can be typed
        if isinstance(text, str) and re.search(r"[a-z]{2,}[,:;.]? +[a-z]{2,}", text, re.IGNORECASE):
            yield text


def test_another_language_is_one_more_file(tmp_path: Path) -> None:
    (tmp_path / "xx.toml").write_text(PRETEND, encoding="utf-8")
    assert words.languages(tmp_path) == ("xx",)
    pretend = words.language("xx", tmp_path)
    assert (pretend.name, pretend.direction) == ("Pretend", "rtl")
    with words.speaking(pretend):
        assert words.spoken() is pretend
        assert [words.say("form.kept", count=count, file="") for count in (0, 1, 2)] == [
            "<0>",
            "<1>",
            "<<2>>",
        ]
        assert words.lines("form.how", file="x") == ("a x", "b")
        assert words.under("form.so") == {"facilitates": "+"}
    assert words.say("form.kept", count=2, file="f") == "f: 2 answers kept"
    assert "form.kept" not in unlike(words.language(), pretend)
    assert {"form.how", "form.choose", "form.so.hinders"} <= unlike(words.language(), pretend)


def test_what_is_not_there_or_not_whole_is_told() -> None:
    with pytest.raises(UsageError, match="no words in 'xx': there are en"):
        words.language("xx")
    for wrong in (
        lambda: words.say("form.nothing"),
        lambda: words.say("form.kept"),
        lambda: words.say("form.kept", count=1, more=1),
        lambda: words.say("form.item", number=1, item="x"),
        lambda: words.say("form.how"),
        lambda: words.lines("form.kept"),
        lambda: words.under("nothing"),
    ):
        with pytest.raises(LookupError):
            wrong()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[a]\nb = 1",
        "[a]\nb = []",
        '[a]\nb = "{0}"',
        '[a]\nb = "{c.d}"',
        '[a]\nb = "{c:>3}"',
        '[a]\nb = ["{}"]',
    ],
)
def test_a_file_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        words.read(text and f"[language]\nname = 'X'\n{text}", "xx")


def test_a_sentence_that_is_left_is_found() -> None:
    """So the law can fail."""
    assert list(sentences('"""Doc string here."""\nx = f"{1} of them are so"\ny = "answer"\n')) == [
        " of them are so"
    ]
    assert list(asked_of("words.say(f'a.{b}.c', count=1)\nunder('d')")) == [("say", "a.*.c"), ("under", "d")]
    assert bare('<p title="{{ x }}">{{ say("a b") }} left {% if c d %}&nbsp;</p>') == ["left"]
    assert list(in_template('{{ say("a.b", count=1) }}{{ say("c." ~ d) }}')) == [
        ("say", "a.b"),
        ("say", "c.*"),
    ]
