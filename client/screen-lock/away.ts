/** When this browser was last used, by the device's clock in milliseconds since 1970; 0 where the screen was locked. */
const place = 'away-since';

export function awaySince(): number | null {
  const kept = localStorage.getItem(place);
  return kept === null ? null : Number(kept);
}

export const wentAway = (at: number) => localStorage.setItem(place, String(at));
export const cameBack = () => localStorage.removeItem(place);
