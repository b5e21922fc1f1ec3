/** The CFIR explorer: both editions as trees with counts, the crosswalk, and what leads where in whose judgement. */

import { type Cfir, cfirOf, NO_REVIEW } from "../cfir/tree";
import { catalogue } from "../data/asking";
import { resourceJson } from "../data/resources";
import { BASE, path, type ResultsJson, type Rows, rowsOf } from "../data/terms";
import type { Address } from "../parts/address";
import { cite } from "../parts/cite";
import { h } from "../parts/dom";
import { edition } from "./cfir/edition";
import { glossary } from "./cfir/glossary";
import type { Page, View } from "./page";
import "../style/cfir.css";

/** Everything that its pages show without the engine. */
export interface Known {
  readonly cfir: Cfir;
  readonly rows: Readonly<Record<string, Rows>>;
}

let known: Promise<Known> | undefined;

async function read(): Promise<Known> {
  const json = await resourceJson<Readonly<Record<string, ResultsJson>>>("cfir.json");
  const rows = Object.fromEntries(Object.entries(json).map(([name, each]) => [name, rowsOf(each)]));
  const of = (name: string): Rows => rows[name] ?? { columns: [], rows: [] };
  return { cfir: cfirOf(of("cfir-elements"), of("cfir-crosswalk"), of("counts")), rows };
}

/** What an address says: where one is, and of which review evidence is counted. */
export interface Wanted {
  /** The path of an edition, or of a place in it. */
  readonly about: string;
  readonly review: string;
  readonly params: URLSearchParams;
}

function wanted(cfir: Cfir, at: Address): Wanted {
  const said = at.params.get("review") ?? "";
  const iri = said === NO_REVIEW || said.includes("://") ? said : BASE + said;
  const found = cfir.reviews.find((review) => review.iri === iri) ?? cfir.reviews[0];
  return { about: at.params.get("at") ?? "", review: found?.iri ?? NO_REVIEW, params: at.params };
}

/** How a review is named in an address. */
export const reviewAt = (iri: string): string => (iri === NO_REVIEW ? NO_REVIEW : path(iri));

export const cfir: Page = {
  name: "cfir",
  menu: "CFIR",
  make: async (at): Promise<View> => {
    known ??= read();
    known.catch(() => {
      known = undefined;
    });
    const [all, given] = await Promise.all([known, catalogue()]);
    const cited = (view: View): View => ({ ...view, body: [view.body, cite(given, view.title)] });
    if (at.about === "words") {
      return cited(glossary(all, at));
    }
    const [first] = all.cfir.editions;
    if (!first) {
      return { title: "The CFIR", body: h("p", {}, "No framework is in this graph.") };
    }
    return cited(edition(all, wanted(all.cfir, at)));
  },
};
