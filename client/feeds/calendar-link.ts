import { newSecret } from '../live/new-secret.ts';

export type CalendarLink = { address: string; tokenHash: string };

/** A new link for a calendar. Null outside a secure context, where no secret can be made. */
export async function newCalendarLink(origin: string): Promise<CalendarLink | null> {
  const made = await newSecret();
  return made && { address: `${origin}/api/feed/${made.secret}.ics`, tokenHash: made.hash };
}
