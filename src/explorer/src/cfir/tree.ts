// Both editions of the framework as trees, what leads from one to the other, and how much is reported where: out of
// rows, and nothing of them known here by name.

import { number, type Rows, text } from "../data/terms";

export interface Element {
  readonly iri: string;
  readonly framework: string;
  readonly label: string;
  readonly notation: string;
  readonly kind: string;
  readonly definition: string;
  readonly parent: Element | undefined;
  readonly children: Element[];
}

export interface Edition {
  readonly iri: string;
  readonly label: string;
  readonly domains: readonly Element[];
}

/** A row of the crosswalk: what became of an element, in whose judgement. */
export interface Step {
  readonly from: string;
  readonly to: string;
  readonly label: string;
  readonly relation: string;
  readonly basis: string;
  readonly note: string;
  readonly source: string;
  /** Whether the older element is the one that it starts from. */
  readonly forward: boolean;
}

/** What is reported, and how much is placed, in an element, of one review. */
export interface Count {
  readonly publications: number;
  readonly factors: number;
}

export interface Review {
  readonly iri: string;
  readonly label: string;
}

export interface Cfir {
  readonly editions: readonly Edition[];
  readonly elements: ReadonlyMap<string, Element>;
  readonly steps: readonly Step[];
  readonly reviews: readonly Review[];
  readonly count: (element: string, review: string, direction: string) => Count;
}

/** Whatever belongs to no review. */
export const NO_REVIEW = "none";
const NOTHING: Count = { publications: 0, factors: 0 };

export function cfirOf(elements: Rows, crosswalk: Rows, counts: Rows): Cfir {
  const editions = treesOf(elements);
  const known = new Map(
    editions.flatMap(({ domains }) => domains.flatMap(whole)).map((each) => [each.iri, each]),
  );
  const found = new Map(
    counts.rows.map((row) => [keyOf(text(row, "element"), reviewIn(row), text(row, "direction")), row]),
  );
  const reviews = new Map(counts.rows.map((row) => [reviewIn(row), text(row, "review_label")]));
  return {
    editions,
    elements: known,
    steps: stepsOf(crosswalk, known),
    reviews: Array.from(reviews, ([iri, label]) => ({ iri, label: label || "no review" })).sort(
      (one, other) =>
        Number(one.iri === NO_REVIEW) - Number(other.iri === NO_REVIEW) || (one.label < other.label ? -1 : 1),
    ),
    count: (element, review, direction) => {
      const row = found.get(keyOf(element, review, direction));
      return row
        ? { publications: number(row, "publications") ?? 0, factors: number(row, "factors") ?? 0 }
        : NOTHING;
    },
  };
}

const keyOf = (...parts: readonly string[]): string => parts.join(" ");
const reviewIn = (row: Rows["rows"][number]): string => text(row, "review") || NO_REVIEW;

function treesOf(rows: Rows): Edition[] {
  const elements = new Map<string, Element & { parent: Element | undefined }>();
  for (const row of rows.rows) {
    const iri = text(row, "element");
    if (elements.has(iri)) {
      continue;
    }
    elements.set(iri, {
      iri,
      framework: text(row, "framework"),
      label: text(row, "element_label"),
      notation: text(row, "notation"),
      kind: text(row, "kind_label"),
      definition: text(row, "definition"),
      parent: undefined,
      children: [],
    });
  }
  for (const row of rows.rows) {
    const [child, parent] = [elements.get(text(row, "element")), elements.get(text(row, "broader"))];
    if (child && parent && !child.parent) {
      child.parent = parent;
      parent.children.push(child);
    }
  }
  for (const element of elements.values()) {
    element.children.sort(byPlace);
  }
  const labels = new Map(rows.rows.map((row) => [text(row, "framework"), text(row, "framework_label")]));
  return Array.from(labels, ([iri, label]) => ({
    iri,
    label,
    domains: [...elements.values()].filter((each) => each.framework === iri && !each.parent).sort(byPlace),
  })).sort((one, other) => (one.label < other.label ? -1 : 1));
}

/** In the order of their printed codes, Roman numbers as numbers; what has none stands after them. */
function byPlace(one: Element, other: Element): number {
  const [left, right] = [orderOf(one), orderOf(other)];
  return left < right ? -1 : left > right ? 1 : one.label < other.label ? -1 : 1;
}

const ROMAN: Readonly<Record<string, number>> = {
  I: 1,
  II: 2,
  III: 3,
  IV: 4,
  V: 5,
  VI: 6,
  VII: 7,
  VIII: 8,
  IX: 9,
  X: 10,
};

function orderOf({ notation, label, children }: Element): string {
  // A group that has no code of its own stands where its first part does.
  const said = notation || children.map((child) => child.notation).sort()[0] || `~${label}`;
  return said
    .split(".")
    .map((part, place) => (place === 0 && ROMAN[part] ? String(ROMAN[part]) : part).padStart(3, "0"))
    .join(".");
}

function stepsOf(rows: Rows, known: ReadonlyMap<string, Element>): Step[] {
  return rows.rows.flatMap((row) => {
    const [old, now] = [text(row, "old"), text(row, "new")];
    const step = (from: string, to: string, forward: boolean): Step => ({
      from,
      to: known.has(to) ? to : "",
      label: text(row, forward ? "new_label" : "old_label"),
      relation: text(row, "relation").split("#").pop() ?? "",
      basis: text(row, "basis"),
      note: text(row, "note"),
      source: text(row, "source"),
      forward,
    });
    return [
      ...(known.has(old) ? [step(old, now, true)] : []),
      ...(known.has(now) ? [step(now, old, false)] : []),
    ];
  });
}

/** Give an element and all below it. */
export function whole(element: Element): Element[] {
  return [element, ...element.children.flatMap(whole)];
}

/** Give an element and all above it, the domain last. */
export function up(element: Element): Element[] {
  return element.parent ? [element, ...up(element.parent)] : [element];
}

const CLOSENESS = ["exactMatch", "closeMatch", "narrowMatch", "broadMatch", "relatedMatch"];

/** Where the same place is in another edition: of the element, or else of what it is part of. */
export interface Landing {
  readonly element: Element;
  /** Whether nothing corresponds to the element itself. */
  readonly instead: boolean;
}

/** Find the place of an element in another edition. */
export function placeIn(cfir: Cfir, element: Element, edition: string): Landing | undefined {
  for (const each of up(element)) {
    const found = cfir.steps
      .filter((step) => step.from === each.iri && cfir.elements.get(step.to)?.framework === edition)
      .sort((one, other) => CLOSENESS.indexOf(one.relation) - CLOSENESS.indexOf(other.relation))[0];
    const there = found && cfir.elements.get(found.to);
    if (there) {
      return { element: there, instead: each !== element };
    }
  }
  return undefined;
}
