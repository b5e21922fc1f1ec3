"""Grids of cells: each coloured by a number, with the number in it, and a gap that looks like one."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from determinants.plots import style
from determinants.plots.plot import Size

if TYPE_CHECKING:
    import altair as alt

    from determinants.plots.plot import Drawing

STEPS = 4  # as many numbers stand at the colours in the key, if there are so many


@dataclass(frozen=True)
class Grid:
    """A grid: its rows and columns by what stands for them, with their names, and what its cells show.

    `row`, `column`, `number`, `words`, `grey` and `apart` are Vega expressions about a row. `words` may be a
    key of `lines`, which has them broken. A cell without a number is white, or `grey`; one that is `apart`
    has its number on grey, whatever it is. Colours grow with numbers, from zero on; `unit` is what the
    numbers are, for the key to the colours. Where there are `kinds`, each has its colour instead, and `kind`
    says of which a cell is. Before the `fences`, which are rows or columns, there is a gap. `where` says
    which rows of the table are drawn at all.
    """

    rows: Mapping[str, str]
    columns: Mapping[str, str]
    row: str
    column: str
    number: str
    peak: float
    words: str
    room: float
    wide: float
    step: float
    small: float
    unit: str
    tooltip: Sequence[str] = ()
    grey: str = "false"
    apart: str = "false"
    upright: float = 0  # the height of names of columns, where they stand upright
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)
    fences: Sequence[str] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)
    kind: str = "null"
    where: str = "true"

    def base(self) -> "alt.Chart":
        """Give the cells without any mark."""
        import altair as alt

        words = f"{style.look_up(self.lines, self.words)} || ({self.words})"
        high = self.small * style.LEADING
        return (
            alt.Chart(style.rows())
            .transform_filter(self.where)
            .transform_calculate(line=self.row, column=self.column, words=words)
            .transform_calculate(shade=self.number, grey=self.grey, kind=self.kind)
            .transform_calculate(rise=f"isArray(datum.words) ? {-high / 2} * (length(datum.words) - 1) : 0")
            .encode(
                y=style.bands("line", list(self.rows)),
                x=self._columns(),
            )
        )

    def drawn(self, size: Size, *more: "alt.Chart") -> "Drawing":
        """Give the grid with the names of its rows and columns, and with more that lies on it."""
        import altair as alt

        base, there = self.base(), "isValid(datum.shade)"
        cell = base.mark_rect(stroke=style.LINE, strokeWidth=0.6).encode(tooltip=list(self.tooltip))
        words = base.mark_text(
            fontSize=self.small, lineHeight=self.small * style.LEADING, dy=alt.ExprRef("datum.rise")
        )
        plain = f"{there} && !({self.apart})"
        after, before, late = self._words_on(size)
        drawn: Drawing = alt.layer(
            cell.transform_filter(f"!{there} || {self.apart}").encode(
                color=alt.condition(
                    f"datum.grey || {there}", alt.value(style.EMPTY), alt.value(style.PAPER)
                )
            ),
            cell.transform_filter(plain).encode(color=self._shade(size)),
            *self._fences(size, base),
            words.transform_filter(f"!({plain})").encode(text="words:N"),
            words.transform_filter(plain).encode(
                text="words:N",
                color=alt.condition(late, alt.value(after), alt.value(before)),
            ),
            style.names("line", self.rows, self.room, size, of=self.row, where=self.where),
            self._over(size),
            *more,
        ).resolve_scale(color="independent").properties(
            width=self.wide * len(self.columns), height=alt.Step(self.step)
        )  # fmt: skip
        return drawn

    def _words_on(self, size: Size) -> tuple[str, str, str]:
        """Give the colours of words on a cell, and the expression that says where the first holds."""
        if self.kinds:
            light = [kind for kind, colour in self.kinds.items() if style.on(colour, size) == style.WHITE]
            return style.WHITE, style.BLACK, f"indexof({json.dumps(light)}, datum.kind) >= 0"
        ramp = style.ramp(size)
        return ramp.after, ramp.before, f"datum.shade > {ramp.turn * max(1, self.peak)}"

    def _shade(self, size: Size) -> "alt.Color":
        """Give the colour of a number: as far from the first as the number is from zero, with a key."""
        import altair as alt

        if self.kinds:
            named = alt.Scale(domain=list(self.kinds), range=list(self.kinds.values()))
            key = alt.Legend(
                title=None, orient="bottom", direction="horizontal", symbolType="square",
                symbolStrokeColor=style.LINE, symbolSize=size.font * 14, offset=size.font * 0.8,
                columns=2 if size.narrow else len(self.kinds),
            )  # fmt: skip
            return alt.Color("kind:N", scale=named, legend=key)
        ramp = style.ramp(size)
        peak = max(1, self.peak)
        scale = alt.Scale(type="linear", domain=[0, peak], range=[ramp.none, ramp.most])
        legend = alt.Legend(
            title=self.unit,
            orient="bottom",
            direction="horizontal",
            titleOrient="left",
            values=steps(peak),
            format="d",
            gradientLength=min(self.wide * len(self.columns) * 0.5, size.font * 18),
            gradientThickness=size.font,
            gradientStrokeColor=style.LINE,
            gradientStrokeWidth=0.6,
            offset=size.font * 0.8,
            tickCount=0,
        )
        return alt.Color("shade:Q", scale=scale, legend=legend)

    def _fences(self, size: Size, base: "alt.Chart") -> "list[alt.Chart]":
        """Give the gap before each row or column that begins something else."""
        import altair as alt

        drawn: list[alt.Chart] = []
        for fence in self.fences:
            across = fence in self.rows
            where = base.transform_filter(f"datum.{'line' if across else 'column'} === {json.dumps(fence)}")
            rule = where.mark_rule(color=style.PAPER, strokeWidth=size.font * 0.6)
            if across:
                y = style.bands("line", list(self.rows)).bandPosition(0)
                drawn.append(rule.encode(y=y, x=alt.value(-2), x2=alt.value("width")))
            else:
                x = self._columns().bandPosition(0)
                drawn.append(rule.encode(x=x, y=alt.value(-2), y2=alt.value("height")))
        return drawn

    def _over(self, size: Size) -> "alt.Chart":
        """Give the names of the columns: broken into lines that grow upwards, or upright from below."""
        import altair as alt

        upright, high = bool(self.upright), size.font * style.LEADING
        room, font = (
            (self.upright, min(size.font, self.wide))
            if upright
            else (self.wide - size.font * 0.2, size.font * style.BOLD)
        )
        lines = {key: size.lines(name, room, font) for key, name in self.columns.items()}
        rises = {key: -high * (len(said) - 1) / (2 if upright else 1) for key, said in lines.items()}
        drawn: alt.Chart = (
            alt.Chart(style.rows())
            .transform_filter(self.where)
            .transform_calculate(column=self.column)
            .transform_aggregate(groupby=["column"])
            .transform_calculate(
                words=style.look_up(lines, "datum.column"), rise=style.look_up(rises, "datum.column")
            )
            .mark_text(
                align="left" if upright else "center",
                angle=270 if upright else 0,
                baseline="middle" if upright else "alphabetic",
                fontWeight="normal" if upright else "bold",
                fontSize=font if upright else size.font,
                lineHeight=high,
                dx=size.font * 0.4 if upright else 0,
                dy=alt.ExprRef("datum.rise" if upright else f"datum.rise - {size.font * 0.6}"),
            )
            .encode(x=self._columns(), y=alt.value(0), text="words:N")
        )
        return drawn

    def _columns(self) -> "alt.X":
        import altair as alt

        return alt.X("column:N", scale=alt.Scale(domain=list(self.columns), padding=0), axis=None)


def steps(peak: float) -> list[int]:
    """Give the whole numbers that stand in the key to the colours: zero, the highest, and some between.

    >>> steps(3), steps(57)
    ([0, 1, 2, 3], [0, 20, 40, 57])
    """
    highest = int(peak)
    if highest <= STEPS:
        return list(range(highest + 1))
    rough = highest / (STEPS - 1)
    size = 10 ** (len(str(int(rough))) - 1)
    step = max(1, round(rough / size) * size)
    between = [each for each in range(step, highest, step) if highest - each > step * 0.7]
    return [0, *between, highest]
