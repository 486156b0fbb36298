import * as v from 'valibot';
import { day, id } from './shapes.ts';

/** The first and the last day of the time in which somebody learns the work, such as 2026-11-21. */
export type Induction = { from: string; until: string };

/** The weeks that it usually takes. */
export const weeksOfInduction = 4;

export const inductionCommands = {
  /** Until it ends the person has no place in a shift. Null ends it, or takes it away. */
  'person:induction': v.strictObject({
    personId: id,
    induction: v.nullable(v.strictObject({ from: day, until: day })),
  }),
};

type WithInduction = { induction: Induction | null };

/** Whether somebody has no place in a shift that begins on this day, because their induction is not over. */
export const isInInduction = ({ induction }: WithInduction, on: string): boolean =>
  induction !== null && on <= induction.until;
