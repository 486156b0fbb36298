import { Temporal } from 'temporal-polyfill';

type QuietHours = { quietFrom: string | null; quietUntil: string | null };

/**
 * When these quiet hours end, or null outside of them. They are wall time and may cross midnight. An end that the clock
 * skips or repeats is the later of the two.
 */
export function quietUntil({ quietFrom, quietUntil }: QuietHours, timeZone: string, now: Date): Date | null {
  if (quietFrom === null || quietUntil === null) return null;
  const local = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(timeZone);
  const time = local.toPlainTime().toString({ smallestUnit: 'minute' });
  const crossesMidnight = quietFrom > quietUntil;
  const begun = time >= quietFrom;
  const notOver = time < quietUntil;
  if (crossesMidnight ? !begun && !notOver : !begun || !notOver) return null;

  const lastDay = crossesMidnight && begun ? local.toPlainDate().add({ days: 1 }) : local.toPlainDate();
  const end = lastDay.toPlainDateTime(quietUntil).toZonedDateTime(timeZone, { disambiguation: 'later' });
  return new Date(end.epochMilliseconds);
}
