// What people write, compared and shown as the program on the command line does it (ground/spelling.py): a form
// that is read here and there has to mean the same. JavaScript and Python differ in what is white space, in how
// capitals are folded, and in how texts are ordered; here is Python's way.

const SPACE = "\\t-\\r\\x1c-\\x20\\x85\\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000";
const EDGES = new RegExp(`^[${SPACE}]+|[${SPACE}]+$`, "g");
const SPACES = new RegExp(`[${SPACE}]+`, "g");

/** Give a text without white space at its ends. */
export function strip(text: string): string {
  return text.replace(EDGES, "");
}

/** Give the words of a text, as they stand between white space. */
export function words(text: string): string[] {
  return strip(text).split(SPACES).filter(Boolean);
}

/** Give the lines of a text, wherever one may end. */
export function lines(text: string): string[] {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const found = text.split(/\r\n|[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]/);
  if (found.at(-1) === "") found.pop();
  return found;
}

/** Whether every sign is one of ASCII. */
export function isAscii(text: string): boolean {
  return /^[\0-\x7f]*$/.test(text);
}

/** Give a text in which capitals and small letters are the same. */
export function folded(text: string): string {
  if (isAscii(text)) return text.toLowerCase();
  return Array.from(text, (sign) => {
    if (sign === "\u0131") return sign;
    if (/[\u13a0-\u13fd\uab70-\uabbf]/.test(sign)) return sign.toUpperCase(); // Cherokee folds to capitals
    return sign.toUpperCase().toLowerCase().replaceAll("\u03c2", "\u03c3");
  }).join("");
}

/** Order two texts by their signs. */
export function byText(one: string, other: string): number {
  const [left, right] = [Array.from(one), Array.from(other)];
  for (let place = 0; place < left.length && place < right.length; place += 1) {
    const apart = (left[place]?.codePointAt(0) ?? 0) - (right[place]?.codePointAt(0) ?? 0);
    if (apart) return apart;
  }
  return left.length - right.length;
}

const MARKS = /[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]/g;
const TURNING = /^[\u202a-\u202e\u2066-\u2069]+|[\u202a-\u202e\u2066-\u2069]+$/g;
const JOINERS = /[\u034f\u200c\u200d]/g;

/** Give a text with its letters whole, and without marks that are not seen and change nothing. */
export function plain(text: string): string {
  return isAscii(text) ? text : text.replace(MARKS, "").replace(TURNING, "").normalize("NFC");
}

/** Give a name as it is compared with others: in capitals or not, and however spaced. */
export function compared(text: string): string {
  return plain(words(folded(plain(text).replace(JOINERS, ""))).join(" "));
}

const NEVER = Array.from({ length: 14 }, (_, plane) => {
  const last = plane * 0x10000 + 0xfffe;
  return `\\u{${last.toString(16)}}-\\u{${(last + 1).toString(16)}}`;
}).join("");
const HIDDEN =
  "[\\0-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u2028-\\u202e\\u2061-\\u206f\\ufff9-\\ufffb" +
  "\\u115f\\u1160\\u17b4\\u17b5\\u2800\\u3164\\uffa0" +
  "\\ud800-\\udfff\\ue000-\\uf8ff\\ufdd0-\\ufdef\\u{1bca0}-\\u{1bca3}\\u{1d173}-\\u{1d17a}" +
  `${NEVER}\\u{e0000}-\\u{e00ff}\\u{e01f0}-\\u{10ffff}]` +
  "|(?<=[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}])[\\ufe00-\\ufe0f\\u{e0100}-\\u{e01ef}]";

/** Give the code of a sign, as in U+202E. */
function code(sign: string): string {
  return (sign.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, "0");
}

/** Give a text as it can be shown: what steers, or hides, stands as its escape. */
export function seen(text: string): string {
  return text.replaceAll("\r\n", "\n").replace(new RegExp(HIDDEN, "gu"), (sign) => {
    const number = code(sign);
    return number.length <= 4 ? `\\u${number}` : `\\U${number.padStart(8, "0")}`;
  });
}

/** Say which sign of a text hides or steers, and where it stands; nothing, if none does. */
export function hidden(text: string): string {
  const found = new RegExp(HIDDEN, "u").exec(text);
  if (found) {
    const before = Array.from(text.slice(0, found.index));
    const after = before.length ? `, after '${before.slice(-20).join("")}'` : "";
    return `U+${code(found[0])}, its sign ${before.length + 1}${after}`;
  }
  return text && !isAscii(text) && /^[\p{M}\p{Z}\p{C}]+$/u.test(text) ? "no sign that can be seen" : "";
}

/** Give a text as it can be shown on a line: what cannot be printed as its escape, and not too long. */
export function short(text: string): string {
  const printable = !/[^ \P{Z}]|\p{C}/u.test(text);
  const shown = Array.from(printable ? text : escaped(text));
  return shown.length <= 60 ? shown.join("") : `${shown.slice(0, 59).join("")}…`;
}

function escaped(text: string): string {
  return Array.from(text, (sign) => {
    const number = sign.codePointAt(0) ?? 0;
    if (sign === "\\") return "\\\\";
    const named = { "\t": "\\t", "\n": "\\n", "\r": "\\r" }[sign];
    if (named) return named;
    if (number >= 0x20 && number < 0x7f) return sign;
    const hex = number.toString(16);
    if (number < 0x100) return `\\x${hex.padStart(2, "0")}`;
    return number < 0x10000 ? `\\u${hex.padStart(4, "0")}` : `\\U${hex.padStart(8, "0")}`;
  }).join("");
}

/** Give how many signs a text has. */
export function length(text: string): number {
  return Array.from(text).length;
}

/** Give the first signs of a text. */
export function first(text: string, count: number): string {
  return Array.from(text).slice(0, count).join("");
}
