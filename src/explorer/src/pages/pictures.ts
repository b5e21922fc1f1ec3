/** The pictures: the plots of each review as the command line draws them, each with the rows that it draws. */

import { catalogue } from "../data/asking";
import { resourceJson } from "../data/resources";
import { BASE, type ResultsJson, rowsOf } from "../data/terms";
import { thingAt, write } from "../parts/address";
import { cite } from "../parts/cite";
import { type Child, h } from "../parts/dom";
import { csv, hand } from "../parts/download";
import { pictures as drawings, pictureAt as here, type Listed, type Pictures } from "../parts/drawn";
import { shown } from "../parts/links";
import { withRoom } from "../parts/room";
import { table } from "../parts/table";
import type { Page, View } from "./page";

interface Picture extends Listed {
  readonly subtitle: string;
  readonly caution: string;
  /** What it shows, in words. */
  readonly alt: string;
  /** How many pixels wide it has to be to say something. */
  readonly least: number;
  readonly command: string;
  readonly svg: string;
  readonly rows: ResultsJson;
}

const SVG = "image/svg+xml";
const FINER = 2; // dots to a pixel, in a picture made of dots

export const pictures: Page = {
  name: "pictures",
  menu: "Pictures",
  words: "plots figures charts network diagram",
  make: async (at): Promise<View> => {
    const [all, known] = await Promise.all([drawings(), catalogue()]);
    const review = at.params.get("review") ?? "";
    const found = all.pictures.find((it) => it.kind === at.about && it.review === review);
    const view =
      all.drawn && at.about !== ""
        ? found === undefined
          ? none()
          : one(await resourceJson<Picture>(found.file))
        : list(all);
    return { ...view, body: [view.body, cite(known, view.title)] };
  },
};

function list(all: Pictures): View {
  const groups = new Map<string, Listed[]>();
  for (const each of all.pictures) {
    groups.set(each.review, [...(groups.get(each.review) ?? []), each]);
  }
  return {
    title: "Pictures",
    body: all.drawn
      ? [
          h(
            "p",
            { class: "lead" },
            "Each is drawn as the command line draws it, says out of how many it is made, and has the rows that it draws below it. Reviews are never pooled.",
          ),
          groups.size === 0 && h("p", { class: "none" }, "There is nothing to draw in this graph."),
          [...groups.values()].map(group),
        ]
      : h(
          "p",
          { class: "lead" },
          "There are no pictures in this explorer: what draws them was not installed where it was written. It comes with ",
          h("code", {}, "pip install 'determinants[plots]'"),
          ". Their numbers are in the panels of all other pages.",
        ),
  };
}

function group(of: readonly Listed[]): Child {
  const review = of[0]?.review ?? "";
  return [
    h(
      "h2",
      {},
      review === ""
        ? "Between reviews"
        : h("a", { href: thingAt(BASE + review) }, shown(of[0]?.review_label ?? review)),
    ),
    h(
      "ul",
      { class: "listed" },
      of.map((it) =>
        h("li", {}, h("a", { href: here(it) }, shown(it.title)), " ", h("code", { class: "quiet" }, it.kind)),
      ),
    ),
  ];
}

function none(): View {
  return {
    title: "There is no such picture",
    body: h(
      "p",
      {},
      "There may be nothing to draw. ",
      h("a", { href: write("pictures") }, "All pictures"),
      ".",
    ),
  };
}

function one(of: Picture): View {
  const rows = rowsOf(of.rows);
  const file = of.review === "" ? of.kind : `${of.kind}-${of.review}`;
  // As a picture and not as elements: whatever stands in it, no script runs in it, and nothing is loaded.
  const image = h("img", { src: addressOf(of), alt: shown(of.alt) });
  if (of.least > 0) {
    image.style.minWidth = `${of.least}px`;
  }
  return {
    title: of.title,
    body: [
      h("p", {}, h("a", { href: write("pictures") }, "All pictures")),
      h(
        "figure",
        { class: "picture" },
        h(
          "div",
          { class: "wide", role: "region", tabindex: 0, "aria-label": `${shown(of.title)}: the picture` },
          image,
        ),
        h(
          "figcaption",
          {},
          h("p", {}, shown(of.subtitle)),
          of.caution !== "" && h("p", {}, h("strong", {}, shown(of.caution))),
        ),
      ),
      h(
        "p",
        { class: "tool-row" },
        h("button", { type: "button", click: () => hand(`${file}.svg`, of.svg, SVG) }, "svg"),
        h(
          "button",
          { type: "button", click: async () => hand(`${file}.png`, await dots(of), "image/png") },
          "png",
        ),
        h("button", { type: "button", click: () => hand(`${file}.csv`, csv(rows), "text/csv") }, "csv"),
        h("a", { href: here(of) }, "permanent link"),
      ),
      h("p", { class: "command" }, "On a command line: ", h("code", {}, of.command)),
      h(
        "details",
        {},
        h("summary", {}, `The ${rows.rows.length} rows that it draws`),
        table(rows, {
          caption: `${shown(of.title)}: its rows`,
          columns: rows.columns.filter((it) => !named(rows.columns, it)),
        }),
      ),
    ],
  };
}

/** Whether what a column names has a column with its label, which links to it. */
const named = (columns: readonly string[], column: string): boolean => columns.includes(`${column}_label`);

const addresses = new Map<string, string>();

/** Give the address of a drawing, which is made once; it may need more room here than where it was laid out. */
function addressOf(of: Picture): string {
  const found = addresses.get(of.file) ?? URL.createObjectURL(new Blob([withRoom(of.svg)], { type: SVG }));
  addresses.set(of.file, found);
  return found;
}

/** Make a picture of dots of a drawing. */
async function dots(of: Picture): Promise<Blob> {
  const image = new Image();
  image.src = addressOf(of);
  await image.decode();
  const canvas = h("canvas", { width: image.naturalWidth * FINER, height: image.naturalHeight * FINER });
  canvas.getContext("2d")?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return new Promise((kept, failed) => {
    canvas.toBlob((blob) => (blob ? kept(blob) : failed(new Error("It could not be drawn."))), "image/png");
  });
}
