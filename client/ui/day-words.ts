/** From Monday on; their first three letters are their short form. */
export const weekdays = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
] as const;
/** Not from `Intl`, because Chromium has no Welsh. */
export const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
/** Words of a day. `Times` decides which one it is, by something else than the word. */
export const nearDays: Record<number, string> = { '-1': 'yesterday', 0: 'today', 1: 'tomorrow' };
const namedHours: Record<string, string> = { '00:00': 'midnight', '12:00': 'midday' };
/** midnight; 22:00 */
export const hourWords = (time: string): string => namedHours[time] ?? time;
export const partWords = { night: 'night', morning: 'morning', afternoon: 'afternoon', evening: 'evening' };
export type PartOfDay = keyof typeof partWords;
