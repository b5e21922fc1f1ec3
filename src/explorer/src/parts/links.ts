/** What is ours, and how a text is shown. */

import { BASE, type Term } from "../data/terms";

/** Whether a term is a thing that has a page here. */
export const isOurs = (term: Term): boolean => term.type === "uri" && term.value.startsWith(BASE);

// Signs that are not seen, or that turn what is beside them round, are shown by their number.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const UNSEEN = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]/g;

/** Give a text as it can be shown: nothing in it is unseen. */
export function shown(text: string): string {
  return text.replace(UNSEEN, (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
