import type { Debrief } from '#shared/debriefs';
import { calendarOf } from '../calendar/calendar.ts';

const lengthInMinutes = 45;

/** The agreed time as a calendar file; null if none is agreed. A new time replaces the earlier one. */
export function invitationTo({ id, state, steps, offeredFor }: Debrief): string | null {
  const agreed = steps.filter(({ step }) => step === 'agreed');
  const last = agreed.at(-1);
  if (state !== 'agreed' || !last || !offeredFor) return null;
  const startsAt = new Date(offeredFor);
  const endsAt = new Date(startsAt.getTime() + lengthInMinutes * 60_000);
  const event = { uid: id, sequence: agreed.length - 1, revisedAt: new Date(last.at), startsAt, endsAt };
  return calendarOf([event], { method: 'PUBLISH' });
}
