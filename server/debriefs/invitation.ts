import type { Debrief } from '#shared/debriefs';

const lengthInMinutes = 45;

/** Others may see a calendar entry, so it names neither purpose nor people. */
const summary = 'Alongside';

/** The agreed time as a calendar file (RFC 5545); null if none is agreed. A new time replaces the earlier one. */
export function invitationTo({ id, state, steps, offeredFor }: Debrief): string | null {
  const agreed = steps.filter(({ step }) => step === 'agreed');
  const last = agreed.at(-1);
  if (state !== 'agreed' || !last || !offeredFor) return null;
  const startsAt = new Date(offeredFor);
  const endsAt = new Date(startsAt.getTime() + lengthInMinutes * 60_000);
  return [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Alongside//Alongside//EN',
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:${id}@alongside`,
    `SEQUENCE:${agreed.length - 1}`,
    `DTSTAMP:${inUtc(new Date(last.at))}`,
    `DTSTART:${inUtc(startsAt)}`,
    `DTEND:${inUtc(endsAt)}`,
    `SUMMARY:${escaped(summary)}`,
    'CLASS:PRIVATE',
    'STATUS:CONFIRMED',
    'TRANSP:OPAQUE',
    'END:VEVENT',
    'END:VCALENDAR',
  ]
    .map((line) => `${folded(line)}\r\n`)
    .join('');
}

/** 20261121T213000Z */
const inUtc = (instant: Date) => `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

const escaped = (text: string) => text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r?\n/g, '\\n');

/** Folds lines at 75 octets; a continuation begins with a space. Every line here is ASCII. */
const folded = (line: string) => line.match(/^.{1,75}|.{1,74}/g)!.join('\r\n ');
