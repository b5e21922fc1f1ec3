"""Write the documents that are made from the project itself, or check that they are up to date.

python -m determinants.release.documents          writes them into the checkout that one stands in
python -m determinants.release.documents --check  fails if one is not what it would write
"""

import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path

import determinants
from determinants.ask.records import PublicationRecords
from determinants.ask.records import records as published
from determinants.release import choices, citation, cookbooks, licences, ontology_page, outputs, records
from determinants.tables import dictionary


def documents(root: Path) -> dict[str, Callable[[], str]]:
    """Give what makes each document of a checkout, by the path of the document in it."""
    graph = determinants.open_graph()
    stored = graph.questions()
    return {
        "src/determinants/ask/records.py": lambda: records.records(stored.values()),
        "data/README.md": lambda: dictionary.marked((root / "data/README.md").read_text(encoding="utf-8")),
        "README.md": lambda: outputs.readme(root / "README.md"),
        **{f"docs/cookbook/{who}.md": partial(cookbooks.cookbook, graph, who) for who in cookbooks.WHO},
        "CITATION.cff": lambda: citation.citation(published(graph.ask, PublicationRecords)),
        "docs/choices.md": choices.page,
        "docs/licences.md": lambda: licences.page(root),
        "docs/ontology.md": lambda: ontology_page.ontology(root, graph),
        "docs/questions.md": lambda: cookbooks.questions(stored),
        **{
            f"docs/{name}.md": partial(outputs.with_outputs, root / f"docs/{name}.md")
            for name in ("network", "plots", "service")
        },
    }


def main(arguments: list[str], root: Path) -> int:
    """Write or check every document; give the exit code."""
    stale = []
    for name, write in documents(root).items():
        path, text = root / name, write()
        if "--check" not in arguments:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        elif not path.is_file() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
    for name in stale:
        print(f"{name} is not up to date: run 'python -m determinants.release.documents'", file=sys.stderr)
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], Path.cwd()))
