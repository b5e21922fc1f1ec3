/** Where on a page the reader was: kept for whoever goes back, and for whoever turns a switch on the same page. */

const LONGEST = 8000; // milliseconds that are waited for what is still being asked

interface Entry {
  readonly entry: string;
}

const left = new Map<string, number>();
let now: string | undefined;

/** Note that an entry of the history was come to: give how far down it was left, if it was seen before. */
export function arrived(): number | undefined {
  if (now !== undefined) {
    left.set(now, scrollY);
  }
  const said = (history.state as Entry | null)?.entry;
  if (said !== undefined) {
    now = said;
    return left.get(said);
  }
  now = Math.random().toString(36).slice(2);
  history.replaceState({ entry: now }, "");
  return undefined;
}

/** What a field, a button or a link is told by, though it be made anew. */
function sign(of: Element): string {
  const label =
    of.getAttribute("aria-label") ??
    (of as Partial<HTMLInputElement>).labels?.[0]?.firstChild?.textContent ??
    (of instanceof HTMLSelectElement ? "" : of.textContent);
  const panel = of.closest("[data-question]")?.getAttribute("data-question");
  const value = of instanceof HTMLInputElement && of.type === "radio" ? of.value : "";
  const name = of.getAttribute("name");
  return JSON.stringify([of.tagName, panel, of.id, name, label, value, of.getAttribute("href")]);
}

const REACHED = "a[href], button, input, select, textarea, summary";

/** Give what brings the keyboard back to where it is now within an element, once that was filled anew. */
export function hold(within: HTMLElement): () => void {
  const at = document.activeElement;
  if (at === null || at === within || !within.contains(at)) {
    return () => undefined;
  }
  const wanted = sign(at);
  const which = [...within.querySelectorAll(REACHED)].filter((it) => sign(it) === wanted).indexOf(at);
  return () => {
    if (document.activeElement === document.body) {
      const like = [...within.querySelectorAll<HTMLElement>(REACHED)].filter((it) => sign(it) === wanted);
      (like[which] ?? like[0])?.focus({ preventScroll: true });
    }
  };
}

/** Keep the window as far down as it was while an element fills: what grows above does not push it on. */
export async function settle(within: HTMLElement, down: number, isCurrent: () => boolean): Promise<void> {
  within.style.minHeight = `${down + innerHeight}px`;
  within.style.setProperty("overflow-anchor", "none");
  scrollTo(0, down);
  const until = performance.now() + LONGEST;
  while (isCurrent() && within.querySelector("[aria-busy]") !== null && performance.now() < until) {
    await new Promise((resolve) => setTimeout(resolve, 40));
  }
  if (isCurrent()) {
    within.removeAttribute("style");
  }
}
