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

/** What there is to say of that day; null where nothing is. */
function remarkOn(day: Date, now: Date): string | null {
  const days = daysSince(day, now);
  if (days > staleAfterDays) return `was last checked ${days} days ago. Read it again, then change its date.`;
  return days < -1 ? 'was checked on a day to come: that date, or the one of this computer, is wrong.' : null;
}

const daysSince = (day: Date, now: Date) => Math.floor((now.getTime() - day.getTime()) / 86_400_000);

/** Nothing that passes on one day fails on another: what is stale, or to come, is said and fails nothing. */
test('every paper says when it was last checked, and is named when that is too long ago', () => {
  for (const path of dated) {
    const day = lastChecked(paper(path).text);
    expect(day, `${path} says when it was last checked`).not.toBeNull();
    const remark = remarkOn(day!, machineDate());
    if (remark) console.warn(`${path} ${remark}`);
  }
});

test('a date is read, and what is none is not', () => {
  expect(lastChecked('# A\n\nLast checked: 3 May 2026.\n')).toEqual(new Date('2026-05-03T00:00:00Z'));
  expect(lastChecked('For all. Last checked: 3 May 2026. More.')).not.toBeNull();
  for (const text of ['', 'Last checked: lately.', 'Last checked: 3 Mai 2026.'])
    expect(lastChecked(text)).toBeNull();
  const remark = (now: string) => remarkOn(new Date('2026-01-01T00:00:00Z'), new Date(now));
  expect(remark('2026-07-01T12:00:00Z')).toContain('181 days ago');
  expect(remark('2026-06-30T12:00:00Z')).toBeNull();
  expect(remark('2025-12-31T12:00:00Z')).toBeNull();
  expect(remark('2025-12-29T12:00:00Z')).toContain('a day to come');
});
