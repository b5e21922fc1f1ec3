// Means, exactly: scores are few and small, and a mean that is a hair under its half must not be rounded up.

/** A number as one whole number over another, which is above nought. */
export interface Fraction {
  readonly over: number;
  readonly under: number;
}

/** Give the mean of whole numbers; nothing where there are none. */
export function mean(numbers: readonly number[]): Fraction | null {
  if (!numbers.length) return null;
  return { over: numbers.reduce((sum, each) => sum + each, 0), under: numbers.length };
}

/** Give by how much one number is more than another. */
export function minus(one: Fraction, other: Fraction): Fraction {
  return { over: one.over * other.under - other.over * one.under, under: one.under * other.under };
}

/** Whether a whole number is more than a fraction. */
export function exceeds(whole: number, fraction: Fraction): boolean {
  return whole * fraction.under > fraction.over;
}

/** Give a number with at most two decimals; a half goes to the even one, as in Python's decimals. */
export function rounded(exact: Fraction | null): number | null {
  if (exact === null) return null;
  const negative = exact.over < 0;
  const hundredths = Math.abs(exact.over) * 100;
  let whole = Math.floor(hundredths / exact.under);
  const rest = 2 * (hundredths - whole * exact.under);
  if (rest > exact.under || (rest === exact.under && whole % 2 === 1)) whole += 1;
  return whole === 0 ? 0 : (negative ? -whole : whole) / 100;
}

/** Give a number with one decimal; where it stands just between two, the even one, as Python rounds. */
export function tenth(number: number): string {
  const quarters = number * 4;
  if (!Number.isInteger(quarters) || quarters % 2 === 0) return number.toFixed(1);
  const below = Math.floor(number * 10);
  return ((below % 2 === 0 ? below : below + 1) / 10).toFixed(1);
}
