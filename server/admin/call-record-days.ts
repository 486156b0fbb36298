import * as v from 'valibot';
import { callRecordDays } from '#shared/helpline';
import { leastCallRecordDays, mostCallRecordDays } from '#shared/retention';

const daysOf = (text: string) => (text === 'forever' ? 0 : Number(text));

/** A number of days, or "forever", for which 0 stands. */
export const callRecordDaysTyped = v.pipe(
  v.string(),
  v.check((text) => text === 'forever' || (daysOf(text) > 0 && v.is(callRecordDays, daysOf(text)))),
  v.transform(daysOf),
);

export const callRecordDaysShould = `a number of days from ${leastCallRecordDays} to ${mostCallRecordDays}, or "forever"; left out, no call record is erased until a manager has chosen`;

export const notChosen =
  'Nobody has chosen how long call records are kept. None is erased until a manager chooses, under Helpline settings.';
