/**
 * What the browser keeps: nothing that is not listed here, and each only if the reader agrees. No other module
 * touches what a browser can keep.
 */

/** What may be kept: by the name under which it is, what it is called. */
export const KEPT: Readonly<Record<string, string>> = {
  "determinants.answers": "Your answers in Score my service",
};
const OURS = "determinants."; // others may keep something in the same place, which is not ours to show or erase

export interface Kept {
  readonly under: string;
  readonly what: string;
  readonly text: string;
}

/** Where something is kept, as a browser has it; a test gives another. */
export type Place = Pick<Storage, "length" | "key" | "getItem" | "setItem" | "removeItem">;

/** Give the browser's place; nothing, where it forbids that. */
function browser(): Place | undefined {
  try {
    return localStorage;
  } catch {
    return undefined;
  }
}

/** Give all that is kept, also what an older explorer kept under a name that is not used any more. */
export function everything(place: Place | undefined = browser()): Kept[] {
  const names = Array.from({ length: place?.length ?? 0 }, (_, at) => place?.key(at) ?? "");
  return names
    .filter((under) => under.startsWith(OURS))
    .sort()
    .map((under) => ({
      under,
      what: Object.hasOwn(KEPT, under) ? (KEPT[under] ?? under) : under,
      text: place?.getItem(under) ?? "",
    }));
}

/** Give what is kept under a name; null, if nothing. */
export function kept(under: string, place: Place | undefined = browser()): string | null {
  return place?.getItem(under) ?? null;
}

/** Keep a text. Gives whether the browser does. */
export function keep(under: string, text: string, place: Place | undefined = browser()): boolean {
  if (!Object.hasOwn(KEPT, under)) {
    throw new RangeError(`'${under}' is not listed among what is kept.`);
  }
  try {
    place?.setItem(under, text);
    return place !== undefined;
  } catch {
    return false; // it is full, or forbidden
  }
}

/** Erase what is kept under a name; without one, everything of ours. */
export function erase(under?: string, place: Place | undefined = browser()): void {
  const names = under === undefined ? everything(place).map((it) => it.under) : [under];
  for (const each of names) {
    place?.removeItem(each);
  }
}

/** Call when another window has erased what is kept under a name. */
export function whenErasedElsewhere(under: string, then: () => void): void {
  addEventListener("storage", (event) => {
    const { key, newValue } = event as StorageEvent;
    if (newValue === null && (key === null || key === under)) then();
  });
}
