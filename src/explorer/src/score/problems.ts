// What is wrong with a form, where, and what to do: all of it told together, causes first.

import { byText } from "./text.ts";

export interface Problem {
  readonly file: string;
  readonly line: number;
  readonly column: string;
  readonly rule: string;
  readonly message: string;
  readonly advice: string;
}

function byAddress(one: Problem, other: Problem): number {
  return (
    byText(one.file, other.file) ||
    one.line - other.line ||
    byText(one.column, other.column) ||
    byText(one.rule, other.rule) ||
    byText(one.message, other.message) ||
    byText(one.advice, other.advice)
  );
}

/** Give problems that differ only in their line as one, which says in which other lines it is. */
export function alike(problems: readonly Problem[]): Problem[] {
  const found = new Map<string, Problem[]>();
  for (const each of [...problems].sort(byAddress)) {
    const key = JSON.stringify([each.file, each.column, each.rule, each.message]);
    found.set(key, [...(found.get(key) ?? []), each]);
  }
  const told = [...found.values()].flatMap(([first, ...rest]) => {
    if (!first) return [];
    const also = rest.length ? ` (Also in ${stretches(rest.map((each) => each.line))}.)` : "";
    return [{ ...first, message: `${first.message}${also}` }];
  });
  return told.sort(
    (one, other) => Number(one.line !== 0) - Number(other.line !== 0) || byAddress(one, other),
  );
}

/** Give lines in words, those that follow one another as one stretch. */
function stretches(numbers: readonly number[]): string {
  const found: [number, number][] = [];
  for (const number of [...numbers].sort((one, other) => one - other)) {
    const last = found.at(-1);
    if (last && number === last[1] + 1) last[1] = number;
    else found.push([number, number]);
  }
  const told = found.map(([start, end]) => (start === end ? `${start}` : `${start} to ${end}`));
  return `line${numbers.length > 1 ? "s" : ""} ${told.join(", ")}`;
}

/** Give a problem as the command line prints it. */
export function inWords(problem: Problem): string {
  const place = [problem.file, problem.line, problem.column].filter(Boolean).join(":");
  return `${place}: ${problem.message} ${problem.advice} [${problem.rule}]`;
}
