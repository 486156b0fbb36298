import type { Shift } from '#shared/shifts';
import type { Times } from '../ui/times.ts';
import { dayName, endOf } from './shift-words.ts';

type OnCall = Pick<Shift, 'startsAt' | 'endsAt' | 'managerId' | 'nextManagerId'>;
/** `nameOf` returns “You” for the viewer. */
type Looking = { now: number; times: Times; nameOf: (id: string) => string };

/** Lorna is on call until midnight. Idris is next. */
export function onCallSentence(shift: OnCall, { now, times, nameOf }: Looking): string {
  const { managerId, nextManagerId, startsAt } = shift;
  const day = dayName(shift, now, times);
  const when =
    Date.parse(startsAt) <= now
      ? `until ${endOf(shift, times)}`
      : `${/^To/.test(day) ? day.toLowerCase() : `on ${day}`} from ${times.hour(startsAt)}`;
  if (managerId === null) return `Nobody is on call ${when}.`;
  const first = `${subject(nameOf(managerId))} on call ${when}.`;
  return nextManagerId === null
    ? `${first} Nobody is next.`
    : `${first} ${subject(nameOf(nextManagerId))} next.`;
}

const subject = (name: string) => (name === 'You' ? 'You are' : `${name} is`);
