/** What the pages of the CFIR know and what an address wants of them: which place, and evidence of which review. */

import { type Cfir, type Element, NO_REVIEW } from "../../cfir/tree";
import { BASE, path, type Rows } from "../../data/terms";
import { type Address, write } from "../../parts/address";

export const HELPS = `${BASE}ontology#facilitates`;
export const HINDERS = `${BASE}ontology#hinders`;

/** Everything that its pages show without the engine. */
export interface Known {
  readonly cfir: Cfir;
  readonly rows: Readonly<Record<string, Rows>>;
}

/** What an address says: where one is, and of which review evidence is counted. */
export interface Wanted {
  /** The path of an edition, or of a place in it. */
  readonly about: string;
  readonly review: string;
  readonly params: URLSearchParams;
}

export function wanted(cfir: Cfir, at: Address): Wanted {
  const said = at.params.get("review") ?? "";
  const iri = said === NO_REVIEW || said.includes("://") ? said : BASE + said;
  const found = cfir.reviews.find((review) => review.iri === iri) ?? cfir.reviews[0];
  return { about: at.params.get("at") ?? "", review: found?.iri ?? NO_REVIEW, params: at.params };
}

/** How a review is named in an address. */
export const reviewAt = (iri: string): string => (iri === NO_REVIEW ? NO_REVIEW : path(iri));

/** The address of an element, of the same review. */
export function at(element: string, { review }: Wanted, more: Readonly<Record<string, string>> = {}): string {
  return write("cfir", "", { at: path(element), review: reviewAt(review), ...more });
}

/** Whether nothing is placed in an element, and nothing reported. */
export function isEmpty(cfir: Cfir, element: Element, review: string): boolean {
  const ways = ["facilitates", "hinders", "mixed", "unclear", "notFound"].map(
    (way) => `${BASE}ontology#${way}`,
  );
  return ways.every((way) => {
    const { publications, factors } = cfir.count(element.iri, review, way);
    return publications === 0 && factors === 0;
  });
}
