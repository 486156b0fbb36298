import { randomBytes } from 'node:crypto';
import { asc, eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { invitations, people } from '#drizzle/schema/people';
import { auditLog } from '#drizzle/schema/audit-log';
import { notifications } from '#drizzle/schema/notifications';
import type { Role } from '#shared/viewer';
import { expectOk, newId, password, post, refused } from '../support/helpline.ts';
import { reason } from '../support/break-glass.ts';
import { hoursFrom } from '../support/clock.ts';
import { hashOf } from '../support/hash.ts';
import type { Client } from '../support/client.ts';
import { useNotifyingServer } from '../support/use-helpline.ts';

/** What a manager would have to do to read what a pair writes: become one of them, or come in as one of them. */
const { notifyingServer, helpline } = useNotifyingServer();
let mo: Client;
beforeEach(async () => {
  mo = await helpline.connect('mo');
});

const ok = { ok: true };
const words = 'a green boat on the river';
const newSecret = () => randomBytes(32).toString('base64url');
const redeem = (secret: string) =>
  post(notifyingServer.testServer.url, '/api/invitations/redeem', { secret, password: words });
/** The secret of the last link that was sent to them. Long lines of an e-mail are folded with `=`. */
const mailedLink = (name: 'ben') =>
  notifyingServer.mail
    .to(helpline.emailOf(name))
    .map(({ text }) => /\/join#([\w-]{43})/.exec(text.replaceAll('=\r\n', ''))?.[1])
    .findLast((secret) => secret !== undefined)!;
const logged = async () =>
  (
    await notifyingServer.testServer.db
      .select()
      .from(auditLog)
      .where(eq(auditLog.helplineId, helpline.id))
      .orderBy(asc(auditLog.at), asc(auditLog.id))
  ).map(({ action, by, about }) => ({ action, by, about }));

test('a link for somebody who has come in is not made for the manager, whoever makes its secret', async () => {
  const secret = newSecret();
  const fields = { personId: helpline.ids.ben, secretHash: hashOf(secret) };
  expect(await mo.send('person:reinvite', fields)).toEqual(refused('not-yours'));
  expect(await mo.send('person:showLink', fields)).toEqual(refused('conflict'));
  expect((await redeem(secret)).status).toBe(404);
});

test('it goes to their own address, is written down, and is told to them and every manager', async () => {
  const { ben, nan, ana } = await helpline.connectAll('ben', 'nan', 'ana');
  const personId = helpline.ids.ben;
  expect(await mo.send('person:sendLink', { personId })).toEqual(ok);
  const [kept] = await notifyingServer.testServer.db
    .select()
    .from(invitations)
    .where(eq(invitations.personId, personId));
  expect(kept).toMatchObject({ secretHash: null, byEmail: true });
  await notifyingServer.testServer.sender.look();
  expect(await logged()).toEqual([{ action: 'link-requested', by: helpline.ids.mo, about: personId }]);
  for (const client of [ben, nan])
    expect(await client.hears('update:changed')).toMatchObject({
      kind: 'link-requested',
      by: helpline.ids.mo,
    });
  for (const client of [ana, mo]) expect(await client.hasHeard('update:changed')).toBe(false);
  const heard = JSON.stringify([mo.heard, mo.welcomes, nan.heard, ben.heard]);
  const secret = mailedLink('ben');
  expect(heard).not.toContain(secret);
  expect(notifyingServer.mail.mailed.filter(({ text }) => text.includes('/join#'))).toHaveLength(1);
  expect(JSON.stringify(await notifyingServer.testServer.db.select().from(notifications))).not.toContain(
    secret,
  );

  expect(
    (await post(notifyingServer.testServer.url, '/api/sign-in', { email: helpline.emailOf('ben'), password }))
      .status,
  ).toBe(200);
  expect((await redeem(secret)).status).toBe(200);
  expect((await redeem(secret)).status).toBe(404);
});

test('whoever did not ask for it stops it, and a supporter cannot stop another’s', async () => {
  const { ana, ben } = await helpline.connectAll('ana', 'ben');
  const personId = helpline.ids.ben;
  await expectOk(mo.send('person:sendLink', { personId }));
  await notifyingServer.testServer.sender.look();
  expect(await ana.send('person:stopLink', { personId })).toEqual(refused('not-found'));
  expect(await ben.send('person:stopLink', { personId })).toEqual(ok);
  expect((await redeem(mailedLink('ben'))).status).toBe(404);
});

test('a link stopped before it was sent is not sent', async () => {
  const ben = await helpline.connect('ben');
  const before = notifyingServer.mail.mailed.length;
  await notifyingServer.testServer.db
    .update(people)
    .set({ email: null })
    .where(eq(people.id, helpline.ids.nan));
  notifyingServer.mail.will('later');
  await expectOk(mo.send('person:sendLink', { personId: helpline.ids.ben }));
  await expectOk(ben.send('person:stopLink', { personId: helpline.ids.ben }));
  notifyingServer.mail.will('takes');
  await notifyingServer.timeGoesBy({ minutes: 1 });
  expect(
    notifyingServer.mail.mailed.slice(before).filter(({ text }) => text.includes('/join#')),
  ).toHaveLength(0);
});

test('a second try carries another secret, and only the last one works', async () => {
  notifyingServer.mail.will('later');
  await expectOk(mo.send('person:sendLink', { personId: helpline.ids.ben }));
  await notifyingServer.testServer.sender.look();
  const first = mailedLink('ben');
  notifyingServer.mail.will('takes');
  await notifyingServer.timeGoesBy({ seconds: 10 });
  const second = mailedLink('ben');
  expect(second).not.toBe(first);
  expect((await redeem(first)).status).toBe(404);
  expect((await redeem(second)).status).toBe(200);
});

test('nobody has their own address changed so that the link goes elsewhere', async () => {
  const personId = helpline.ids.ben;
  const email = `mine.${helpline.id}@example.org`;
  await expectOk(mo.send('person:change', { personId, email }));
  await expectOk(mo.send('person:sendLink', { personId }));
  await notifyingServer.testServer.sender.look();
  expect(notifyingServer.mail.to(email)).toHaveLength(0);
  expect(mailedLink('ben')).toHaveLength(43);
});

test('nobody has a link sent to themselves, and a new address of their own is told to them too', async () => {
  const nan = await helpline.connect('nan');
  const personId = helpline.ids.mo;
  const email = `mine.${personId}@example.org`;
  await expectOk(mo.send('person:change', { personId, email }));
  for (const client of [mo, nan])
    expect(await client.hears('update:changed', ({ kind }) => kind === 'email-changed')).toMatchObject({
      by: personId,
      aboutId: personId,
    });
  expect(await mo.send('person:sendLink', { personId })).toEqual(refused('conflict', /You are signed in/));
  await notifyingServer.testServer.sender.look();
  expect(notifyingServer.mail.to(email).filter(({ text }) => text.includes('/join#'))).toEqual([]);
  expect(await nan.send('person:sendLink', { personId })).toEqual(ok);
});

test('where no e-mail can be sent, only another manager than the one who asked is shown the link', async () => {
  const personId = helpline.ids.ben;
  const { ben, nan } = await helpline.connectAll('ben', 'nan');
  await notifyingServer.testServer.db.update(people).set({ email: null }).where(eq(people.id, personId));
  const secret = newSecret();
  const show = (client: Client) => client.send('person:showLink', { personId, secretHash: hashOf(secret) });
  await expectOk(mo.send('person:sendLink', { personId }));
  expect(await nan.hears('person:changed')).toMatchObject({
    linkAskedBy: helpline.ids.mo,
    invitedUntil: null,
  });
  for (const client of [mo, ben]) expect(await show(client)).toEqual(refused('not-yours'));
  expect(await show(nan)).toEqual(ok);
  expect((await redeem(secret)).status).toBe(200);
  expect((await logged()).map(({ action }) => action)).toEqual([
    'link-requested',
    'link-shown',
    'password-changed',
    'link-used',
    'signed-in',
  ]);
  expect(await nan.hears('update:changed', ({ kind }) => kind === 'link-used')).toMatchObject({
    by: personId,
    aboutId: personId,
  });
  await notifyingServer.testServer.db
    .update(people)
    .set({ email: null })
    .where(eq(people.id, helpline.ids.cai));
  await expectOk(mo.send('person:suspend', { personId: helpline.ids.nan }));
  expect(await mo.send('person:sendLink', { personId: helpline.ids.cai })).toEqual(
    refused('conflict', /npm run admin -- person link/),
  );
});

test('a link that is e-mailed after all waits for nobody to hand it over', async () => {
  const personId = helpline.ids.ben;
  const { db } = notifyingServer.testServer;
  const setEmail = (email: string | null) => db.update(people).set({ email }).where(eq(people.id, personId));
  await setEmail(null);
  await expectOk(mo.send('person:sendLink', { personId }));
  expect(await mo.hears('person:changed')).toMatchObject({ linkAskedBy: helpline.ids.mo });
  await setEmail(helpline.emailOf('ben'));
  await expectOk(mo.send('person:sendLink', { personId }));
  const sent = await mo.hears('person:changed', ({ invitedUntil }) => invitedUntil !== null);
  expect(sent.linkAskedBy).toBeNull();
});

test('a link on its way to an address that is replaced opens nothing, nor is it sent to the new one', async () => {
  const nan = await helpline.connect('nan');
  const changeTo = async (name: 'ben' | 'cai', email: string) => {
    const personId = helpline.ids[name];
    await expectOk(mo.send('person:change', { personId, email }));
    const { proposal } = await nan.hears(
      'person:changed',
      (row) => row.id === personId && row.proposal !== null,
    );
    await expectOk(nan.send('person:agree', { personId, proposedAt: proposal!.at }));
    const changed = await nan.hears('person:changed', (row) => row.id === personId && row.email === email);
    expect(changed).toMatchObject({ invitedUntil: null, linkAskedBy: null });
  };
  await expectOk(mo.send('person:sendLink', { personId: helpline.ids.ben }));
  await notifyingServer.testServer.sender.look();
  await changeTo('ben', `ben.new.${helpline.id}@example.org`);
  expect((await redeem(mailedLink('ben'))).status).toBe(404);

  const email = `cai.new.${helpline.id}@example.org`;
  await expectOk(mo.send('person:sendLink', { personId: helpline.ids.cai }));
  await changeTo('cai', email);
  await notifyingServer.testServer.sender.look();
  const links = notifyingServer.mail.to(email).filter(({ text }) => text.includes('/join#'));
  expect(links).toEqual([]);
});

test('a manager is not made a supporter by themselves, nor put by themselves into a running shift', async () => {
  const nan = await helpline.connect('nan');
  const personId = helpline.ids.mo;
  await expectOk(mo.send('person:change', { personId, roles: ['manager', 'supporter'] }));
  const place = { shiftId: helpline.shiftId, place: 2, personId } as const;
  expect(await mo.send('shift:place', place)).toEqual(refused('conflict'));
  const { proposal } = await nan.hears('person:changed', ({ id }) => id === personId);
  expect(await mo.send('person:agree', { personId, proposedAt: proposal!.at })).toEqual(refused('not-yours'));
  await expectOk(nan.send('person:agree', { personId, proposedAt: proposal!.at }));
  expect(await mo.send('shift:place', place)).toEqual(refused('not-yours'));
  const later = await helpline.addShift(20, 24);
  expect(await mo.send('shift:place', { ...place, shiftId: later })).toEqual(ok);
  expect(await nan.send('shift:place', place)).toEqual(ok);
});

test('a supporter invented for the purpose is not put into the running shift by their inventor', async () => {
  const nan = await helpline.connect('nan');
  const [secret, personId] = [newSecret(), newId()];
  const email = `puppet.${personId}@example.org`;
  const invitation = { personId, firstName: 'Pip', email, roles: ['supporter' as const] };
  await expectOk(mo.send('person:invite', { ...invitation, secretHash: hashOf(secret) }));
  const place = { shiftId: helpline.shiftId, place: 2, personId } as const;
  expect(await mo.send('shift:place', place)).toEqual(refused('not-yours'));
  expect((await redeem(secret)).status).toBe(200);
  expect(await mo.send('shift:place', place)).toEqual(refused('not-yours'));
  expect(await nan.send('shift:place', place)).toEqual(ok);
  await nan.hears('person:changed', ({ id }) => id === personId);
});

test('a second manager is not invented either', async () => {
  const [secret, personId] = [newSecret(), newId()];
  const puppet = { personId, firstName: 'Pip', email: `puppet.${personId}@example.org` };
  await expectOk(
    mo.send('person:invite', { ...puppet, roles: ['manager', 'supervisor'], secretHash: hashOf(secret) }),
  );
  const response = await redeem(secret);
  const { person } = (await response.json()) as { person: { roles: string[] } };
  expect(person.roles).toEqual([]);
  const cookie = response.headers.get('set-cookie')!.split(';')[0]!;
  const pip = await helpline.connect('cai', { cookie });
  const proposal = mo.heard
    .map(({ row }) => row as { id: string; proposal?: { at: string } })
    .find(({ id }) => id === personId)!.proposal!;
  expect(await pip.send('person:agree', { personId, proposedAt: proposal.at })).toEqual(refused('not-yours'));
  expect(await pip.send('person:sendLink', { personId: helpline.ids.ben })).toEqual(refused('not-yours'));
  expect(await pip.send('shift:place', { shiftId: helpline.shiftId, place: 1, personId: null })).toEqual(
    refused('not-yours'),
  );
});

test('the first coming in of somebody who is to be a manager is told to every manager, that of a supporter to nobody', async () => {
  const { nan, sue } = await helpline.connectAll('nan', 'sue');
  const comesIn = async (firstName: string, roles: Role[]) => {
    const [secret, personId] = [newSecret(), newId()];
    const email = `puppet.${personId}@example.org`;
    await expectOk(
      mo.send('person:invite', { personId, firstName, email, roles, secretHash: hashOf(secret) }),
    );
    expect((await redeem(secret)).status).toBe(200);
    return personId;
  };
  const [pip, carol] = [await comesIn('Pip', ['supporter']), await comesIn('Carol', ['manager'])];
  for (const client of [mo, nan]) {
    const told = await client.hears('update:changed', ({ kind }) => kind === 'link-used');
    expect(told).toMatchObject({ by: carol, aboutId: carol });
    expect(await client.hasHeard('update:changed', ({ aboutId }) => aboutId === pip)).toBe(false);
  }
  expect(await sue.hasHeard('update:changed')).toBe(false);
});

test('whoever made the link of a manager opens no conversation together with them for a week', async () => {
  const { ana } = await helpline.pair();
  await expectOk(ana.send('message:send', { messageId: newId(), body: 'Words' }));
  const { db, clock } = notifyingServer.testServer;
  const { mo: invitedBy, nan: invited } = helpline.ids;
  await db
    .update(people)
    .set({ invitedBy, cameInAt: hoursFrom(clock.now(), -7 * 24 + 0.1) })
    .where(eq(people.id, invited));
  const { nan, sue } = await helpline.connectAll('nan', 'sue');
  const asks = async (asker: Client) => {
    const breakGlassId = newId();
    await expectOk(asker.send('breakGlass:ask', { breakGlassId, shiftId: helpline.shiftId, reason }));
    return { breakGlassId };
  };
  const byMo = await asks(mo);
  expect(await nan.send('breakGlass:confirm', byMo)).toEqual(refused('conflict', /less than 7 days ago/));
  await expectOk(mo.send('breakGlass:end', byMo));
  const byNan = await asks(nan);
  expect(await mo.send('breakGlass:confirm', byNan)).toEqual(refused('conflict', /less than 7 days ago/));
  clock.advance({ minutes: 6 });
  expect(await mo.send('breakGlass:confirm', byNan)).toEqual(ok);
  await expectOk(mo.send('breakGlass:end', byNan));
  await db.update(people).set({ cameInAt: clock.now() }).where(eq(people.id, invited));
  expect(await sue.send('breakGlass:confirm', await asks(nan))).toEqual(ok);
});
