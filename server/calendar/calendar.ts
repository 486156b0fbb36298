/** An event at exact times. Others may see a calendar, so nothing in an event says what it is for or who else is there. */
export type CalendarEvent = {
  /** Unique in the world and the same for ever. */
  uid: string;
  /** Grows whenever the times or the status change. */
  sequence: number;
  /** When what is said here was last changed. */
  revisedAt: Date;
  startsAt: Date;
  endsAt: Date;
  isCancelled?: boolean;
};

/**
 * `method` is for a calendar that is sent; one that is fetched has none, so that DTSTAMP means the last change (RFC 5545, 3.8.7.2) and what is
 * fetched twice is the same twice. `refreshHours` is a wish that many calendars do not heed (RFC 7986, 5.7).
 */
type About = { method?: 'PUBLISH'; refreshHours?: number };

/** The summary of every event, and the name of every calendar. */
const name = 'Alongside';

/** The text of an iCalendar object (RFC 5545) with these events, every time in UTC, every line ended by CRLF and folded at 75 octets. */
export function calendarOf(events: CalendarEvent[], { method, refreshHours }: About): string {
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    'PRODID:-//Alongside//Alongside//EN',
    'CALSCALE:GREGORIAN',
    ...(method ? [`METHOD:${method}`] : [`X-WR-CALNAME:${textValue(name)}`]),
    ...(refreshHours
      ? [`REFRESH-INTERVAL;VALUE=DURATION:PT${refreshHours}H`, `X-PUBLISHED-TTL:PT${refreshHours}H`]
      : []),
    ...events.flatMap((event) => linesOf(event, method === undefined)),
    'END:VCALENDAR',
  ];
  return lines.map((line) => `${folded(line)}\r\n`).join('');
}

function linesOf(event: CalendarEvent, isFetched: boolean): string[] {
  const { uid, sequence, revisedAt, startsAt, endsAt, isCancelled = false } = event;
  return [
    'BEGIN:VEVENT',
    `UID:${uid}@alongside`,
    `SEQUENCE:${sequence}`,
    `DTSTAMP:${inUtc(revisedAt)}`,
    ...(isFetched ? [`LAST-MODIFIED:${inUtc(revisedAt)}`] : []),
    `DTSTART:${inUtc(startsAt)}`,
    `DTEND:${inUtc(endsAt)}`,
    `SUMMARY:${textValue(name)}`,
    'CLASS:PRIVATE',
    `STATUS:${isCancelled ? 'CANCELLED' : 'CONFIRMED'}`,
    `TRANSP:${isCancelled ? 'TRANSPARENT' : 'OPAQUE'}`,
    'END:VEVENT',
  ];
}

/** 20261121T213000Z */
const inUtc = (instant: Date) => `${instant.toISOString().slice(0, 19).replaceAll(/[-:]/g, '')}Z`;

/** A value of the type TEXT (RFC 5545, 3.3.11). */
export const textValue = (text: string) =>
  text.replaceAll(/[\\;,]/g, '\\$&').replaceAll(/\r\n|\n|\r/g, '\\n');

const longestLine = 75;

/** Folds a line at 75 octets, without cutting a character in two; a continuation begins with a space (RFC 5545, 3.1). */
export function folded(line: string): string {
  const parts: string[] = [];
  let [part, octets] = ['', 0];
  for (const character of line) {
    const size = Buffer.byteLength(character);
    if (octets + size > longestLine) {
      parts.push(part);
      [part, octets] = ['', 1];
    }
    part += character;
    octets += size;
  }
  return [...parts, part].join('\r\n ');
}
