"""How each of the three people begins: a researcher, an implementer, and whoever asks in SPARQL."""

from collections.abc import Mapping
from dataclasses import dataclass

from determinants.ground.problems import UsageError
from determinants.server.assistants.arguments import unknown

BEFORE = (
    "Use the tools of the server 'determinants' and nothing that you remember of the literature. Repeat "
    "the caveats that answers bring in the same breath as the numbers that they are about. A count of "
    "publications is not the size of an effect; where a review prints only a count, which publications it "
    "counts is not known; findings were coded by language models, most of them from abstracts. Give the "
    "locator and the DOI of every statement. What no answer says, you do not know: say so. Where an answer "
    "leaves rows out, go on until you have what the question needs, or say how much you have seen."
)


@dataclass(frozen=True)
class Given:
    """What a prompt is given, and the kind of things whose names complete it, where there is one."""

    name: str
    what: str
    required: bool = False
    kind: str = ""


@dataclass(frozen=True)
class Prompt:
    """A prompt: for whom it is, what it is given, and its text, with places for that."""

    name: str
    title: str
    what: str
    given: tuple[Given, ...]
    text: str
    without: Mapping[str, str]

    def said(self, given: Mapping[str, str]) -> str:
        """Give its text.

        Raises:
            UsageError: if something is missing, or is nothing that it is given.

        """
        names = [each.name for each in self.given]
        for name in given:
            if name not in names:
                raise unknown(f"argument of {self.name}", name, names)
        values = {name: " ".join(given.get(name, "").split()) for name in names}
        for each in self.given:
            if each.required and not values[each.name]:
                raise UsageError(f"say '{each.name}': {each.what}")
            values[each.name] = values[each.name] or self.without.get(each.name, "")
            if each.kind == "review" and values[each.name]:
                values[each.name] = f", in the review {values[each.name]}"
        return f"{self.text.format(**values)}\n\n{BEFORE}"


PROMPTS: dict[str, Prompt] = {
    each.name: each
    for each in (
        Prompt(
            "researcher",
            "What evidence stands behind an influence",
            "For whoever asks which publications support an influence, and has to cite them.",
            (
                Given(
                    "influence",
                    "An influence, a factor or a construct, in words or by name.",
                    True,
                    "influence",
                ),
                Given("review", "Only the codes of this review.", kind="review"),
            ),
            "What evidence stands behind {influence}{review}? First find what it is called here (find). "
            "Then say, with influences, what each review counts for it, out of how many, and where that is "
            "printed. With studies, give the publications that this graph can name, those that help apart "
            "from those that hinder, a study's own findings apart from what a review says of it, each with "
            "year, country, design, locator and DOI. With factors, name the single facilitators and "
            "barriers. Do not pool reviews. End with what is not known.",
            {"review": ""},
        ),
        Prompt(
            "implementer",
            "What to look at in a service",
            "For whoever prepares a service, and looks for what could be changed.",
            (
                Given(
                    "concern",
                    "What goes badly, or scored low: an influence, in words or by name.",
                    True,
                    "influence",
                ),
                Given("service", "What kind of service it is, and where."),
            ),
            "{service} has trouble with {concern}. Find what that is called here (find), and give its "
            "barriers and its facilitators (factors). For those that matter most to this service, give "
            "what studies report (studies), preferring ones from a country and a setting like it, and say "
            "how near they are. Say which domain or construct of the CFIR it belongs to, on which "
            "condition, and who says so (cfir). With list_questions, look for what a review names for "
            "changing it, for the six sites that were scored, and for strategies that experts endorsed for "
            "the construct; say that an endorsement is an opinion. Write for somebody who has ten minutes, "
            "and do not score the service.",
            {"service": "A service"},
        ),
        Prompt(
            "sparql",
            "Write a query",
            "For whoever takes the graph elsewhere, or asks what no stored question does.",
            (Given("question", "What is to be found out, in words.", True),),
            "Answer this in SPARQL: {question}\n\nFirst look whether a stored question does so "
            "(list_questions, and describe_question for its text), and begin from the nearest one. Read "
            "determinants://ontology before you use a word of det:. Query the union of the named graphs, "
            "keep to plain SPARQL 1.1, end in ORDER BY, and try it (sparql). Keep apart what is printed "
            "and what is derived (det:basis), whose statement it is (det:directness, "
            "prov:wasAttributedTo), and one review from another. Then give the query, what its rows mean, "
            "and how many there are.",
            {},
        ),
    )
}


def named(name: str) -> Prompt:
    """Give a prompt by its name.

    Raises:
        UnknownName: if there is none.

    """
    if name not in PROMPTS:
        raise unknown("prompt", name, PROMPTS)
    return PROMPTS[name]
