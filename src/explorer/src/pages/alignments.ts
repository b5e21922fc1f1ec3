/** Where an influence stands in the CFIR, with the conditions on which that depends as switches. */

import { answer } from "../data/asking";
import type { Rows } from "../data/terms";
import { go, read, write } from "../parts/address";
import { type Child, h } from "../parts/dom";
import { shown } from "../parts/links";
import { table } from "../parts/table";
import { type Depends, dependsOn, given, unstated } from "./conditions";

/** Alignments: the branches that hold by what was chosen, below what there is to choose. */
export async function alignments(rows: Rows, all: Rows, params: URLSearchParams): Promise<Child> {
  const settled = given(params);
  const some = all.rows.some((row) => row.condition !== undefined);
  const depends = some ? dependsOn(all, await answer("cfir-conditions", {})) : [];
  return [
    depends.map((each) => branches(each, settled)),
    unstated(all, depends, settled).map((means) =>
      h("p", { role: "status" }, `Where ${shown(means)}: nobody states where it belongs.`),
    ),
    table(rows, {
      caption: "Where it stands in the CFIR",
      columns: ["framework_label", "element_label", "condition_label", "asserted_by_label", "locator"].filter(
        (it) => rows.columns.includes(it),
      ),
    }),
  ];
}

/** The answers to a question on which it depends. */
function branches({ facet, asks, answers }: Depends, settled: ReadonlyMap<string, string>): Child {
  const pick = (value: string) => {
    const here = read(location.hash);
    const others = here.params.getAll("given").filter((said) => !said.startsWith(`${facet}=`));
    here.params.delete("given");
    for (const each of value ? [...others, `${facet}=${value}`] : others) {
      here.params.append("given", each);
    }
    go(write(here.page, here.about, here.params));
  };
  return h(
    "fieldset",
    { class: "switches" },
    h("legend", {}, `It depends. ${shown(asks)}`),
    [["", "not said: show every branch"] as const, ...answers].map(([value, label]) =>
      h(
        "label",
        {},
        h("input", {
          type: "radio",
          name: `given-${facet}`,
          checked: value === (settled.get(facet) ?? ""),
          change: () => pick(value),
        }),
        h("span", {}, shown(label)),
      ),
    ),
  );
}
