import { hourWords, months, nearDays, weekdays, type PartOfDay } from './day-words.ts';

/** Minutes by which clocks are set back, in any time zone. */
const turnedBackBy = [60, 30];

/** Formats times and days in one time zone, independent of the device's. */
export class Times {
  #zone: string;
  #formats = new Map<string, Intl.DateTimeFormat>();

  constructor(zone: string) {
    this.#zone = zone;
  }

  /** 21:42 */
  at(when: string | number): string {
    return this.#as('at', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, when);
  }

  /** Which of the two this is, in an hour that a clock change repeats; null otherwise. */
  which(when: string | number): 'first' | 'second' | null {
    const [then, at] = [+new Date(when), this.at(when)];
    if (turnedBackBy.some((minutes) => this.at(then - minutes * 60_000) === at)) return 'second';
    return turnedBackBy.some((minutes) => this.at(then + minutes * 60_000) === at) ? 'first' : null;
  }

  /** 21:42; in the night in which the clocks go back, the second 01:15. */
  distinct(when: string | number): string {
    const which = this.which(when);
    if (!which) return this.at(when);
    return which === 'first' ? `the first ${this.at(when)}` : `the second ${this.at(when)}`;
  }

  /** Like `distinct`, but midnight and midday by name. */
  hour(when: string | number): string {
    return hourWords(this.distinct(when));
  }

  /** Saturday */
  weekday(when: string | number): string {
    return weekdays[(this.#noon(when).getUTCDay() + 6) % 7]!;
  }

  /** Saturday 21 November */
  day(when: string | number): string {
    return `${this.weekday(when)} ${this.dayAndMonth(when)}`;
  }

  /** 21 November */
  dayAndMonth(when: string | number): string {
    const noon = this.#noon(when);
    return `${noon.getUTCDate()} ${months[noon.getUTCMonth()]}`;
  }

  /** 2026-11-21, for comparing days. */
  date(when: string | number): string {
    const parts = this.#format('date', { year: 'numeric', month: '2-digit', day: '2-digit' }).formatToParts(
      new Date(when),
    );
    const of = (type: string) => parts.find((part) => part.type === type)?.value ?? '';
    return `${of('year')}-${of('month')}-${of('day')}`;
  }

  /** Whole days from the day of `now` to another: 0 for today, 1 for tomorrow. */
  daysApart(now: number, when: string | number): number {
    return Math.round((Date.parse(this.date(when)) - Date.parse(this.date(now))) / 86_400_000);
  }

  /** today, tomorrow, yesterday, or Saturday 21 November */
  dayFrom(now: number, when: string | number): string {
    return nearDays[this.daysApart(now, when)] ?? this.day(when);
  }

  /** 21:42 for today, Saturday 21 November 21:42 for any other day. */
  from(now: number, when: string | number): string {
    const at = this.distinct(when);
    return this.daysApart(now, when) === 0 ? at : `${this.dayFrom(now, when)} ${at}`;
  }

  /** morning, afternoon, evening, or night for the small hours */
  part(when: string | number): PartOfDay {
    const hour = Number(this.at(when).slice(0, 2));
    if (hour < 5) return 'night';
    return hour < 12 ? 'morning' : hour < 18 ? 'afternoon' : 'evening';
  }

  #noon(when: string | number) {
    return new Date(`${this.date(when)}T12:00Z`);
  }

  #as(name: string, options: Intl.DateTimeFormatOptions, when: string | number) {
    return this.#format(name, options).format(new Date(when));
  }

  #format(name: string, options: Intl.DateTimeFormatOptions) {
    const format =
      this.#formats.get(name) ?? new Intl.DateTimeFormat('en-GB', { ...options, timeZone: this.#zone });
    this.#formats.set(name, format);
    return format;
  }
}

/** 24:07, or 1:04:07 from an hour on. */
export function stopwatch(from: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(from)) / 1000));
  const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const two = (n: number) => String(n).padStart(2, '0');
  return hours > 0 ? `${hours}:${two(minutes)}:${two(rest)}` : `${minutes}:${two(rest)}`;
}

export const minutesBetween = (from: string | number, to: string | number) =>
  Math.max(0, Math.floor((+new Date(to) - +new Date(from)) / 60_000));

/** just now, 12 min, 1 h 5 min: whole minutes that have passed. */
export function timeFor(from: string, now: number): string {
  const minutes = minutesBetween(from, now);
  if (minutes < 1) return 'just now';
  return span(0, minutes * 60_000);
}

/** 18 min, 2 h, 2 h 18 min */
export function span(from: string | number, to: string | number): string {
  const minutes = Math.max(0, Math.ceil((+new Date(to) - +new Date(from)) / 60_000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}
