// What is agreed to do about the items of a service, as the page edits it: what stands there is what the report
// shows and the form holds, by the same rule as scoring.ts: of each item, what was agreed on the latest day.

import { UNNAMED_SITE } from "./answering.ts";
import type { Wrong } from "./cells.ts";
import { checked, day, PLANNING } from "./cells.ts";
import type { Draft } from "./drafts.ts";
import type { PlannedAction } from "./reading.ts";
import { byText, compared } from "./text.ts";

export type Field = (typeof PLANNING)[number];

/** Give a line in which nothing is agreed yet. */
export function openLine(item: string): PlannedAction {
  return { item, action: "", owner: "", by_when: "", measure: "", review_date: "" };
}

function dayOf({ date }: Draft): string {
  const read = day(date);
  return typeof read === "string" ? read : date;
}

/** Give the answers about a service, those of the latest day last. */
function about(drafts: readonly Draft[], site: string): Draft[] {
  const called = compared(site || UNNAMED_SITE);
  return drafts
    .filter((each) => compared(each.site || UNNAMED_SITE) === called)
    .sort((one, other) => byText(dayOf(one), dayOf(other)));
}

/** Give what is agreed about an item of a service: of the latest day on which anything was, each line once. */
export function agreed(drafts: readonly Draft[], site: string, item: string): PlannedAction[] {
  const of = (draft: Draft): PlannedAction[] => draft.plans.filter((line) => line.item === item);
  const planning = about(drafts, site).filter((draft) => of(draft).length);
  const latest = planning.at(-1);
  if (!latest) return [];
  const lines = planning.filter((draft) => dayOf(draft) === dayOf(latest)).flatMap(of);
  return [
    ...new Map(lines.map((line) => [JSON.stringify(PLANNING.map((field) => line[field])), line])).values(),
  ];
}

/**
 * Agree on lines for an item of a service, instead of what was agreed: they are of its latest day. What was agreed
 * on earlier days stays in the form as it was; where nothing is agreed any more, that goes as well.
 */
export function agree(
  drafts: readonly Draft[],
  current: Draft,
  item: string,
  lines: readonly PlannedAction[],
): void {
  const mine = about(drafts, current.site);
  const last = mine.at(-1) ?? current;
  const sameDay = mine.filter((draft) => dayOf(draft) === dayOf(last));
  const into = sameDay.includes(current) ? current : last;
  const kept = lines.filter((line) => PLANNING.some((field) => line[field]));
  for (const draft of kept.length ? sameDay : mine) {
    const others = draft.plans.filter((line) => line.item !== item);
    draft.plans.splice(0, draft.plans.length, ...others, ...(draft === into ? kept : []));
  }
}

/** Give what is wrong with what is written into a field of a line. */
export function mistakeIn(field: Field, said: string): Wrong | null {
  return (
    checked(
      new Map([
        ["question", "x"],
        [field, said],
      ]),
    ).wrong[0] ?? null
  );
}
