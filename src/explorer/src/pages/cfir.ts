/** The CFIR explorer: both editions as trees with counts, the crosswalk, and what leads where in whose judgement. */

import { cfirOf } from "../cfir/tree";
import { catalogue } from "../data/asking";
import { resourceJson } from "../data/resources";
import { type ResultsJson, type Rows, rowsOf } from "../data/terms";
import { cite } from "../parts/cite";
import { h } from "../parts/dom";
import { edition } from "./cfir/edition";
import { glossary } from "./cfir/glossary";
import { type Known, wanted } from "./cfir/wanted";
import type { Page, View } from "./page";
import "../style/cfir.css";

let known: Promise<Known> | undefined;

async function read(): Promise<Known> {
  const json = await resourceJson<Readonly<Record<string, ResultsJson>>>("cfir.json");
  const rows = Object.fromEntries(Object.entries(json).map(([name, each]) => [name, rowsOf(each)]));
  const of = (name: string): Rows => rows[name] ?? { columns: [], rows: [] };
  return { cfir: cfirOf(of("cfir-elements"), of("cfir-crosswalk"), of("counts")), rows };
}

export const cfir: Page = {
  name: "cfir",
  menu: "CFIR",
  words: "framework constructs domains crosswalk 2009 2022",
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
