import type { ShiftSpan } from '#shared/rest';
import type { Asked, Candidate, ShiftToFill } from '#shared/who-could';
import { absencesOf } from '../absences/queries.ts';
import { helplineById } from '../helpline/queries.ts';
import { wallClockAt, wallTimesOf } from '../helpline/wall-clock.ts';
import { meetingSpansOf } from '../meetings/beside-shifts.ts';
import { peopleWhoAre } from '../people/queries.ts';
import type { Change } from '../platform/live/commands/command.ts';
import { around } from '../shifts/rest-rule.ts';
import { placedShiftsOf } from '../shifts/placed-queries.ts';
import { lastAskedAt } from './roster-queries.ts';

/** Everything that decides who could come to some shifts. */
export type Roster = {
  restHours: number;
  candidates: (Candidate & Asked)[];
  toFill: (shift: ShiftSpan) => ShiftToFill;
};

/** Reads the roster for these shifts, with as many queries for one as for many. */
export async function rosterFor(change: Change, shifts: readonly ShiftSpan[]): Promise<Roster> {
  const { tx, helplineId, now } = change;
  const { restHours, timeZone } = await helplineById(tx, helplineId);
  const supporters = await peopleWhoAre(tx, helplineId, 'supporter');
  const ids = supporters.map(({ id }) => id);
  const spans = shifts.map(around);
  const from = new Date(Math.min(...spans.map((span) => span.from.getTime())));
  const to = new Date(Math.max(...spans.map((span) => span.to.getTime())));
  const placed = byPerson(await placedShiftsOf(tx, ids, { from, to }));
  const away = byPerson(await absencesOf(tx, ids, wallClockAt(from, timeZone).day));
  const meeting = byPerson(await meetingSpansOf(tx, ids, { from, to }));
  const asked = await lastAskedAt(tx, helplineId, now);
  return {
    restHours,
    candidates: supporters.map(({ id, roles, suspendedAt, isIn, induction }) => ({
      ...{ id, roles, suspendedAt, isIn, induction },
      shifts: placed.get(id) ?? [],
      absences: away.get(id) ?? [],
      meetings: meeting.get(id) ?? [],
      lastAskedAt: asked.get(id) ?? null,
    })),
    toFill: (shift) => ({ ...shift, wall: wallTimesOf(shift, timeZone) }),
  };
}

function byPerson<Row extends { personId: string }>(rows: Row[]): Map<string, Row[]> {
  const found = new Map<string, Row[]>();
  for (const row of rows) found.set(row.personId, [...(found.get(row.personId) ?? []), row]);
  return found;
}
