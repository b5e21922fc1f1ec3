"""How far the two codings of a codebook agree, computed from their decisions.

python tests/agreement.py        # writes data/codebooks/beyond/agreement.csv
"""

import csv
from pathlib import Path

import krippendorff

BEYOND = Path(__file__).parents[1] / "data/codebooks/beyond"
LABELS = {
    "influence": "Influence or topic of findings",
    "determinant": "Factor that findings match, or none",
    "direction": "Direction of findings",
    "outcome": "What findings bear on",
    "cfir2009": "Primary element of CFIR 2009 of factors",
    "cfir2022": "Primary element of CFIR 2022 of factors",
}
COLUMNS = ("variable", "label", "units", "agreed", "percentage", "alpha")


def decisions() -> dict[str, dict[str, dict[str, str]]]:
    """Variable → unit → coder → code."""
    found: dict[str, dict[str, dict[str, str]]] = {variable: {} for variable in LABELS}
    with (BEYOND / "decisions.csv").open(encoding="utf-8", newline="") as stream:
        for row in csv.DictReader(stream):
            found[row["variable"]].setdefault(row["unit"], {})[row["coder"]] = row["code"]
    return found


def agreement() -> list[dict[str, str]]:
    """A row for each variable: how many units are coded alike, and Krippendorff's alpha (nominal)."""
    rows = []
    for variable, units in decisions().items():
        both = [
            (codes["first-coding"], codes["second-coding"]) for codes in units.values() if len(codes) == 2
        ]
        names = sorted({code for pair in both for code in pair})
        data = [[names.index(pair[coder]) for pair in both] for coder in (0, 1)]
        agreed = sum(first == second for first, second in both)
        alpha = krippendorff.alpha(reliability_data=data, level_of_measurement="nominal")
        rows.append(
            {
                "variable": variable,
                "label": LABELS[variable],
                "units": str(len(both)),
                "agreed": str(agreed),
                "percentage": f"{100 * agreed / len(both):.1f}",
                "alpha": f"{alpha:.3f}",
            }
        )
    return rows


if __name__ == "__main__":
    with (BEYOND / "agreement.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
        writer.writeheader()
        writer.writerows(agreement())
