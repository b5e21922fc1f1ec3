"""Grids of cells: each coloured by a number, with the number in it, and a gap that looks like one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from determinants.plots import style
from determinants.plots.plot import Size

if TYPE_CHECKING:
    import altair as alt

    from determinants.plots.plot import Drawing

# From this part of the highest number on, the colour is so dark that words on it are white.
DARK = 0.42


@dataclass(frozen=True)
class Grid:
    """A grid: its rows and columns by what stands for them, with their names, and what its cells show.

    `column`, `number`, `words`, `grey` and `apart` are Vega expressions about a row. `words` may be a key of
    `lines`, which has them broken. A cell without a number is white, or `grey`; one that is `apart` has its
    number shown in greys.
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
    tooltip: Sequence[str] = ()
    grey: str = "false"
    apart: str = "false"
    upright: float = 0  # the height of names of columns, where they stand upright
    lines: Mapping[str, Sequence[str]] = field(default_factory=dict)

    def base(self) -> "alt.Chart":
        """Give the cells without any mark."""
        import altair as alt

        words = f"{style.look_up(self.lines, self.words)} || ({self.words})"
        high = self.small * style.LEADING
        return (
            alt.Chart(style.rows())
            .transform_calculate(column=self.column, words=words, shade=self.number, grey=self.grey)
            .transform_calculate(rise=f"isArray(datum.words) ? {-high / 2} * (length(datum.words) - 1) : 0")
            .encode(
                y=style.bands(self.row, list(self.rows)),
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
        dark = f"{there} && datum.shade > {DARK * self.peak}"
        drawn: Drawing = alt.layer(
            cell.transform_filter(f"!{there}").encode(
                color=alt.condition("datum.grey", alt.value(style.EMPTY), alt.value("white"))
            ),
            cell.transform_filter(f"{there} && !({self.apart})").encode(color=self._shade(style.DEPTHS)),
            cell.transform_filter(f"{there} && {self.apart}").encode(color=self._shade(style.GREYS)),
            words.encode(text="words:N", color=alt.condition(dark, alt.value("white"), alt.value(style.INK))),
            style.names(self.row, self.rows, self.room, size),
            self._over(size),
            *more,
        ).resolve_scale(color="independent").properties(
            width=self.wide * len(self.columns), height=alt.Step(self.step)
        )  # fmt: skip
        return drawn

    def _shade(self, depths: tuple[str, str]) -> "alt.Color":
        import altair as alt

        scale = alt.Scale(type="sqrt", domain=[0, max(1, self.peak)], range=list(depths))
        return alt.Color("shade:Q", scale=scale, legend=None)

    def _over(self, size: Size) -> "alt.Chart":
        """Give the names of the columns: broken into lines that grow upwards, or upright from below."""
        import altair as alt

        upright, high = bool(self.upright), size.font * style.LEADING
        room, font = (
            (self.upright, size.font) if upright else (self.wide - size.font * 0.2, size.font * style.BOLD)
        )
        lines = {key: size.lines(name, room, font) for key, name in self.columns.items()}
        rises = {key: -high * (len(said) - 1) / (2 if upright else 1) for key, said in lines.items()}
        drawn: alt.Chart = (
            alt.Chart(style.rows())
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
