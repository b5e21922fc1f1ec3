// The measure of a review, as the Python side prepares it: what can be answered about a service, how the
// published sites answered it, and what stands behind each item. Nothing of it is known here by name.

export interface Item {
  readonly iri: string;
  readonly key: string;
  readonly ordinal: number;
  readonly influence: string;
  readonly label: string;
  readonly meaning: string;
  readonly locator: string;
  readonly question: string;
}

export interface Factor {
  readonly iri: string;
  readonly key: string;
  readonly label: string;
  readonly direction: string;
  readonly direction_iri: string;
  readonly helps: boolean;
  readonly subject: string;
  readonly subject_label: string;
  readonly reviewed: boolean;
  readonly locator: string;
}

export interface Anchor {
  readonly score: number;
  readonly meaning: string;
}

export interface Choice {
  readonly answer: string;
  readonly meaning: string;
}

export interface Condition {
  readonly facet: string;
  readonly question: string;
  readonly answers: readonly Choice[];
}

export interface PublishedSite {
  readonly site: string;
  readonly label: string;
  readonly country: string;
  readonly income: string;
  readonly experience: boolean;
  readonly total: number;
  readonly scores: Readonly<Record<string, number>>;
}

export interface Stated {
  readonly text: string;
  readonly locator: string;
  readonly aspect: string;
  readonly about: string;
  readonly wording: string;
  readonly rests_on: readonly string[];
}

export interface Domain {
  readonly edition: string;
  readonly element: string;
  readonly label: string;
  readonly condition: string;
  readonly settled: boolean;
  readonly asserted_by: string;
  readonly derived_from: string;
  readonly derived_edition: string;
  readonly locator: string;
}

export interface Share {
  readonly barrier: string;
  readonly barrier_label: string;
  readonly percentage: number;
}

export interface Strategy {
  readonly strategy: string;
  readonly label: string;
  readonly shares: readonly Share[];
}

export interface ConstructPlace {
  readonly edition: string;
  readonly element: string;
  readonly label: string;
  readonly asserted_by: string;
  readonly factors: readonly string[];
}

/** What stands behind an item, as far as the two pages need it; the statements are on the linked pages. */
export interface Evidence {
  readonly item: string;
  readonly counted: string;
  readonly publications: number;
  readonly factors: Readonly<Record<string, number>>; // publications with own findings, by factor
  readonly constructs: readonly ConstructPlace[];
  readonly strategies: readonly Strategy[];
  readonly unread: readonly string[];
  readonly asked: number;
}

export interface Instrument {
  readonly version: string;
  readonly base: string;
  readonly review: string;
  readonly review_label: string;
  readonly topic: string;
  readonly midpoint: string;
  readonly stated: readonly Stated[];
  readonly items: readonly Item[];
  readonly anchors: readonly Anchor[];
  readonly low: readonly number[];
  readonly factors: readonly Factor[];
  readonly conditions: readonly Condition[];
  readonly published: readonly PublishedSite[];
  readonly abbreviations: readonly (readonly [string, string])[];
  readonly editions: readonly string[];
  readonly domains: Readonly<Record<string, readonly Domain[]>>;
  readonly evidence: readonly Evidence[];
  readonly cautions: { readonly report: readonly string[]; readonly card: readonly string[] };
}

/** The scores that there are. */
export function scores(instrument: Instrument): number[] {
  return instrument.anchors.map((anchor) => anchor.score);
}

/** The lowest total: every item at the bottom of the scale. */
export function lowest(instrument: Instrument): number {
  return instrument.items.length * Math.min(...scores(instrument));
}

/** The highest total: every item at the top of the scale. */
export function highest(instrument: Instrument): number {
  return instrument.items.length * Math.max(...scores(instrument));
}

/** Give the factors of an influence that help, or that hinder, those that the review prints first. */
export function factorsOn(instrument: Instrument, influence: string, helps: boolean): Factor[] {
  return instrument.factors.filter((factor) => factor.subject === influence && factor.helps === helps);
}

/** Give what may be answered to a condition. */
export function answersTo(instrument: Instrument, facet: string): readonly Choice[] {
  return instrument.conditions.find((condition) => condition.facet === facet)?.answers ?? [];
}
