import { afterEach, expect, test } from 'vitest';
import { places, shifts } from '#drizzle/schema/shifts';
import { shiftTimesBetween } from '#shared/opening-hours';
import { usualPattern } from '#shared/patterns';
import type { OpeningPattern } from '#shared/shifts';
import { eventsOfFeed, madeLink } from '../support/feeds.ts';
import { newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

const nights: OpeningPattern = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
  weekday,
  opensAt: '22:00',
  closesAt: '06:00',
}));
const hour = 3_600_000;
let testServer: TestServer;
let helpline: Helpline;
afterEach(async () => {
  helpline.leaveAll();
  await testServer.close();
});

/** What Ana's calendar reads of two weeks of such shifts, all of them hers. */
async function calendarOf(pattern: OpeningPattern, zone: string, from: Date) {
  testServer = await openTestServer({ startsAt: from });
  helpline = await openHelpline(testServer);
  const until = new Date(from.getTime() + 14 * 24 * hour);
  const times = shiftTimesBetween(pattern, zone, new Date(from.getTime() + 6 * hour), until);
  const row = { helplineId: helpline.id, version: 1 };
  const rows = times.map((one) => ({ ...row, ...one, id: newId() }));
  await testServer.db.insert(shifts).values(rows);
  await testServer.db.insert(places).values(
    rows.map(({ id }) => ({
      shiftId: id,
      place: 1 as const,
      helplineId: helpline.id,
      personId: helpline.ids.ana,
    })),
  );
  const token = await madeLink(await helpline.connect('ana'));
  const [, ...events] = await eventsOfFeed(testServer.url, token);
  expect(events.map(({ start, end }) => ({ start, end }))).toEqual(
    times.map(({ startsAt, endsAt }) => ({ start: startsAt.toISOString(), end: endsAt.toISOString() })),
  );
  return events.map(({ start, end }) => (Date.parse(end) - Date.parse(start)) / hour);
}

test.each([
  ['back', 'Europe/London', '2026-10-18T12:00Z', 9],
  ['forward', 'Europe/London', '2027-03-21T12:00Z', 7],
  ['back by half an hour', 'Australia/Lord_Howe', '2027-03-28T01:00Z', 8.5],
  ['forward in New York', 'America/New_York', '2027-03-07T12:00Z', 7],
])(
  'in the night in which the clock goes %s, both readers see the hours as they pass',
  async (_, ...given) => {
    const [zone, from, length] = given;
    const lengths = await calendarOf(nights, zone, new Date(from));
    expect(lengths).toContain(length);
    expect(lengths.filter((one) => one !== 8)).toEqual([length]);
  },
);

test('shifts until midnight and beyond it are read as they are', async () => {
  const lengths = await calendarOf(usualPattern, 'Europe/London', new Date('2026-11-02T08:00Z'));
  expect(new Set(lengths)).toEqual(new Set([6, 12]));
});
