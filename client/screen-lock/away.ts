/** When this browser was last used, by the device's clock in milliseconds since 1970; 0 where the screen was locked. */
const place = 'away-since';

export function awaySince(): number | null {
  const stored = localStorage.getItem(place);
  return stored === null ? null : Number(stored);
}

export const wentAway = (at: number) => localStorage.setItem(place, String(at));
export const cameBack = () => localStorage.removeItem(place);
