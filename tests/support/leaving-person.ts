import { authenticatorApps, passkeys, recoveryCodes } from '#drizzle/schema/credentials';
import { people } from '#drizzle/schema/people';
import { eq } from 'drizzle-orm';
import { addedBrowser, hex } from './evening.ts';
import { expectOk, newId, type Helpline } from './helpline.ts';
import { insertSealed } from './opened.ts';
import type { TestServer } from './test-server.ts';

/** What stands nowhere once she is erased, as it is when nothing is sealed. */
export const traces = /Heronika|heron@|07700 900321|Heron on the pond|Heron’s phone/;

/**
 * Ana, who is called Heronika now: with a telephone number, phrases, a device, ways to sign in, and something of hers in every
 * table in which a supporter has something. Ben and Mo have some of their own beside hers.
 */
export async function leaveTraces({ db, clock }: TestServer, helpline: Helpline) {
  const { ids, shiftId } = helpline;
  const personId = ids.ana;
  await db
    .update(people)
    .set({ firstName: 'Heronika', email: `heron@${helpline.id}.example`, version: 2 })
    .where(eq(people.id, personId));
  const { ana, ben } = await helpline.pair();
  const mo = await helpline.connect('mo');
  const [callId, over, waiting, of] = [newId(), newId(), newId(), newId()];
  const ahead = await helpline.addShift(40, 46, ['ana']);
  const short = await helpline.addShift(64, 70, ['ben']);
  const heavy = { shiftId, heaviness: 'heavy', sharedWith: 'partner' } as const;
  const steps: [typeof ana, Parameters<typeof ana.send>[0], object][] = [
    [ana, 'person:profile', { phone: '07700 900321', phrases: ['Heron on the pond'] }],
    [ana, 'notification:change', { pushKinds: ['debrief-now'], emailKinds: [], quiet: null }],
    [ana, 'feed:make', { tokenHash: hex(newId()) }],
    [ana, 'notification:addDevice', { ...addedBrowser(), label: 'Heron’s phone' }],
    [ana, 'call:start', { callId }],
    [ana, 'call:note', { callId, changes: { note: 'About a caller' }, basedOn: 1 }],
    [ana, 'call:end', { callId }],
    [ana, 'message:send', { messageId: newId(), body: 'See you tomorrow' }],
    [ben, 'message:send', { messageId: newId(), body: 'And you' }],
    [ana, 'checkIn:tell', { checkInId: newId(), ...heavy }],
    [ben, 'checkIn:tell', { checkInId: of, ...heavy }],
    [ana, 'flag:raise', { flagId: newId(), callId, reason: 'safeguarding', note: 'To look at' }],
    [ana, 'debrief:ask', { debriefId: over, urgency: 'now', note: 'Hard', callIds: [callId] }],
    [mo, 'debrief:accept', { debriefId: over }],
    [mo, 'debrief:sendMessage', { debriefId: over, lineId: newId(), body: 'I am here' }],
    [ana, 'debrief:sendMessage', { debriefId: over, lineId: newId(), body: 'Good' }],
    [mo, 'debrief:hold', { debriefId: over }],
    [
      mo,
      'debrief:close',
      { debriefId: over, followUp: { followUpId: newId(), words: 'Ask again', dueOn: null } },
    ],
    [
      ana,
      'debrief:ask',
      { debriefId: waiting, urgency: 'next-day-or-two', note: 'Later', callIds: [callId] },
    ],
    [ana, 'training:plan', { trainingId: newId(), course: 'mindfulness', on: '2099-01-04' }],
    [ana, 'step:add', { stepId: newId(), kind: 'want', words: 'Heron on the pond' }],
    [ana, 'step:askReference', { stepId: newId(), with: ids.mo, words: '' }],
    [ana, 'absence:add', { absenceId: newId(), from: '2026-12-24', to: '2026-12-26' }],
    [ana, 'offer:make', { offerId: newId(), shiftId: short }],
    [ana, 'swap:ask', { swapId: newId(), shiftId: ahead, kind: 'cover' }],
    [ana, 'presence:set', { state: 'ready', feeling: 'finding-it-hard' }],
  ];
  for (const [who, name, fields] of steps) {
    const reply = await who.send(name, fields);
    if (!reply.ok) throw new Error(`${name}: ${reply.message}`);
  }
  const createdAt = clock.now();
  const passkey = { id: newId(), personId, name: 'Heron’s phone', counter: 0, createdAt };
  await db.insert(passkeys).values({ ...passkey, credentialId: newId(), publicKey: 'AAAA' });
  await insertSealed(db, authenticatorApps, [{ personId, secret: 'ABCD', createdAt }]);
  await db.insert(recoveryCodes).values({ personId, codeHash: newId() });
  return {
    ...{ personId, callId, ana, ben, mo, waiting },
    email: `heron@${helpline.id}.example`,
    suspend: () => expectOk(mo.send('person:suspend', { personId })),
  };
}
