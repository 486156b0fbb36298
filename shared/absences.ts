import * as v from 'valibot';
import { isA, type Viewer } from './viewer.ts';
import { timeOfDay } from './shifts.ts';
import { day, id, whole, type Row } from './shapes.ts';

/** Every such weekday, 1 for Monday to 7 for Sunday. An end at or before the beginning is on the next day. */
export type Weekly = { weekday: number; from: string; until: string };

/** Days on which a person cannot come, or hours of a weekday between these days. There is no field for a reason. */
export type Absence = Row & {
  personId: string;
  /** The first and last day, such as 2026-11-21; `to` is null where no end is known, which takes `weekly`. */
  from: string;
  to: string | null;
  /** Null for whole days. */
  weekly: Weekly | null;
  /** It was taken away again and counts for nothing. */
  removed: boolean;
};

/** The most absences of one person that are not over. */
export const mostAbsences = 40;

export const absenceCommands = {
  /** Sent for oneself. Refused with `conflict` where the last day is before the first. */
  'absence:add': v.strictObject({
    absenceId: id,
    from: day,
    to: v.nullable(day),
    weekly: v.optional(
      v.strictObject({
        weekday: whole(1, 7),
        from: timeOfDay,
        until: timeOfDay,
      }),
    ),
  }),
  'absence:remove': v.strictObject({ absenceId: id }),
};
export type AbsenceNews = { 'absence:changed': Absence };

/** Supporters, for themselves. */
export const mayBeAway = (viewer: Viewer) => isA(viewer, 'supporter');

/** Visible to the person and to managers; null for everybody else. */
export const absenceAsSeenBy = (viewer: Viewer, absence: Absence): Absence | null =>
  absence.personId === viewer.id || isA(viewer, 'manager') ? absence : null;
