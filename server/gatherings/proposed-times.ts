import { Temporal } from 'temporal-polyfill';
import type { Absence } from '#shared/absences';
import { isAwayDuring } from '#shared/away';
import { leadingRole } from '#shared/gathering-rules';
import type { GatheringKind, ProposedTime } from '#shared/gatherings';
import { overlaps, type ShiftSpan } from '#shared/rest';
import type { Viewer } from '#shared/viewer';
import { absencesOf } from '../absences/queries.ts';
import { helplineById } from '../helpline/queries.ts';
import { wallTimesOf } from '../helpline/wall-clock.ts';
import { peopleWhoAre, personById } from '../people/queries.ts';
import type { Db } from '../platform/database/db.ts';
import { placedShiftsOf } from '../shifts/placed-queries.ts';
import { gatheringsBetween } from './feed-queries.ts';

type Asked = { kind: GatheringKind; around: string; minutes: number; with?: string | undefined };

/** Hours of a working day that are tried, on the helpline’s clock. */
const hours = ['10:00', '11:30', '14:00', '15:30'];
/** Days before and after the day asked for that are tried, and how many times are proposed. */
const days = { before: 3, after: 14 };
const most = 3;

/**
 * Times around a day at which the fewest of those invited have a shift, are away or meet somebody else, nearest to the day first, one
 * of each day. Says how many cannot, and not who.
 */
export async function proposedTimes(
  db: Db,
  viewer: Viewer,
  asked: Asked,
  now: Date,
): Promise<ProposedTime[]> {
  const { timeZone } = await helplineById(db, viewer.helplineId);
  const tried = spansAround(asked, timeZone, now);
  if (tried.length === 0) return [];
  const ids = await idsOf(db, viewer, asked);
  const [from, to] = [new Date(tried[0]!.startsAt), new Date(tried.at(-1)!.endsAt)];
  const placed = await placedShiftsOf(db, ids, { from, to });
  const away = await absencesOf(db, ids, tried[0]!.day);
  const meeting = await gatheringsBetween(db, viewer.helplineId, {
    from: new Date(from.getTime() - 86_400_000),
    to,
  });
  const cannot = (span: ShiftSpan) => {
    const isBusy = (id: string) =>
      placed.some((shift) => shift.personId === id && overlaps(shift, span)) ||
      meeting.some((other) => (other.ids?.includes(id) ?? true) && overlaps(other, span)) ||
      isAwayDuring(absencesOfPerson(away, id), wallTimesOf(span, timeZone));
    return ids.filter(isBusy).length;
  };
  const distance = (day: string) => Math.abs(Date.parse(day) - Date.parse(asked.around));
  const ranked = tried
    .map(({ day, ...span }) => ({ day, startsAt: span.startsAt, cannot: cannot(span) }))
    .toSorted((a, b) => a.cannot - b.cannot || distance(a.day) - distance(b.day));
  return bestOfEachDay(ranked)
    .slice(0, most)
    .map(({ startsAt, cannot }) => ({ startsAt, cannot, of: ids.length }));
}

const absencesOfPerson = (all: Absence[], id: string) => all.filter(({ personId }) => personId === id);

const bestOfEachDay = <Time extends { day: string }>(ranked: Time[]): Time[] =>
  ranked.filter(({ day }, at) => ranked.findIndex((one) => one.day === day) === at);

async function idsOf(db: Db, viewer: Viewer, { kind, with: withId }: Asked): Promise<string[]> {
  if (kind === 'one-to-one') {
    const person = await personById(db, viewer.helplineId, withId!);
    return person ? [viewer.id, person.id] : [viewer.id];
  }
  const people = await peopleWhoAre(db, viewer.helplineId, 'supporter', leadingRole[kind]);
  return people.filter(({ suspendedAt }) => suspendedAt === null).map(({ id }) => id);
}

/** The spans of time on working days around a day, from tomorrow on, in order. */
function spansAround({ around, minutes }: Asked, timeZone: string, now: Date) {
  const today = Temporal.Instant.fromEpochMilliseconds(now.getTime())
    .toZonedDateTimeISO(timeZone)
    .toPlainDate();
  const wanted = Temporal.PlainDate.from(around).subtract({ days: days.before });
  const tomorrow = today.add({ days: 1 });
  const first = Temporal.PlainDate.compare(wanted, tomorrow) < 0 ? tomorrow : wanted;
  return Array.from({ length: days.before + days.after }, (_, index) => first.add({ days: index }))
    .filter(({ dayOfWeek }) => dayOfWeek <= 5)
    .flatMap((date) =>
      hours.map((hour) => {
        const start = date.toPlainDateTime(hour).toZonedDateTime(timeZone).epochMilliseconds;
        const iso = (at: number) => new Date(at).toISOString();
        return { id: '', day: date.toString(), startsAt: iso(start), endsAt: iso(start + minutes * 60_000) };
      }),
    );
}
