"""The blank form to print: one page of HTML that is complete in itself, for those who fill it in by hand."""

from determinants.ground.problems import UsageError
from determinants.ground.spelling import seen
from determinants.service import words
from determinants.service.measure.forms import WHOSE
from determinants.service.measure.planning import FIELDS
from determinants.service.measure.questionnaire import TICKS
from determinants.store.solutions import Rows

LISTS = ("helps", "hinders", "choices")


def page(blank: Rows) -> str:
    """Give a blank form as HTML, made to be printed on A4.

    Raises:
        UsageError: if Jinja is not installed; it comes with the extra `report`.
    """
    try:
        from jinja2 import Environment, PackageLoader, StrictUndefined
    except ImportError:
        raise UsageError(words.say("form.paper.needs")) from None
    environment = Environment(
        loader=PackageLoader("determinants.service.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    told = [{column: seen(str(cell or "")) for column, cell in row.items()} for row in _records(blank)]
    return environment.get_template("form.html").render(
        say=words.say,
        language=words.spoken(),
        heads=words.under("form.head"),
        whose={name: told[0][name] if told else "" for name in WHOSE},
        rows=[_row(row) for row in told],
        planned=FIELDS[0] in blank.columns,
        fields=FIELDS,
    )


def _records(blank: Rows) -> list[dict[str, object]]:
    return [dict(row) for row in blank.records()]


def _row(row: dict[str, str]) -> dict[str, object]:
    """Give a question as the page has it: what it is about apart from what is asked, lists as lists."""
    lists = {name: row[name].splitlines() for name in LISTS}
    weighed = lists["helps"] or lists["hinders"]
    about, _, asks = row["asks"].partition(": ") if weighed else ("", "", row["asks"])
    return {**lists, "about": about, "asks": asks, "tick": lists["choices"] == list(TICKS)}
