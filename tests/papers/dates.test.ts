import { expect, test } from 'vitest';
import { machineDate } from '../support/real-time.ts';
import { paper } from './markdown.ts';

/** What a helpline is asked for, and whoever takes part: true on the day it says, and looked at again. */
const dated = [
  'CODE_OF_CONDUCT.md',
  'CONTRIBUTING.md',
  'SECURITY.md',
  'docs/accessibility.md',
  'docs/openssf.md',
  'docs/runbook.md',
  'docs/security.md',
  'docs/templates/dpia.md',
  'docs/templates/processing-record.md',
];
const staleAfterDays = 180;

/** The day a page says that it was last checked; null where it says none. */
function lastChecked(text: string): Date | null {
  const day = /^.*\bLast checked: (\d{1,2} [A-Z][a-z]+ \d{4})\./m.exec(text)?.[1];
  const date = day ? new Date(`${day} UTC`) : null;
  return date && !Number.isNaN(date.getTime()) ? date : null;
}

const daysSince = (day: Date, now: Date) => Math.floor((now.getTime() - day.getTime()) / 86_400_000);

/** Nothing that passed yesterday fails today because time went by: what is stale is said, and fails nothing. */
test('every paper says when it was last checked, and is named when that is too long ago', () => {
  const now = machineDate();
  for (const path of dated) {
    const day = lastChecked(paper(path).text);
    expect(day, `${path} says when it was last checked`).not.toBeNull();
    expect(daysSince(day!, now), `${path} was checked on a day to come`).toBeGreaterThanOrEqual(-1);
    if (daysSince(day!, now) > staleAfterDays)
      console.warn(
        `${path} was last checked ${daysSince(day!, now)} days ago. Read it again, then change its date.`,
      );
  }
});

test('a date is read, and what is none is not', () => {
  expect(lastChecked('# A\n\nLast checked: 3 May 2026.\n')).toEqual(new Date('2026-05-03T00:00:00Z'));
  expect(lastChecked('For all. Last checked: 3 May 2026. More.')).not.toBeNull();
  for (const text of ['', 'Last checked: lately.', 'Last checked: 3 Mai 2026.'])
    expect(lastChecked(text)).toBeNull();
  expect(daysSince(new Date('2026-01-01T00:00:00Z'), new Date('2026-07-01T12:00:00Z'))).toBe(181);
});
