import type { Call } from '#shared/calls';
import { minutesBetween } from '../ui/times.ts';

/** 31 minutes */
export function lengthOf({ startedAt, endedAt }: Pick<Call, 'startedAt' | 'endedAt'>): string {
  const minutes = endedAt ? minutesBetween(startedAt, endedAt) : 0;
  return minutes < 1 ? 'under a minute' : minutes === 1 ? '1 minute' : `${minutes} minutes`;
}
