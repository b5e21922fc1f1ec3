/** Score my service: the measure and the checklist as a form, computed in the page, and a report to print. */

import { catalogue } from "../data/asking";
import { cite } from "../parts/cite";
import { h } from "../parts/dom";
import type { Page, View } from "./page";
import { checklist } from "./score/checklist";
import { measure } from "./score/measure";
import { planning } from "./score/planning";
import { report } from "./score/report";
import { service } from "./score/service";
import { start } from "./score/start";
import { now, type State } from "./score/state";
import "../style/score.css";

const STEPS: Readonly<Record<string, (state: State) => View>> = {
  "": start,
  service,
  measure,
  checklist,
  report,
  plan: planning,
};

export const score: Page = {
  name: "score",
  menu: "Score my service",
  words: "measure checklist report rate self-assessment action plan print",
  make: async (at) => {
    const state = await now();
    if (!state) {
      return {
        title: "Score my service",
        body: h("p", {}, "No review here has a measure that a service could be scored on."),
      };
    }
    const step = Object.hasOwn(STEPS, at.about) ? STEPS[at.about] : undefined;
    const view = (step ?? start)(state);
    return { ...view, body: [view.body, cite(await catalogue(), view.title)] };
  },
};
