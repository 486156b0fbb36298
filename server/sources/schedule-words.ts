import { plainText } from './plain-text.ts';

const dayNames: Record<string, string> = {
  MO: 'Monday',
  TU: 'Tuesday',
  WE: 'Wednesday',
  TH: 'Thursday',
  FR: 'Friday',
  SA: 'Saturday',
  SU: 'Sunday',
};
const orders: Record<string, string> = {
  1: 'first',
  2: 'second',
  3: 'third',
  4: 'fourth',
  5: 'fifth',
  '-1': 'last',
};

/** A rule (RFC 5545) that is not plainly weekly, such as "Second Monday every month, 10:00 to 12:00"; empty if it says nothing of when. */
export function ruleInWords(schedule: Record<string, unknown>): string {
  const { freq, interval, byday, bymonthday, opens_at: opens, closes_at: closes } = schedule;
  const days =
    typeof byday === 'string' ? byday.split(',').flatMap((day) => dayInWords(day.trim().toUpperCase())) : [];
  const dates = typeof bymonthday === 'string' && bymonthday !== '' ? `on day ${bymonthday}` : '';
  const when = [days.join(' and '), dates, often(plainText(freq, 20).toUpperCase(), Number(interval ?? 1))];
  const [from, to] = [opens, closes].map((time) => plainText(time, 20));
  const span = from && to ? `${from} to ${to}` : from || to || '';
  const words = [when.filter(Boolean).join(' '), span].filter(Boolean).join(', ');
  return plainText(words.charAt(0).toUpperCase() + words.slice(1), 200);
}

function often(rule: string, every: number): string {
  const unit = { WEEKLY: 'week', MONTHLY: 'month' }[rule];
  if (unit === undefined) return '';
  return every > 1 ? `every ${every} ${unit}s` : unit === 'month' ? 'every month' : '';
}

function dayInWords(day: string): string[] {
  const found = /^([+-]?\d*)([A-Z]{2})$/.exec(day);
  const name = found && dayNames[found[2]!];
  if (!name) return [];
  const order = orders[found[1]!.replace('+', '')];
  return [order === undefined ? name : `${order} ${name}`];
}
