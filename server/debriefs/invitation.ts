import type { Debrief } from '#shared/debriefs';

const lengthInMinutes = 45;

/** What others may see in a calendar, and so no word of what it is for, with whom, or about whom. */
const summary = 'Alongside';

/** The agreed time as RFC 5545 has it, or null where none stands. A new time takes the place of the one before. */
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

/** At most 75 octets to a line, where one that goes on begins with a space; every line here is ASCII. */
const folded = (line: string) => line.match(/^.{1,75}|.{1,74}/g)!.join('\r\n ');
