/** A sentence when this is not a whole number in the range; null when it is. */
export function wrongWith(typed: string, least: number, most: number): string | null {
  const number = Number(typed);
  const fits = /^\d+$/.test(typed.trim()) && number >= least && number <= most;
  return fits ? null : `This has to be a whole number from ${least} to ${most}.`;
}
