/** What the reader wishes left out. It stands in the address, and acts on every panel whose rows can tell. */

import type { Narrowing } from "../data/questions";
import { resourceJson } from "../data/resources";
import { BASE, iri, type Row, slug } from "../data/terms";
import { go, read, write } from "./address";
import { fill, h } from "./dom";
import { folded } from "./fields";
import { shown } from "./links";
import type { Wish } from "./wishes";

export interface About {
  /** What was read of a source: the last parts of IRIs or words, by its IRI. */
  readonly read: Readonly<Record<string, readonly string[]>>;
  /** The grade of quality of a publication, by its IRI. */
  readonly quality: Readonly<Record<string, string>>;
  /** The names of the reviews that include a publication, by its IRI. */
  readonly included: Readonly<Record<string, readonly string[]>>;
  /** What publications can be kept to, by path; and of which publication that is said. */
  readonly scopes: Readonly<Record<string, string>>;
  readonly within: Readonly<Record<string, readonly string[]>>;
  /** How findings on a thing were coded, and from how much, as a sentence; of all, by the empty name. */
  readonly coded: Readonly<Record<string, string>>;
}

/** Say how findings were coded, and from how much, where their numbers stand. */
export function howCoded(about = ""): HTMLElement {
  const said = h("p", { class: "coded" });
  resourceJson<About>("references.json")
    .then((it) => fill(said, Object.hasOwn(it.coded, about) && it.coded[about]))
    .catch(() => undefined);
  return said;
}

export interface Switch {
  readonly name: string;
  readonly says: string;
  readonly does: string;
  /** The columns without which a row cannot tell. */
  readonly needs: readonly string[];
  /** The column whose values tell it, by which a question can be narrowed instead. */
  readonly column?: string;
  readonly leavesOut: (row: Row, about: About) => boolean;
}

const WHOLE = ["full-text", "full-text-part", "table", "introduction"];

export const SWITCHES: readonly Switch[] = [
  {
    name: "not-own",
    says: "Only what studies report themselves",
    does: "leaves out what a review coded, what is reported of others, syntheses and remarks on earlier work",
    needs: ["directness"],
    column: "directness",
    leavesOut: (row) => slug(row.directness?.value ?? "") !== "ownFinding",
  },
  {
    name: "review-coding",
    says: "Without reviews' coding",
    does: "leaves out what a review coded from a study that it includes",
    needs: ["directness"],
    column: "directness",
    leavesOut: (row) => slug(row.directness?.value ?? "") === "reviewCoding",
  },
  {
    name: "abstract",
    says: "Without what was read as an abstract only",
    does: "leaves out findings whose source was read in no more than an abstract, a summary or a reference to it",
    needs: ["stated_in"],
    leavesOut: (row, about) => {
      const parts = about.read[row.stated_in?.value ?? ""];
      return parts !== undefined && !parts.some((it) => WHOLE.includes(it));
    },
  },
  {
    name: "poor",
    says: "Without studies of poor quality",
    does: "leaves out studies to which a review gave a poor grade; most studies have no grade, and stay",
    needs: ["publication"],
    leavesOut: (row, about) => about.quality[row.publication?.value ?? ""] === "poor",
  },
];

/** Which are switched on, as the address says. */
export function switchedOn(params: URLSearchParams): readonly Switch[] {
  const said = new Set(params.getAll("without"));
  return SWITCHES.filter((it) => said.has(it.name));
}

/** Give what the address switches off, of what rows with these columns can tell and are not narrowed on already. */
export async function switched(columns: readonly string[], by: Narrowing): Promise<Wish[]> {
  const at = read(location.hash).params;
  const on = switchedOn(at).filter((it) => it.needs.every((need) => columns.includes(need)));
  const isOfFindings = columns.includes("finding") && columns.includes("publication");
  const scope = isOfFindings && !Object.hasOwn(by, "scope") ? at.get("scope") : null;
  return on.length > 0 || scope ? wishesOf(on, scope, await resourceJson<About>("references.json")) : [];
}

/** Give switches and a scope as what is wished of rows. */
export function wishesOf(on: readonly Switch[], scope: string | null, about: About): Wish[] {
  const wishes = on.map(({ name, says, column, leavesOut }): Wish => {
    const wish = {
      says: says.charAt(0).toLowerCase() + says.slice(1),
      param: ["without", name],
      stays: (row: Row) => !leavesOut(row, about),
    } as const;
    return column === undefined ? wish : { ...wish, column };
  });
  return scope
    ? [
        ...wishes,
        {
          says: `kept to ${about.scopes[scope] ?? scope}`,
          param: ["scope", scope],
          stays: (row) => about.within[row.publication?.value ?? ""]?.includes(scope) ?? false,
          column: "scope",
          terms: [iri(BASE + scope)],
        },
      ]
    : wishes;
}

/** What publications are kept to, of what the data say that they can be. */
function scopes(): HTMLElement {
  const place = h("div", { class: "scopes" });
  const change = (event: Event) => {
    const here = read(location.hash);
    here.params.delete("scope");
    const said = (event.currentTarget as HTMLSelectElement).value;
    if (said) {
      here.params.set("scope", said);
    }
    go(write(here.page, here.about, here.params));
  };
  resourceJson<About>("references.json")
    .then((about) => {
      const known = Object.entries(about.scopes);
      const now = read(location.hash).params.get("scope") ?? "";
      if (known.length > 0) {
        fill(
          place,
          h(
            "label",
            {},
            h("span", {}, "Keep to "),
            h(
              "select",
              { change },
              h("option", { value: "" }, "all publications"),
              known.map(([value, label]) => h("option", { value, selected: value === now }, shown(label))),
            ),
          ),
        );
      }
    })
    .catch(() => undefined);
  return place;
}

/** The switches as they stand on a page. */
export function switches(): HTMLElement {
  const at = read(location.hash);
  const on = new Set(switchedOn(at.params).map((it) => it.name));
  const turn = (name: string, now: boolean) => {
    const here = read(location.hash);
    const left = here.params.getAll("without").filter((it) => it !== name);
    here.params.delete("without");
    for (const each of now ? [...left, name] : left) {
      here.params.append("without", each);
    }
    go(write(here.page, here.about, here.params));
  };
  const made = on.size + Number(at.params.has("scope"));
  const chosen = h(
    "fieldset",
    { class: "switches" },
    h("legend", {}, "Leave out, in every panel of findings"),
    SWITCHES.map((it) =>
      h(
        "label",
        {},
        h("input", {
          type: "checkbox",
          checked: on.has(it.name),
          change: (event) => turn(it.name, (event.currentTarget as HTMLInputElement).checked),
        }),
        h("span", {}, it.says, h("span", { class: "does" }, it.does)),
      ),
    ),
    scopes(),
    h(
      "p",
      { class: "quiet" },
      "Counts that were taken beforehand, as of publications by direction, stay those of all.",
    ),
  );
  return folded("Leave some findings out", made, chosen);
}
