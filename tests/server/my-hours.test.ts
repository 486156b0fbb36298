import { afterEach, describe, expect, test } from 'vitest';
import { places, shifts } from '#drizzle/schema/shifts';
import type { MyHours } from '#shared/my-hours';
import { newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

let testServer: TestServer;
let helpline: Helpline;
afterEach(async () => {
  helpline.leaveAll();
  await testServer.close();
});

/** A helpline whose only shifts are these, with one person in each. */
async function helplineAt(now: string, given: [from: string, to: string, name: 'ana' | 'ben'][]) {
  testServer = await openTestServer({ startsAt: new Date(now) });
  helpline = await openHelpline(testServer);
  await testServer.db.delete(shifts);
  if (given.length === 0) return;
  const rows = given.map(([from, to, name]) => ({
    shift: { id: newId(), startsAt: new Date(from), endsAt: new Date(to) },
    name,
  }));
  const row = { helplineId: helpline.id, version: 1 };
  await testServer.db.insert(shifts).values(rows.map(({ shift }) => ({ ...shift, ...row })));
  await testServer.db.insert(places).values(
    rows.map(({ shift, name }) => ({
      shiftId: shift.id,
      place: 1 as const,
      helplineId: helpline.id,
      personId: helpline.ids[name],
    })),
  );
}

async function hoursOf(name: 'ana' | 'ben' | 'mo', query = '') {
  const cookie = await helpline.cookieOf(name);
  const response = await fetch(`${testServer.url}/api/rota/my-hours${query}`, { headers: { cookie } });
  return (await response.json()) as MyHours;
}

/** Those in which there is anything, in hours. */
const some = (all: MyHours['weeks']) =>
  all
    .filter(({ worked, planned }) => worked + planned > 0)
    .map(({ from, worked, planned }) => [from, worked / 60, planned / 60]);

const now = '2026-11-18T20:00:00Z';

test('twelve weeks that are over, this one and four to come, and the whole months that they touch', async () => {
  await helplineAt(now, []);
  const { weeks, months } = await hoursOf('ana');
  expect([weeks.length, weeks[0]!.from, weeks.at(-1)!.from]).toEqual([17, '2026-08-24', '2026-12-14']);
  expect(months.map(({ from }) => from)).toEqual([
    '2026-08-01',
    '2026-09-01',
    '2026-10-01',
    '2026-11-01',
    '2026-12-01',
  ]);
  expect([some(weeks), some(months)]).toEqual([[], []]);
});

test('a shift is planned until it is over, and then worked', async () => {
  await helplineAt(now, [
    ['2026-11-16T18:00Z', '2026-11-17T00:00Z', 'ana'],
    ['2026-11-18T18:00Z', '2026-11-19T00:00Z', 'ana'],
    ['2026-11-27T18:00Z', '2026-11-28T00:00Z', 'ana'],
    ['2026-08-02T18:00Z', '2026-08-02T22:00Z', 'ana'],
  ]);
  expect(some((await hoursOf('ana')).weeks)).toEqual([
    ['2026-11-16', 6, 6],
    ['2026-11-23', 0, 6],
  ]);
  testServer.clock.advance({ hours: 4 });
  const { weeks, months } = await hoursOf('ana');
  expect(some(weeks)).toEqual([
    ['2026-11-16', 12, 0],
    ['2026-11-23', 0, 6],
  ]);
  expect(some(months)).toEqual([
    ['2026-08-01', 4, 0],
    ['2026-11-01', 12, 6],
  ]);
});

describe('over midnight and clock changes', () => {
  test('a shift over the midnight of a Sunday or of a month counts on both sides of it', async () => {
    await helplineAt(now, [
      ['2026-11-15T20:00Z', '2026-11-16T02:00Z', 'ana'],
      ['2026-10-31T20:00Z', '2026-11-01T02:30Z', 'ana'],
    ]);
    const { weeks, months } = await hoursOf('ana');
    expect(some(weeks)).toEqual([
      ['2026-10-26', 6.5, 0],
      ['2026-11-09', 4, 0],
      ['2026-11-16', 2, 0],
    ]);
    expect(some(months)).toEqual([
      ['2026-10-01', 4, 0],
      ['2026-11-01', 8.5, 0],
    ]);
  });

  test('the hours count that really pass: nine in the night that goes back, seven in the one that goes forward', async () => {
    // 22:00 to 06:00 on the clock, in London.
    await helplineAt('2026-11-18T20:00:00Z', [['2026-10-24T21:00Z', '2026-10-25T06:00Z', 'ana']]);
    expect(some((await hoursOf('ana')).weeks)).toEqual([['2026-10-19', 9, 0]]);
    await testServer.close();
    await helplineAt('2027-04-01T20:00:00Z', [['2027-03-27T22:00Z', '2027-03-28T05:00Z', 'ana']]);
    expect(some((await hoursOf('ana')).weeks)).toEqual([['2027-03-22', 7, 0]]);
  });

  test('the days are those of the helpline: in summer its midnight is not that of Greenwich', async () => {
    await helplineAt('2026-09-16T20:00:00Z', [['2026-09-13T22:00Z', '2026-09-14T00:00Z', 'ana']]);
    expect(some((await hoursOf('ana')).weeks)).toEqual([
      ['2026-09-07', 1, 0],
      ['2026-09-14', 1, 0],
    ]);
  });
});

test('they are one’s own: nobody reads those of somebody else, whatever they ask for', async () => {
  await helplineAt(now, [['2026-11-16T18:00Z', '2026-11-17T00:00Z', 'ana']]);
  const { ana } = helpline.ids;
  expect(some((await hoursOf('ana')).weeks)).toEqual([['2026-11-16', 6, 0]]);
  for (const name of ['ben', 'mo'] as const) {
    expect(some((await hoursOf(name, `?personId=${ana}&of=${ana}`)).weeks)).toEqual([]);
    const cookie = await helpline.cookieOf(name);
    const other = await fetch(`${testServer.url}/api/rota/my-hours/${ana}`, { headers: { cookie } });
    expect(other.status).toBe(404);
  }
  expect((await fetch(`${testServer.url}/api/rota/my-hours`)).status).toBe(401);
});
