"""What stands over a column wherever rows are shown to people: in a terminal, on a page, in a notebook."""

# Of columns whose own name is a word of the model, or of a trade.
HEADINGS = {
    "alpha": "Krippendorff's alpha",
    "asserted_by": "who says so",
    "basis": "how known",
    "bodies": "separate bodies of evidence",
    "broader": "part of",
    "determinant": "factor",
    "doi": "DOI",
    "doi_link": "DOI",
    "element": "construct or domain",
    "facet": "depends on",
    "new": "newer edition",
    "notation": "code",
    "old": "older edition",
    "ordinal": "number",
    "way": "which way",
}


def heading(column: str) -> str:
    """Give the words over a column.

    >>> heading("influence_label"), heading("percentage_basis_label")
    ('influence', 'percentage (how known)')
    """
    name = column.removesuffix("_label")
    of, _, last = name.rpartition("_")
    if of and last == "basis":
        return f"{heading(of)} ({HEADINGS[last]})"
    return HEADINGS.get(name) or name.replace("_", " ")
