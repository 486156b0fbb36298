import type { Range } from '#shared/assumptions';

const shape = /^\d{1,9}(\.\d{1,2})?$/;

/** Parses a typed amount such as "12.50", "£1,200" or "3". Returns null for anything that is not a number. */
function amountIn(text: string): number | null {
  const plain = text.replace(/[£\s,]/g, '');
  return shape.test(plain) ? Number(plain) : null;
}

/** The two numbers as a range, or a sentence about what is wrong with them. */
export function rangeIn(low: string, high: string): Range | string {
  const [from, to] = [amountIn(low), amountIn(high.trim() === '' ? low : high)];
  if (from === null || to === null) return 'Write both as numbers, such as 12.50.';
  return from > to ? 'The first number has to be the lower one.' : { low: from, high: to };
}

/** A number for the box to write in. */
export const typed = (amount: number | undefined): string => (amount === undefined ? '' : String(amount));
