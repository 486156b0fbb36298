/** Since when nobody has looked at Alongside here, by this device’s clock; 0 where the screen was locked. */
const place = 'away-since';

export function awaySince(): number | null {
  const kept = localStorage.getItem(place);
  return kept === null ? null : Number(kept);
}

export const wentAway = (at: number) => localStorage.setItem(place, String(at));
export const cameBack = () => localStorage.removeItem(place);
