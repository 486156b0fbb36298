/** Whom to ring tonight, kept in this browser so that a card can show it without a link. First names and numbers only. */
export type Numbers = { until: number; people: { name: string; phone: string }[] };
const place = 'ring-tonight';

export function keepNumbers(numbers: Numbers) {
  localStorage.setItem(place, JSON.stringify(numbers));
}

export const forgetNumbers = () => localStorage.removeItem(place);

/** Nobody once the shift has been over for as long as its records stay open. By this device’s clock: there is no other here. */
export function numbersKept(now = Date.now()): Numbers['people'] {
  try {
    const { until, people } = JSON.parse(localStorage.getItem(place) ?? '') as Numbers;
    if (now < until) return people;
  } catch {
    // Nothing is kept.
  }
  forgetNumbers();
  return [];
}
