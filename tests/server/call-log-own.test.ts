import { expect, test } from 'vitest';
import type { CallsPage, FlaggedLine } from '#shared/call-log';
import type { Call } from '#shared/calls';
import { callAt, quietDay, writeCalls } from '../support/call-log.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

async function log<Line extends Call | FlaggedLine>(name: 'ana' | 'ben' | 'sue', query: string) {
  const response = await fetch(`${testServer.url}/api/calls/log?${query}`, {
    headers: { cookie: await helpline.cookieOf(name) },
  });
  const text = await response.text();
  return { text, ...(JSON.parse(text) as CallsPage<Line>) };
}

test('a supporter finds the calls they took, with their notes, and nobody else’s', async () => {
  const { ana, ben } = helpline.ids;
  const mine = callAt(helpline, '2026-11-17T19:00:00Z', {
    note: 'A blue door',
    presentingIssues: ['housing'],
  });
  const takenOver = callAt(helpline, '2026-11-16T19:00:00Z', {
    takenBy: ben,
    assignedTo: ana,
    presentingIssues: ['housing'],
  });
  await writeCalls(testServer, [
    mine,
    takenOver,
    callAt(helpline, '2026-11-17T20:00:00Z', {
      takenBy: ben,
      presentingIssues: ['housing'],
      note: 'A red door',
    }),
    callAt(helpline, '2026-11-17T21:00:00Z', { presentingIssues: ['debt'] }),
  ]);
  const found = await log<Call>('ana', 'of=mine&issue=housing');
  expect(found.lines.map(({ id, record }) => [id, record.note])).toEqual([
    [mine.id, 'A blue door'],
    [takenOver.id, ''],
  ]);
  expect(found.text).not.toContain('red door');
  const day = async (query: string) => (await log<Call>('ana', `of=mine&${query}`)).lines.map(({ id }) => id);
  expect(await day('from=2026-11-16&to=2026-11-16')).toEqual([takenOver.id]);
  expect(await day('issue=housing&from=2026-11-17')).toEqual([mine.id]);
  expect(await day('borough=lambeth')).toEqual([]);
});

test('a supervisor finds flagged calls by what was chosen in them, without who took them and without a note', async () => {
  const flagged = callAt(helpline, '2026-11-17T19:00:00Z', {
    flagged: true,
    note: 'Secret words',
    presentingIssues: ['overdose'],
    minutes: 31,
  });
  await writeCalls(testServer, [
    flagged,
    callAt(helpline, '2026-11-17T20:00:00Z', { presentingIssues: ['overdose'] }),
    callAt(helpline, '2026-11-17T21:00:00Z', { flagged: true, presentingIssues: ['debt'] }),
  ]);
  const found = await log<FlaggedLine>('sue', 'of=flagged&issue=overdose');
  expect(found.lines).toEqual([
    {
      id: flagged.id,
      startedAt: '2026-11-17T19:00:00.000Z',
      endedAt: '2026-11-17T19:31:00.000Z',
      state: 'closed',
      presentingIssues: ['overdose'],
      borough: null,
      source: null,
      outcomes: [],
      responseNeeded: null,
      length: '30-to-60',
    },
  ]);
  for (const secret of ['Secret', helpline.ids.ana]) expect(found.text).not.toContain(secret);
});

test('own calls come fifty at a time, the latest first', async () => {
  const days = Array.from({ length: 12 }, (_, index) => `2026-11-0${1 + (index % 9)}`);
  await writeCalls(
    testServer,
    days.flatMap((day, week) =>
      quietDay(helpline, day).map((row, index) => ({
        ...row,
        takenBy: helpline.ids.ana,
        startedAt: new Date(Date.parse(`${day}T12:00Z`) + (week * 5 + index) * 1_000),
      })),
    ),
  );
  const first = await log<Call>('ana', 'of=mine');
  const second = await log<Call>('ana', `of=mine&before=${first.lines.at(-1)!.startedAt}`);
  expect([first.lines.length, first.more, second.lines.length, second.more]).toEqual([50, true, 10, false]);
  const started = [...first.lines, ...second.lines].map(({ startedAt }) => startedAt);
  expect(started).toEqual([...new Set(started)].sort().reverse());
});
