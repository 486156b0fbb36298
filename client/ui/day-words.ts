/** Words of a day. `Times` decides which one it is, by something else than the word. */
export const nearDays: Record<number, string> = { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' };
export const namedHours: Record<string, string> = { '00:00': 'midnight', '12:00': 'midday' };
export const partWords = { night: 'night', morning: 'morning', afternoon: 'afternoon', evening: 'evening' };
export type PartOfDay = keyof typeof partWords;
