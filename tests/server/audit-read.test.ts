import { Secret, TOTP } from 'otpauth';
import { expect, test } from 'vitest';
import type { AuditPage } from '#shared/audit';
import { recordAudit } from '#server/platform/audit-log/record-audit';
import { newBrowser } from '../support/cookies.ts';
import { expectOk, password, refused } from '../support/helpline.ts';
import { typingAt } from '../support/terminal.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
type Name = Parameters<typeof helpline.emailOf>[0];

async function read(name: Name, path = '/api/audit/mine'): Promise<AuditPage> {
  const headers = { cookie: await helpline.cookieOf(name) };
  const response = await fetch(testServer.url + path, { headers });
  expect(response.status).toBe(200);
  return (await response.json()) as AuditPage;
}
const said = ({ lines }: AuditPage) =>
  lines.map(({ by, action, about }) => [by?.firstName ?? '–', action, about?.firstName ?? '–'].join(' '));
async function signedIn(name: Name) {
  const browser = newBrowser(testServer.url);
  await browser.ask('/api/sign-in', { email: helpline.emailOf(name), password });
  return browser;
}

test('somebody reads their sign-ins and what was done to their account and places, the newest first', async () => {
  expect((await read('ana')).lines).toEqual([]);
  const mo = await helpline.connect('mo');
  const { ana: personId, cai } = helpline.ids;
  const shiftId = await helpline.addShift(24, 28);
  const browser = await signedIn('ana');
  await browser.post('/api/sign-out', {});
  await expectOk(mo.send('shift:place', { shiftId, place: 1, personId, basedOn: null }));
  await expectOk(mo.send('person:suspend', { personId: cai }));
  await expectOk(mo.send('person:restore', { personId: cai }));
  expect(said(await read('ana'))).toEqual([
    'Mo placed-in-shift Ana',
    'Ana signed-out Ana',
    'Ana signed-in Ana',
  ]);
  expect(said(await read('cai'))).toEqual(['Mo person-restored Cai', 'Mo person-suspended Cai']);
  expect(said(await read('mo'))).toEqual([
    'Mo person-restored Cai',
    'Mo person-suspended Cai',
    'Mo placed-in-shift Ana',
  ]);
});

test('a refused second step is written down, and the code that follows is a sign-in', async () => {
  const browser = await signedIn('ana');
  const { secret } = await browser.ask<{ secret: string }>('/api/me/app/begin');
  const shown = () =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({
      timestamp: testServer.clock.now().getTime(),
    });
  await browser.ask('/api/me/app/confirm', { code: shown() });
  testServer.clock.advance({ minutes: 0.5 });
  const right = shown();
  const wrong = right === '000000' ? '000001' : '000000';
  const other = await signedIn('ana');
  expect((await other.post('/api/sign-in/second-step', { code: wrong })).status).toBe(401);
  expect((await other.post('/api/sign-in/second-step', { code: right })).status).toBe(200);
  expect(said(await read('ana')).slice(0, 3)).toEqual([
    'Ana signed-in Ana',
    'Ana second-step-refused Ana',
    'Ana app-added Ana',
  ]);
});

test('a manager reads of people, rota, settings and holds, and of nobody’s sign-ins or calls', async () => {
  const { call, sue } = await helpline.pairOnCall();
  const { ana, mo } = await helpline.connectAll('ana', 'mo');
  await signedIn('ana');
  await expectOk(ana.send('call:end', { callId: call.id }));
  await expectOk(sue.send('grant:open', { grantId: call.id, callId: call.id, reason: 'A complaint' }));
  await expectOk(mo.send('helpline:change', { lockMinutes: 7 }));
  await expectOk(mo.send('person:endSignIns', { personId: helpline.ids.ben }));
  const types = typingAt(testServer.databaseUrl, '/nowhere', testServer.clock.now);
  const hold = `hold set --call ${call.id} --reason "Complaint 12" --until 2027-01-31`;
  expect(await types(`${hold} --by ${helpline.emailOf('mo')}`)).toMatchObject({ code: 0 });
  const page = await read('mo', '/api/audit');
  expect(said(page)).toEqual(['– hold-set –', 'Mo sign-ins-ended Ben', 'Mo settings-changed –']);
  expect(JSON.stringify(page)).not.toContain('omplaint');
  expect(said(await read('ben'))).toEqual(['Mo sign-ins-ended Ben']);
});

test('whoever is no manager is refused the helpline’s list', async () => {
  const headers = { cookie: await helpline.cookieOf('sue') };
  const response = await fetch(`${testServer.url}/api/audit`, { headers });
  expect(response.status).toBe(403);
  expect({ ok: false, ...((await response.json()) as object) }).toEqual(refused('not-yours'));
});

test('it comes in pages of fifty, each line once', async () => {
  const { mo, ana } = helpline.ids;
  const line = { actor: { id: mo }, helplineId: helpline.id, now: testServer.clock.now() };
  await testServer.db.transaction(async (tx) => {
    for (let done = 0; done < 120; done++) await recordAudit({ ...line, tx }, 'person-changed', ana);
  });
  for (const path of ['/api/audit/mine', '/api/audit']) {
    const numbers: number[] = [];
    const lengths: [number, boolean][] = [];
    for (let more = true; more;) {
      const page = await read('mo', numbers.length === 0 ? path : `${path}?before=${numbers.at(-1)}`);
      numbers.push(...page.lines.map(({ number }) => number));
      lengths.push([page.lines.length, (more = page.more)]);
    }
    expect(lengths).toEqual([
      [50, true],
      [50, true],
      [20, false],
    ]);
    expect(numbers).toEqual(numbers.toSorted((one, other) => other - one));
  }
  const headers = { cookie: await helpline.cookieOf('mo') };
  expect((await fetch(`${testServer.url}/api/audit?before=x`, { headers })).status).toBe(400);
});
