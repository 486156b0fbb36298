import type { Lists } from '../lists/lists.svelte.ts';
import {
  checkedForMonths,
  openingDays,
  type Fault,
  type FaultKind,
  type OpeningDay,
  type Service,
  type ServiceText,
} from '#shared/directory';
import { openNow, type OpenNow } from '#shared/open-now';
import { whoIs } from '../agreement/agreement-words.ts';
import type { App } from '../app.ts';
import { hourWords, weekdays } from '../ui/day-words.ts';
import { capital } from '../ui/number-words.ts';
import type { Times } from '../ui/times.ts';

type Reads = Pick<App, 'me' | 'times' | 'nameOf' | 'clock'>;

/** Whether a service is open now, in the helpline's wall time. */
export const openAt = (
  text: ServiceText,
  times: Times,
  now: number,
  holidays: ReadonlySet<string>,
): OpenNow =>
  openNow(
    text,
    { date: times.date(now), time: times.at(now), repeated: times.which(now) !== null },
    holidays,
  );

/** Noon of a day, for sentences about days: the date is the same in every time zone near it. */
const noonOf = (date: string) => Date.parse(`${date}T12:00Z`);

/** Open until 22:00 · Shut, opens tomorrow at 09:00 · Hours not known: ring first. */
export function openWords(open: OpenNow, times: Times, now: number): string {
  const dayOf = (date: string) => {
    const apart = Math.round((noonOf(date) - noonOf(times.date(now))) / 86_400_000);
    return apart === 0 ? 'today' : apart === 1 ? 'tomorrow' : times.weekday(noonOf(date));
  };
  if (open.state === 'unknown')
    return open.why === 'bank-holiday' ? 'Bank holiday: ring first' : 'Hours not known: ring first';
  if (open.state === 'open')
    return open.until ? `Open until ${hourWords(open.until.time)}` : 'Open day and night';
  if (open.opens) return `Shut, opens ${dayOf(open.opens.date)} at ${hourWords(open.opens.time)}`;
  return open.unsure ? `Shut. ${capital(dayOf(open.unsure))} is a bank holiday: ring first` : 'Shut for now';
}

/** Checked by Ruth, 3 November · Not checked since 3 May. */
export function checkedWords(app: Reads, { checked }: Pick<Service, 'checked'>): string {
  if (!checked) return 'Nobody has checked this yet';
  const on = app.times.dayAndMonth(checked.at);
  if (isStale(checked.at, app.clock.now))
    return `Not checked since ${on} ${app.times.date(checked.at).slice(0, 4)}`;
  return `Checked by ${checked.by ? whoIs(app, checked.by) : 'its publisher'}, ${on}`;
}

/** Whether a check is so old that it says nothing any more. */
export function isStale(at: string, now: number): boolean {
  const until = new Date(at);
  until.setUTCMonth(until.getUTCMonth() + checkedForMonths);
  return until.getTime() < now;
}

/** What was found wrong, for a choice. */
export const faultKindWords: Record<FaultKind, string> = {
  number: 'The number is wrong',
  hours: 'The hours are wrong',
  gone: 'It is not there any more',
  other: 'Something else',
};
const foundWords: Record<FaultKind, string> = {
  number: 'found the number wrong',
  hours: 'found the hours wrong',
  gone: 'found it gone',
  other: 'found something wrong',
};

/** Ana found the number wrong, tonight. */
export function faultWords(app: Reads, { what, raisedBy, raisedAt }: Fault): string {
  const now = app.clock.now;
  const apart = app.times.daysApart(now, raisedAt);
  const isTonight =
    now - Date.parse(raisedAt) < 12 * 3_600_000 && ['evening', 'night'].includes(app.times.part(raisedAt));
  const when = isTonight
    ? 'tonight'
    : apart === 0 || apart === -1
      ? app.times.dayFrom(now, raisedAt)
      : app.times.dayAndMonth(raisedAt);
  return `${app.nameOf(raisedBy)} ${foundWords[what]}, ${when}`;
}

/** 16 to 25 · from 18 · up to 25; empty for everybody. */
export function ageWords({ minimumAge, maximumAge }: ServiceText): string {
  if (minimumAge === null && maximumAge === null) return '';
  if (maximumAge === null) return `From ${minimumAge}`;
  return minimumAge === null ? `Up to ${maximumAge}` : `${minimumAge} to ${maximumAge}`;
}

/** Monday; Bank holidays */
export const dayWords = (day: OpeningDay): string => weekdays[openingDays.indexOf(day)] ?? 'Bank holidays';
/** Mon; Bank holidays */
export const shortDay = (day: OpeningDay) => (day === 'PH' ? dayWords(day) : dayWords(day).slice(0, 3));

/** Mon to Fri 09:00 to 17:00; one line for each of the hours. */
export const hoursWords = ({ schedules }: Pick<ServiceText, 'schedules'>): string[] =>
  schedules.map(({ byday, opensAt, closesAt }) => {
    const days = openingDays.filter((one) => byday.includes(one));
    const hours = opensAt === closesAt ? 'day and night' : `${hourWords(opensAt)} to ${hourWords(closesAt)}`;
    return `${runsOf(days)}: ${hours}`;
  });

/** Days that follow one another as one: Mon to Fri, Sun. */
function runsOf(days: OpeningDay[]): string {
  const runs: OpeningDay[][] = [];
  for (const day of days) {
    const last = runs.at(-1);
    const follows =
      last && day !== 'PH' && openingDays.indexOf(day) === openingDays.indexOf(last.at(-1)!) + 1;
    if (follows) last.push(day);
    else runs.push([day]);
  }
  return runs
    .map((run) =>
      run.length > 2 ? `${shortDay(run[0]!)} to ${shortDay(run.at(-1)!)}` : run.map(shortDay).join(', '),
    )
    .join(', ');
}

/** How a borough reads in the helpline's list; one that is not in it, such as from elsewhere, is read from its slug. */
export const boroughName = (slug: string, lists: Lists) =>
  lists.find('boroughs', slug)?.words ?? capital(slug.replaceAll('-', ' '));

/** The boroughs of the helpline, and others that are named already. */
export const boroughsOf = (lists: Lists, others: string[]): string[] => [
  ...new Set([
    ...Object.keys(lists.options('boroughs', null)).filter(
      (slug) => slug !== 'not-asked' && slug !== 'elsewhere',
    ),
    ...others,
  ]),
];
