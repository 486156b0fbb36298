import { emptyRecord } from '#shared/calls';
import type { calls, FieldMarks } from '../schema/calls.ts';
import type { Chance } from './chance.ts';
import type { Invented } from './numbering.ts';
import { trialHelpline } from './people.ts';
import { inventRecord } from './records.ts';
import type { TrialShift } from './shifts.ts';
import { earliest, hour, later, minute } from './times.ts';

export type TrialCall = Omit<Invented<typeof calls>, 'fieldMarks'> & {
  shift: TrialShift;
  startedAt: Date;
  endedAt: Date;
  closedAt: Date | null;
};

const settlingIn = 5 * minute;
const handingOver = 10 * minute;

/** The calls of a shift that is over, written up soon after each. Nobody is on two at once. */
export function callsOf(shift: TrialShift, chance: Chance): TrialCall[] {
  return shift.pair.flatMap((personId) => callsOfOne(personId, shift, chance));
}

/** The time is cut into equal parts with one call in each; the longest call fits into the shortest part. */
function callsOfOne(personId: string, shift: TrialShift, chance: Chance): TrialCall[] {
  const length = shift.endsAt.getTime() - shift.startsAt.getTime();
  const count = 2 + Number(chance.happens(length > 9 * hour ? 0.5 : 0.2));
  const part = (length - settlingIn - handingOver) / count;
  return Array.from({ length: count }, (_, index) => {
    const { record, minutes } = inventRecord(chance);
    const taken = Math.round(minutes * 60) * 1_000;
    const begins = settlingIn + part * index + chance.number() * (part - taken);
    const startedAt = later(shift.startsAt, Math.floor(begins));
    const endedAt = later(startedAt, taken);
    const closedAt = earliest(later(endedAt, chance.whole(3, 30) * minute), shift.endsAt);
    return callOf(shift, personId, { startedAt, endedAt, closedAt }, record, chance);
  });
}

type Times = { startedAt: Date; endedAt: Date; closedAt: Date | null };

/** A call that is over: closed where it is written up, otherwise waiting for its record. */
export function callOf(
  shift: TrialShift,
  personId: string,
  times: Times,
  record: typeof emptyRecord,
  chance: Chance,
): TrialCall {
  return {
    id: chance.idAt(times.startedAt),
    helplineId: trialHelpline.id,
    shift,
    shiftId: shift.id,
    state: times.closedAt ? 'closed' : 'writing-up',
    takenBy: personId,
    assignedTo: personId,
    ...times,
    startReceivedAt: times.startedAt,
    endReceivedAt: times.endedAt,
    ...record,
    flagged: false,
    openTo: [],
    changedAt: times.closedAt ?? times.endedAt,
  };
}

/** The latest calls of a shift go back to being written up, as they often are the next day. */
export function leaveForLater(ofLastNight: TrialCall[], howMany: number): void {
  const byTime = ofLastNight.toSorted((one, other) => other.startedAt.getTime() - one.startedAt.getTime());
  for (const call of byTime.slice(0, howMany)) {
    Object.assign(call, {
      state: 'writing-up',
      closedAt: null,
      note: '',
      outcomes: [],
      changedAt: call.endedAt,
    });
  }
}

/** Who wrote each field of the record that is filled in, with the call's own version. */
export function fieldMarksOf(call: TrialCall & { version: number }): FieldMarks {
  const written = (Object.keys(emptyRecord) as (keyof typeof emptyRecord)[]).filter((field) => {
    const value = call[field];
    return value !== null && value !== undefined && value.length > 0;
  });
  return Object.fromEntries(written.map((field) => [field, { version: call.version, by: call.assignedTo }]));
}
