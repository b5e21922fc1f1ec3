// What is told of scores, as `determinants score` tells it: one row for each site and item, and sentences
// (report/scorecard.py).

import type { Report, Site } from "./content.ts";
import { highest, lowest, scores } from "./measure.ts";
import {
  changed,
  compared,
  counts,
  experience,
  incomparable,
  madeLow,
  raters,
  spelledOut,
  total,
} from "./phrases.ts";

export const COLUMNS = [
  ...[
    "site",
    "date",
    "ordinal",
    "influence",
    "influence_label",
    "score",
    "lowest",
    "highest",
    "raters",
    "low",
  ],
  ...[
    "published_lowest",
    "published_highest",
    "published_higher",
    "ticks",
    "total",
    "total_least",
    "total_most",
  ],
] as const;

type Cell = string | number | boolean | null;

/** Give one row for each site and item of its last day, in the order of `COLUMNS`. */
export function rows(report: Report): Cell[][] {
  return report.sites.flatMap((site) =>
    site.items.map((item): Cell[] => {
      const published = report.instrument.published.flatMap((other) => other.scores[item.item] ?? []);
      return [
        ...[site.site, site.date || null, item.ordinal, item.influence, item.label, item.mean],
        ...[
          least(item.given),
          most(item.given),
          item.given.length,
          item.low,
          least(published),
          most(published),
        ],
        item.given.length ? item.publishedHigher : null,
        item.comparison ? `${item.comparison.verdict}: ${item.comparison.why}` : null,
        ...[
          site.total,
          least(site.totals.map((each) => each.least)),
          most(site.totals.map((each) => each.most)),
        ],
      ];
    }),
  );
}

function least(numbers: readonly number[]): number | null {
  return numbers.length ? Math.min(...numbers) : null;
}

function most(numbers: readonly number[]): number | null {
  return numbers.length ? Math.max(...numbers) : null;
}

/** Give what the card says of a site in sentences, from top to bottom; its table stands between. */
export function sentences(report: Report, site: Site): string[] {
  const { instrument, words } = report;
  const caution = instrument.cautions.card;
  const told = [
    [site.site, site.date, raters(words, site)].filter(Boolean).join(" · "),
    `${measure(report)} ${words.say("report.totals", { least: lowest(instrument), most: highest(instrument) })}`,
    ...instrument.anchors.map((anchor) => anchor.meaning),
    spelledOut(report),
    total(report, site),
    site.agreement,
    ...site.changes.map((change) => changed(words, change)),
    ...compared(words, site),
    ...incomparable(words, site, true),
    ...(site.low.length
      ? [
          words.say("report.begin.card", { why: madeLow(report, site) }),
          ...site.low.map((item) => `${item.label}: ${counts(words, item)}.`),
        ]
      : [words.say("report.low.none")]),
    ...(site.missing.length
      ? [words.say("report.unknown.items", { items: site.missing.map((item) => item.label).join(", ") })]
      : []),
    ...[experience(report), caution[0] ?? "", caution[2] ?? ""],
  ];
  return told.filter(Boolean);
}

/** Give what the measure is, as a sentence. */
export function measure({ instrument, words }: Report): string {
  const steps = scores(instrument);
  const given = {
    ...{ review: instrument.review_label, count: instrument.items.length },
    ...{ least: Math.min(...steps), most: Math.max(...steps) },
  };
  const middle = instrument.midpoint;
  return middle
    ? words.say("report.measure_middle", { middle, ...given })
    : words.say("report.measure", given);
}
