import {
  longestServiceTexts,
  mostOfService,
  openingDays,
  type OpeningDay,
  type ServiceSchedule,
} from '#shared/directory';
import { listIn, objectIn } from './json.ts';
import { locationsOf } from './places.ts';
import { plainLines, plainText } from './plain-text.ts';
import { ruleInWords } from './schedule-words.ts';

type Raw = Record<string, unknown>;
type Opening = { schedules: ServiceSchedule[]; openingDescription: string };

const mostWords = longestServiceTexts.openingDescription;
const differs = 'The hours differ from place to place: ring first.';

/**
 * The opening of a service on a day such as 2026-11-21. Plain weekly rules become hours. One rule of another kind keeps all of it words,
 * because a wrong *open now* is worse than *ring first*; so does a time with an offset, which is no wall time.
 */
export function openingOf(service: Raw, today: string): Opening {
  const own = listIn(service, 'schedules');
  if (own.length > 0) return openingIn(own, today);
  const places = locationsOf(service)
    .map(({ at, location }) => [...listIn(at, 'schedules'), ...listIn(location, 'schedules')])
    .filter((schedules) => schedules.length > 0);
  if (places.length > 1) return { schedules: [], openingDescription: differs };
  return openingIn(places[0] ?? [], today);
}

function openingIn(all: Raw[], today: string): Opening {
  const read = all
    .filter((one) => holdsOn(one, today))
    .map((one) => ({ one, weekly: weeklyIn(one), words: saidIn(one) }));
  const schedules = read.flatMap(({ weekly }) => weekly ?? []);
  const isWeekly =
    schedules.length <= mostOfService.schedules &&
    read.every(({ one, weekly }) => weekly !== null || !isRule(one));
  if (isWeekly) return { schedules, openingDescription: sentences(read.map(({ words }) => words)) };
  return {
    schedules: [],
    openingDescription: sentences(read.map(({ one, words }) => words || ruleInWords(one))),
  };
}

const holdsOn = ({ valid_from: from, valid_to: to }: Raw, today: string) =>
  !(typeof from === 'string' && from.slice(0, 10) > today) &&
  !(typeof to === 'string' && to.slice(0, 10) < today);

const saidIn = ({ description, notes }: Raw) =>
  plainLines(description, mostWords) || plainLines(notes, mostWords);

function sentences(words: string[]): string {
  const said = [...new Set(words.filter(Boolean))];
  return said.length === 1
    ? said[0]!
    : plainText(said.map((one) => one.replace(/\.$/, '')).join('. '), mostWords);
}

/** Whether it says anything of when, beside its words. */
const isRule = (one: Raw) =>
  ['freq', 'byday', 'bymonthday', 'opens_at', 'closes_at'].some((field) => Boolean(one[field]));

/** The hours of a rule that is the same every week; null for every other rule. */
function weeklyIn(schedule: Raw): ServiceSchedule | null {
  const { freq, interval, byday, bymonthday, opens_at: opens, closes_at: closes } = schedule;
  const onHolidays = objectIn(schedule, 'x_alongside').bank_holidays === true;
  const days =
    typeof byday === 'string' && byday !== '' ? byday.split(',').map((day) => day.trim().toUpperCase()) : [];
  const opensAt = wallTime(opens);
  const closesAt = wallTime(closes);
  const isWeekly = plainText(freq, 20).toUpperCase() === 'WEEKLY' || (onHolidays && days.length === 0);
  const isEvery = Number(interval ?? 1) === 1 && (bymonthday ?? '') === '';
  const all = [...new Set([...days, ...(onHolidays ? ['PH'] : [])])];
  const isOnDays = all.length > 0 && all.every(isOpeningDay) && days.every((day) => day !== 'PH');
  if (!isWeekly || !isEvery || !isOnDays || opensAt === null || closesAt === null) return null;
  const isAllDay = opensAt === '00:00' && closesAt === '23:59';
  return { byday: all.filter(isOpeningDay), opensAt, closesAt: isAllDay ? '00:00' : closesAt };
}

const isOpeningDay = (day: string): day is OpeningDay => (openingDays as readonly string[]).includes(day);

/** `HH:MM` of a wall time; null for anything else. The end of the day is its midnight. */
function wallTime(value: unknown): string | null {
  const found = typeof value === 'string' ? /^(\d\d):(\d\d)(?::\d\d(?:\.0+)?)?$/.exec(value.trim()) : null;
  if (!found) return null;
  const time = `${found[1]}:${found[2]}`;
  if (time === '24:00') return '00:00';
  return found[1]! < '24' && found[2]! < '60' ? time : null;
}
