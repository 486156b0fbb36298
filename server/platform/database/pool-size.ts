const usual = 16;
/** A transaction needs one, and what is read beside it another. */
const fewest = 2;

/**
 * How many connections a pool opens at most: what `max` says at the end of the database's address, such as
 * `postgres://host/alongside?max=8`, and 16 without it. Null for what is no such number.
 */
export function poolSizeOf(url: string): number | null {
  const said = new URL(url).searchParams.get('max');
  if (said === null) return usual;
  return /^\d{1,3}$/.test(said) && Number(said) >= fewest ? Number(said) : null;
}
