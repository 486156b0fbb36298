import { afterAll, beforeAll, expect, test } from 'vitest';
import { debriefCommands } from '#shared/debriefs';
import { askedDebrief, debriefIn } from '../support/debriefs.ts';
import { examples } from '../support/examples.ts';
import { expectOk, newId, openHelpline, type Helpline } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import type { Client } from '../support/client.ts';

const deeds = (Object.keys(debriefCommands) as (keyof typeof debriefCommands)[]).filter(
  (name) => name !== 'debrief:ask',
);
let testServer: TestServer;
let helpline: Helpline;
let elsewhere: Helpline;
beforeAll(async () => {
  testServer = await openTestServer();
  [helpline, elsewhere] = await Promise.all([openHelpline(testServer), openHelpline(testServer)]);
});
afterAll(async () => {
  helpline.leaveAll();
  elsewhere.leaveAll();
  await testServer.close();
});

type Named = Parameters<Helpline['connect']>[0];
const names = ['debrief:sendMessage', ...deeds] as const;
const lineSeen = 'debrief:messageSeen' as const;

/** What somebody is told about a request that they are not to know of, and about one that is not there. */
async function repliesTo(client: Client, cookie: string, ids: { debriefId: string; lineId: string }) {
  const about = async ({ debriefId, lineId }: typeof ids) => {
    const told: unknown[] = [];
    for (const name of names)
      told.push(
        await client.send(name, {
          ...examples[name],
          debriefId,
          ...(name === 'debrief:sendMessage' && { lineId: newId() }),
        }),
      );
    told.push(await client.send(lineSeen, { lineId }));
    const response = await fetch(`${testServer.url}/api/debriefs/${debriefId}/invitation.ics`, {
      headers: { cookie },
    });
    told.push([response.status, response.headers.get('content-type'), await response.text()]);
    return told;
  };
  return { really: await about(ids), nothing: await about({ debriefId: newId(), lineId: newId() }) };
}

async function everythingOf(name: Named, at: Helpline, ids: { debriefId: string; lineId: string }) {
  const cookie = await at.cookieOf(name);
  const { really, nothing } = await repliesTo(await at.connect(name, { cookie }), cookie, ids);
  expect(really).toEqual(nothing);
  expect(really).toHaveLength(names.length + 2);
  for (const reply of really.slice(0, -1)) expect(reply).toMatchObject({ ok: false, code: 'not-found' });
  expect((really.at(-1) as [number])[0]).toBe(404);
}

test('a request asked of one manager is to everybody else as if it were not there, at every step', async () => {
  const line = await openHelpline(testServer);
  const { ana, mo, debriefId } = await debriefIn('agreed', testServer, line, { managerId: line.ids.mo });
  const lineId = newId();
  await expectOk(ana.send('debrief:sendMessage', { debriefId, lineId, body: 'Ring me' }));
  const others = ['ben', 'cai', 'nan', 'sue'] as const;
  for (const name of others) await everythingOf(name, line, { debriefId, lineId });
  for (const name of ['ana', 'mo', 'sue'] as const)
    await everythingOf(name, elsewhere, { debriefId, lineId });
  await expectOk(mo.send('debrief:hold', { debriefId }));
  await expectOk(mo.send('debrief:close', { debriefId, bringToSupervision: true }));
  for (const name of others) await everythingOf(name, line, { debriefId, lineId });
  line.leaveAll();
});

test('a request asked of any manager is to supporters and supervisors as if it were not there', async () => {
  const { debriefId } = await askedDebrief(helpline, { mayEscalate: true });
  for (const name of ['ben', 'cai', 'sue'] as const)
    await everythingOf(name, helpline, { debriefId, lineId: newId() });
});

test('a request asked of a supervisor is to managers and other supporters as if it were not there', async () => {
  const { debriefId } = await askedDebrief(elsewhere, { managerId: elsewhere.ids.sue });
  for (const name of ['ben', 'cai', 'mo', 'nan'] as const)
    await everythingOf(name, elsewhere, { debriefId, lineId: newId() });
});
