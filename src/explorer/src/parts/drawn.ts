/** Which pictures there are, and which of them show a thing. */

import { resourceJson } from "../data/resources";
import { path } from "../data/terms";
import { write } from "./address";
import { fill, h } from "./dom";
import { shown } from "./links";

export interface Listed {
  /** The resource that has the picture. */
  readonly file: string;
  readonly kind: string;
  /** What plots of this kind show. */
  readonly what: string;
  /** The path of the review; empty where it is between reviews. */
  readonly review: string;
  readonly review_label: string;
  readonly title: string;
}

export interface Pictures {
  /** Whether they could be drawn where this was written. */
  readonly drawn: boolean;
  readonly pictures: readonly Listed[];
  /** The places in the list of the pictures that show a thing, by its path. */
  readonly shows: Readonly<Record<string, readonly number[]>>;
}

export const pictures = (): Promise<Pictures> => resourceJson<Pictures>("pictures.json");

/** The address of a picture. */
export const pictureAt = ({ kind, review }: Listed): string => write("pictures", kind, { review });

/** Give the pictures that show a thing; of a review, all that are of it. */
export function showing(all: Pictures, about: string): Listed[] {
  const places = new Set(Object.hasOwn(all.shows, about) ? all.shows[about] : []);
  return all.pictures.filter(
    (each, place) => places.has(place) || (each.review !== "" && each.review === about),
  );
}

/** Links to the pictures that show a thing; nothing, where none does. */
export function shownIn(iri: string): HTMLElement {
  const place = h("section", { class: "panel", hidden: true });
  pictures()
    .then((all) => {
      const found = showing(all, path(iri));
      place.hidden = found.length === 0;
      fill(
        place,
        h("h2", {}, "Pictures that show it"),
        h(
          "ul",
          { class: "listed" },
          found.map((it) =>
            h(
              "li",
              {},
              h("a", { href: pictureAt(it) }, shown(it.title)),
              it.review !== "" && h("span", { class: "locator" }, shown(it.review_label)),
            ),
          ),
        ),
      );
    })
    .catch(() => undefined);
  return place;
}
