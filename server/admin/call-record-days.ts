import * as v from 'valibot';
import { leastCallRecordDays, mostCallRecordDays } from '#shared/retention';

const days = v.pipe(v.number(), v.integer(), v.minValue(leastCallRecordDays), v.maxValue(mostCallRecordDays));

/** A number of days, or "forever", for which 0 stands. */
export const callRecordDaysTyped = v.pipe(
  v.string(),
  v.check((text) => text === 'forever' || v.is(days, Number(text))),
  v.transform((text) => (text === 'forever' ? 0 : Number(text))),
);

export const callRecordDaysShould = `a number of days from ${leastCallRecordDays} to ${mostCallRecordDays}, or "forever"; left out, no call record is erased until a manager has chosen`;

export const notChosen =
  'Nobody has chosen how long call records are kept. None is erased until a manager chooses, under Helpline settings.';
