// Which names come close to one that nobody has: by the longest stretches that two have in common, found again
// and again on either side, as Python's difflib compares texts.

const ENOUGH = 0.6;

/** Give the names that come close to a word, the closest first; at most three. */
export function near(word: string, names: readonly string[]): string[] {
  const scored = names
    .map((name): [number, string] => [ratio(name, word), name])
    .filter(([score]) => score >= ENOUGH);
  scored.sort(([one, left], [other, right]) => other - one || (left < right ? 1 : left > right ? -1 : 0));
  return scored.slice(0, 3).map(([, name]) => name);
}

function ratio(one: string, other: string): number {
  const [left, right] = [Array.from(one), Array.from(other)];
  const length = left.length + right.length;
  return length ? (2 * matching(left, right)) / length : 1;
}

/** Count the signs of the longest stretches in common. */
function matching(one: readonly string[], other: readonly string[]): number {
  const where = new Map<string, number[]>();
  for (const [place, sign] of other.entries()) where.set(sign, [...(where.get(sign) ?? []), place]);
  // Signs that a long text is full of say nothing: difflib passes over them from 200 signs on.
  if (other.length >= 200) {
    const most = Math.floor(other.length / 100) + 1;
    for (const [sign, places] of where) if (places.length > most) where.delete(sign);
  }
  let total = 0;
  const left: [number, number, number, number][] = [[0, one.length, 0, other.length]];
  for (let part = left.pop(); part; part = left.pop()) {
    const [oneLow, oneHigh, otherLow, otherHigh] = part;
    const [at, beside, size] = longest(one, other, where, part);
    if (!size) continue;
    total += size;
    left.push([oneLow, at, otherLow, beside], [at + size, oneHigh, beside + size, otherHigh]);
  }
  return total;
}

function longest(
  one: readonly string[],
  other: readonly string[],
  where: ReadonlyMap<string, readonly number[]>,
  [oneLow, oneHigh, otherLow, otherHigh]: readonly [number, number, number, number],
): [number, number, number] {
  let [at, beside, size] = [oneLow, otherLow, 0];
  let before = new Map<number, number>();
  for (let place = oneLow; place < oneHigh; place += 1) {
    const now = new Map<number, number>();
    for (const opposite of where.get(one[place] ?? "") ?? []) {
      if (opposite < otherLow) continue;
      if (opposite >= otherHigh) break;
      const run = (before.get(opposite - 1) ?? 0) + 1;
      now.set(opposite, run);
      if (run > size) [at, beside, size] = [place - run + 1, opposite - run + 1, run];
    }
    before = now;
  }
  while (at > oneLow && beside > otherLow && one[at - 1] === other[beside - 1])
    [at, beside, size] = [at - 1, beside - 1, size + 1];
  while (at + size < oneHigh && beside + size < otherHigh && one[at + size] === other[beside + size])
    size += 1;
  return [at, beside, size];
}
