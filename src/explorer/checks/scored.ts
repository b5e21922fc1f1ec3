// Reads on standard input measures, words and forms, and tells on standard output all that the page would say
// of each, as one list: tests/service/test_scored_in_page.py holds it against what Python says.

import { readFileSync } from "node:fs";
import { answered, Wrong } from "../src/score/answering.ts";
import { rows, sentences } from "../src/score/card.ts";
import type { Day, ItemResult, Report, Site } from "../src/score/content.ts";
import { gathered } from "../src/score/content.ts";
import { blank, filled } from "../src/score/form.ts";
import { history } from "../src/score/history.ts";
import type { Instrument } from "../src/score/measure.ts";
import * as phrases from "../src/score/phrases.ts";
import { readAny, together } from "../src/score/reading.ts";
import { services, unnamed } from "../src/score/scoring.ts";
import * as summary from "../src/score/summary.ts";
import type { Spoken } from "../src/score/words.ts";
import { Words } from "../src/score/words.ts";
import { sheetsIn } from "../src/score/workbook.ts";

interface Case {
  readonly measure: number;
  readonly forms: readonly { readonly name: string; readonly base64: string }[];
  readonly unnamed: boolean;
}

interface Given {
  readonly measures: readonly Instrument[];
  readonly spoken: Spoken;
  readonly cases: readonly Case[];
  /** Workbooks of which only the sheets are told. */
  readonly workbooks: readonly string[];
  readonly blanks: readonly {
    readonly measure: number;
    readonly checklist: boolean;
    readonly plan: boolean;
  }[];
}

const given = JSON.parse(readFileSync(0, "utf8")) as Given;
const words = new Words(given.spoken);

function measureOf(place: number): Instrument {
  const found = given.measures[place];
  if (!found) throw new Error("no such measure");
  return found;
}

async function told(one: Case): Promise<unknown> {
  const instrument = measureOf(one.measure);
  const files = await Promise.all(
    one.forms.map(({ name, base64 }) => readAny(name, Buffer.from(base64, "base64"), [given.spoken])),
  );
  const { replies, unread } = together(files.flatMap(({ forms }) => forms));
  try {
    const sheets = answered(instrument, replies, unread);
    const report = gathered(
      instrument,
      words,
      services(instrument, one.unnamed ? unnamed(sheets, words) : sheets),
    );
    return {
      rows: rows(report),
      heading: phrases.heading(report),
      spelledOut: phrases.spelledOut(report),
      strip: summary.strip(report),
      short: [...summary.shortened(instrument.published.map((site) => site.label))],
      sites: report.sites.map((site) => ofSite(report, site)),
      filled: filled(instrument, words, replies),
    };
  } catch (error) {
    if (error instanceof Wrong) return { problems: error.problems };
    throw error;
  }
}

function ofSite(report: Report, site: Site): unknown {
  return {
    card: sentences(report, site),
    total: phrases.total(report, site),
    partly: phrases.partly(words, site),
    bounds: phrases.bounds(site),
    scored: phrases.scored(words, site),
    experience: phrases.experience(report),
    compared: phrases.compared(words, site),
    headline: summary.headline(report, site),
    lead: summary.lead(report, site),
    totals: summary.stripInWords(report, site),
    place: site.total === null ? null : summary.place(report, site.total),
    scale: site.items.map((item) => summary.scale(report, item)),
    scores: site.items.map((item) => phrases.score(words, item)),
    start: summary.start(report, site).map((each) => ({
      ...{ item: each.item.item, higher: each.higher, domains: each.domains, strategies: each.strategies },
      barriers: some(each.barriers),
      facilitators: some(each.facilitators),
    })),
    later: summary.later(site).map((item: ItemResult) => item.label),
    elsewhere: summary.elsewhere(words, site).map(([item, found]) => [item.label, found]),
    others: summary.few(
      words,
      site.others.filter((each) => each.atIssue),
    ),
    mapped: summary.mapped(report, site),
    unknown: summary.unknown(report, site),
    conditions: site.conditions,
    notes: site.notes,
    plan: summary.plan(site).map(([item, lines]) => [item.label, lines]),
    history: pastOf(report, site),
    days: site.days.map(dayOf),
    changes: site.changes,
    agreement: site.agreement,
  };
}

function pastOf(report: Report, site: Site): unknown {
  const past = history(report, site);
  return past && { ...past, days: past.days.map(dayOf) };
}

function dayOf({ date, raters, total, totals, means }: Day): unknown {
  return { date, raters, total, totals, means };
}

function some({ shown, rest }: summary.Some): unknown {
  return {
    rest,
    shown: shown.map(({ ticked, publications }) => [
      ticked.factor.iri,
      ticked.tick,
      ticked.atIssue,
      publications,
    ]),
  };
}

const blanks = given.blanks.map(({ measure, ...asked }) =>
  blank(measureOf(measure), words, { ...asked, site: "Here", date: "2026-01-31", rater: "Kim" }),
);
const sheets = await Promise.all(
  given.workbooks.map((base64) =>
    sheetsIn(Buffer.from(base64, "base64")).catch((error: Error) => ({ refused: error.message })),
  ),
);
process.stdout.write(JSON.stringify({ told: await Promise.all(given.cases.map(told)), blanks, sheets }));
