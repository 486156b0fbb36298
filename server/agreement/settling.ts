import type { Agreement } from '#shared/agreement';
import { refuseUnless } from '../platform/live/commands/command.ts';

/** Refuses `conflict` unless this version is the one that waits for a second person. */
export function refuseUnlessProposed<Version extends Agreement>(
  proposed: Version | null,
  number: number,
  what: 'page' | 'service',
): Version {
  refuseUnless(
    proposed?.number === number,
    'conflict',
    `This is not what is proposed any more. Look at the ${what} again.`,
  );
  return proposed;
}

/** What declining a version takes back of what one person alone had put in force. */
export async function takenBackWith({ change }: Agreement, lastAgreedNumber: () => Promise<number | null>) {
  if (change === 'number') return { currentNumber: await lastAgreedNumber() };
  return change === 'hide' ? { state: 'published' as const } : {};
}
