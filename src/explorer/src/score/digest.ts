// SHA-256, here and at once: what the browser has of it answers later, and this numbers raters as the command
// line does (measure/scoring.py, unnamed).

const FRACTIONS = (root: number): number[] =>
  primes(root === 2 ? 8 : 64).map((prime) => fraction(prime ** (1 / root)));

function primes(count: number): number[] {
  const found: number[] = [];
  for (let number = 2; found.length < count; number += 1)
    if (found.every((prime) => number % prime)) found.push(number);
  return found;
}

function fraction(number: number): number {
  return Math.floor((number - Math.floor(number)) * 2 ** 32) >>> 0;
}

const START = FRACTIONS(2);
const ROUNDS = FRACTIONS(3);

/** Give the digest of a text in hexadecimal signs. */
export function sha256(text: string): string {
  const bytes = new TextEncoder().encode(text);
  const padded = new Uint8Array((((bytes.length + 8) >> 6) << 6) + 64);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, bytes.length << 3);
  let state = START;
  for (let block = 0; block < padded.length; block += 64) state = compress(state, view, block);
  return state.map((word) => word.toString(16).padStart(8, "0")).join("");
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

function compress(state: readonly number[], view: DataView, block: number): number[] {
  const words = Array.from({ length: 16 }, (_, place) => view.getUint32(block + 4 * place));
  const at = (place: number): number => words[place] ?? 0;
  for (let place = 16; place < 64; place += 1) {
    const [old, last] = [at(place - 15), at(place - 2)];
    const one = turned(old, 7) ^ turned(old, 18) ^ (old >>> 3);
    const two = turned(last, 17) ^ turned(last, 19) ^ (last >>> 10);
    words.push((at(place - 16) + one + at(place - 7) + two) >>> 0);
  }
  let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
  for (let place = 0; place < 64; place += 1) {
    const one = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
    const sum = (h + one + ((e & f) ^ (~e & g)) + (ROUNDS[place] ?? 0) + at(place)) >>> 0;
    const two = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
    const more = (two + ((a & b) ^ (a & c) ^ (b & c))) >>> 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + sum) >>> 0, c, b, a, (sum + more) >>> 0];
  }
  return [a, b, c, d, e, f, g, h].map((word, place) => (word + (state[place] ?? 0)) >>> 0);
}
