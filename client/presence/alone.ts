import { goneSince } from '#shared/presence';
import type { App } from '../app.ts';

/** Since when I am the only one on my shift, as an instant in ISO 8601; null while two are there, or the shift has not begun. */
export function aloneSince({ tonight, clock, live }: Pick<App, 'tonight' | 'clock' | 'live'>): string | null {
  const { shift, mine, partner, theirs } = tonight;
  if (!shift || !mine || !tonight.on || !live.connected) return null;
  const began = later(shift.startsAt, mine.joinedAt);
  if (Date.parse(shift.startsAt) > clock.now) return null;
  if (!partner || !theirs) return began;
  const gone = goneSince(theirs, clock.now);
  return gone && later(gone, began);
}

const later = (one: string, other: string) => (Date.parse(one) > Date.parse(other) ? one : other);
