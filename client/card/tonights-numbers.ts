/** Whom to ring tonight, stored in this browser so that the card works offline. First names and numbers only; `until` in milliseconds since 1970. */
export type Numbers = { until: number; people: { name: string; phone: string }[] };
const place = 'ring-tonight';
/** Where the numbers are that were pinned to the card, which stay after signing out. */
export const pinnedPlace = 'pinned-numbers';

export function keepNumbers(numbers: Numbers) {
  localStorage.setItem(place, JSON.stringify(numbers));
}

export const forgetNumbers = () => localStorage.removeItem(place);

/** Empty once the records of the shift have closed. Uses the device clock, because the card has no server time. */
export function numbersKept(now = Date.now()): Numbers['people'] {
  try {
    const { until, people } = JSON.parse(localStorage.getItem(place) ?? '') as Numbers;
    if (now < until) return people;
  } catch {
    // Storage is not available.
  }
  forgetNumbers();
  return [];
}
