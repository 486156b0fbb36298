import type { NotificationKind } from '#shared/notifications';

/** Milliseconds between one try and the next. After the last it counts as not delivered. */
const waits = [5_000, 30_000, 120_000, 600_000, 1_800_000];
/** Somebody waits for a test, and is told soon that it did not go. */
const triesOfTest = 3;

/** How long to wait after so many tries in vain; null when that was the last. */
export function waitBefore(tries: number, kind: NotificationKind, notBefore = 0): number | null {
  const wait = kind === 'test' && tries >= triesOfTest ? undefined : waits[tries - 1];
  return wait === undefined ? null : Math.max(wait, notBefore);
}
