import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { expect } from 'vitest';

/** An event as a calendar reads it. */
export type ReadEvent = {
  uid: string;
  sequence: number;
  status: string;
  summary: string;
  start: string;
  end: string;
  stamp: string;
  modified: string | null;
};

/**
 * The events of a calendar in order of their start, as two programs read it that have nothing in common with our writer or each other. Fails where
 * they do not agree, and where a line is not as RFC 5545 says in 3.1.
 */
export function eventsIn(text: string): ReadEvent[] {
  expectLinesOf(text);
  const [one, other] = [byIcalJs(text), byNodeIcal(text)];
  expect(one).toEqual(other);
  return one;
}

/** Lines end with CRLF and hold 75 octets at most, none of them a line break. */
export function expectLinesOf(text: string): void {
  expect(text.endsWith('\r\n')).toBe(true);
  for (const line of text.slice(0, -2).split('\r\n')) {
    expect(line).not.toMatch(/[\r\n]/);
    expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
  }
}

function byIcalJs(text: string): ReadEvent[] {
  const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
  const events = calendar.getAllSubcomponents('vevent').map((component) => {
    const event = new ICAL.Event(component);
    const instant = (property: string) =>
      (component.getFirstPropertyValue(property) as ICAL.Time | null)?.toJSDate().toISOString() ?? null;
    return {
      uid: event.uid,
      sequence: event.sequence,
      status: String(component.getFirstPropertyValue('status')),
      summary: event.summary,
      start: event.startDate.toJSDate().toISOString(),
      end: event.endDate.toJSDate().toISOString(),
      stamp: instant('dtstamp')!,
      modified: instant('last-modified'),
    };
  });
  return inOrder(events);
}

function byNodeIcal(text: string): ReadEvent[] {
  const found = Object.values(nodeIcal.sync.parseICS(text)).flatMap((part) =>
    part?.type === 'VEVENT' ? [part] : [],
  );
  return inOrder(
    found.map((event) => ({
      uid: event.uid,
      sequence: Number(event.sequence),
      status: String(event.status),
      summary: typeof event.summary === 'string' ? event.summary : event.summary.val,
      start: event.start.toISOString(),
      end: event.end!.toISOString(),
      stamp: event.dtstamp.toISOString(),
      modified: event.lastmodified?.toISOString() ?? null,
    })),
  );
}

const inOrder = (events: ReadEvent[]) =>
  events.sort((one, other) => one.start.localeCompare(other.start) || one.uid.localeCompare(other.uid));
