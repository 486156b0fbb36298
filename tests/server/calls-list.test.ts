import { expect, test } from 'vitest';
import { calls } from '#drizzle/schema/calls';
import { emptyRecord } from '#shared/calls';
import type { CallInList } from '#shared/grants';
import { expectOk, newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

type Page = { calls: CallInList[]; more: boolean };

async function list(name: 'mo' | 'sue' | 'ana' | 'cai', before?: string) {
  const query = before === undefined ? '' : `?before=${encodeURIComponent(before)}`;
  const response = await fetch(`${testServer.url}/api/grants/calls${query}`, {
    headers: { cookie: await helpline.cookieOf(name) },
  });
  return { status: response.status, body: (await response.json()) as Page & { code?: string } };
}

test('managers and supervisors learn when there were calls and who took them, and nothing of what is in them', async () => {
  const { ana, ben, call } = await helpline.pairOnCall();
  const going = newId();
  await expectOk(
    ana.send('call:note', { callId: call.id, changes: { note: 'Secret words', borough: 'lambeth' } }),
    ana.send('call:end', { callId: call.id }),
    ben.send('flag:raise', { flagId: newId(), callId: call.id, reason: 'safeguarding' }),
    ben.send('call:start', { callId: going }),
  );
  testServer.clock.advance({ seconds: 1 });
  const line = {
    id: call.id,
    shiftId: helpline.shiftId,
    startedAt: call.startedAt,
    endedAt: expect.any(String) as string,
    takenBy: helpline.ids.ana,
    assignedTo: helpline.ids.ana,
  };
  expect((await list('mo')).body).toEqual({ calls: [{ ...line, flagged: false }], more: false });
  expect((await list('sue')).body).toEqual({ calls: [{ ...line, flagged: true }], more: false });
});

test('the list is not for supporters, nor for anybody who is not signed in', async () => {
  for (const name of ['ana', 'cai'] as const) {
    const { status, body } = await list(name);
    expect([status, body.code]).toEqual([403, 'not-yours']);
  }
  expect((await fetch(`${testServer.url}/api/grants/calls`)).status).toBe(401);
  expect((await list('mo', 'yesterday')).status).toBe(400);
});

test('it comes fifty at a time, the latest first, and holds no call of another helpline', async () => {
  const elsewhere = await openHelpline(testServer);
  const now = testServer.clock.now().getTime();
  const at = (minutesAgo: number) => new Date(now - minutesAgo * 60_000);
  const call = (line: Helpline, minutesAgo: number) => ({
    ...emptyRecord,
    id: newId(),
    helplineId: line.id,
    version: 1,
    shiftId: line.shiftId,
    state: 'closed' as const,
    takenBy: line.ids.ana,
    assignedTo: line.ids.ana,
    startedAt: at(minutesAgo),
    startReceivedAt: at(minutesAgo),
    endedAt: at(minutesAgo - 1),
    closedAt: at(minutesAgo - 1),
    fieldMarks: {},
  });
  await testServer.db
    .insert(calls)
    .values(Array.from({ length: 120 }, (_, index) => call(helpline, index + 2)));
  await testServer.db.insert(calls).values(call(elsewhere, 5));
  const pages: Page[] = [];
  do pages.push((await list('mo', pages.at(-1)?.calls.at(-1)!.startedAt)).body);
  while (pages.at(-1)!.more && pages.length < 5);
  expect(pages.map((page) => page.calls.length)).toEqual([50, 50, 20]);
  const started = pages.flatMap((page) => page.calls.map(({ startedAt }) => startedAt));
  expect(started).toEqual(Array.from({ length: 120 }, (_, index) => at(index + 2).toISOString()));
});
