import { beginningOf } from '#shared/opening-hours';
import { canBePlaced, weekCopy, type WeekCopy } from '#shared/week-copy';
import type { Shift } from '#shared/shifts';
import { helplineById } from '../helpline/queries.ts';
import { wallClockAt } from '../helpline/wall-clock.ts';
import { peopleWhoAre } from '../people/queries.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { shiftsBetween } from './change-queries.ts';
import { meetingsWithin } from './meetings-then.ts';
import type { ShiftReactions } from './placing.ts';

/** The Mondays of two weeks, such as 2026-11-23. */
export type TwoWeeks = { from: string; to: string };

/** What copying the places of one week into another would do now. Null if a day is no Monday, or they are the same. */
export async function weekCopyOf(
  tx: Db | Tx,
  helplineId: string,
  { from, to }: TwoWeeks,
  { reactions, now }: { reactions: ShiftReactions; now: Date },
): Promise<WeekCopy | null> {
  if (from === to || ![from, to].every(isMonday)) return null;
  const { timeZone, restHours } = await helplineById(tx, helplineId);
  const [source, target] = [from, to].map((monday) => weekOf(monday, timeZone));
  const [sourceShifts, around, people] = await Promise.all([
    shiftsBetween(tx, helplineId, source!.begins, source!.ends),
    shiftsBetween(tx, helplineId, dayBefore(target!.begins), dayAfter(target!.ends)),
    peopleWhoAre(tx, helplineId, 'supporter'),
  ]);
  const byId = new Map(people.map((person) => [person.id, person]));
  const targets = around.filter(isIn(target!));
  const meets = await meetingsWithin(reactions, tx, [...byId.keys()], {
    startsAt: target!.begins.toISOString(),
    endsAt: dayAfter(target!.ends).toISOString(),
  });
  return weekCopy({
    from: sourceShifts.filter(isIn(source!)),
    to: targets,
    all: around,
    mayTake: (personId, { startsAt }) => {
      const person = byId.get(personId);
      return person !== undefined && canBePlaced(person, wallClockAt(new Date(startsAt), timeZone).day);
    },
    meets,
    slotOf: slotIn(timeZone),
    restHours,
    now: now.getTime(),
  });
}

type Week = { begins: Date; ends: Date };
const day = 86_400_000;
const dayBefore = (at: Date) => new Date(at.getTime() - day);
const dayAfter = (at: Date) => new Date(at.getTime() + day);
const isIn =
  ({ begins, ends }: Week) =>
  ({ startsAt }: Shift) =>
    Date.parse(startsAt) >= begins.getTime() && Date.parse(startsAt) < ends.getTime();
const isMonday = (date: string) => new Date(`${date}T12:00Z`).getUTCDay() === 1;

function weekOf(monday: string, timeZone: string): Week {
  const next = new Date(Date.parse(`${monday}T12:00Z`) + 7 * day).toISOString().slice(0, 10);
  return { begins: beginningOf(monday, timeZone), ends: beginningOf(next, timeZone) };
}

/** Monday 18:00 00:00, by the clock on the wall, so that a clock change makes no other shift of it. */
function slotIn(timeZone: string) {
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', timeZone } as const;
  const starts = new Intl.DateTimeFormat('en-GB', { weekday: 'long', ...clock });
  const ends = new Intl.DateTimeFormat('en-GB', clock);
  return ({ startsAt, endsAt, secondLine }: Shift) =>
    `${starts.format(new Date(startsAt))} ${ends.format(new Date(endsAt))} ${secondLine ?? false}`;
}
