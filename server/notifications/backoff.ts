import type { NotificationKind } from '#shared/notifications';

/** Waits between tries, in milliseconds. After the last the notification counts as undelivered. */
const waits = [5_000, 30_000, 120_000, 600_000, 1_800_000];
/** Tries of a test notification: few, because a person is waiting for the result. */
const triesOfTest = 3;

/** The wait after this many failed tries; null after the last. */
export function waitBefore(tries: number, kind: NotificationKind, notBefore = 0): number | null {
  const wait = kind === 'test' && tries >= triesOfTest ? undefined : waits[tries - 1];
  return wait === undefined ? null : Math.max(wait, notBefore);
}
