import { createECDH, randomBytes } from 'node:crypto';
import type { CommandFields, CommandName } from '#shared/contract';
import { busyCallBacks } from './evening-call-backs.ts';
import { busyDebriefs } from './evening-debriefs.ts';
import { busyDirectory } from './evening-directory.ts';
import { busyRota } from './evening-rota.ts';
import { busySteps, busyTraining } from './evening-training.ts';
import { busyGatherings } from './evening-gatherings.ts';
import { busyLists } from './evening-lists.ts';
import { busyMeetings } from './evening-meetings.ts';
import { busyManual } from './evening-manual.ts';
import { busySources } from './evening-sources.ts';
import { busyPlans } from './evening-plans.ts';
import { busySwaps } from './evening-swaps.ts';
import { newId, type Helpline } from './helpline.ts';
import type { Client } from './client.ts';

type Clients = Record<'ana' | 'ben' | 'cai' | 'mo' | 'nan' | 'sue', Client>;

/** An evening in which every command is sent at least once. Returns the names of those sent. */
export async function busyEvening(helpline: Helpline, { ana, ben, cai, mo, nan, sue }: Clients) {
  const { shiftId, ids } = helpline;
  const given = new Set<CommandName>();
  const laterId = await helpline.addShift(20, 26);
  const [first, second] = [newId(), newId()];

  async function does<Name extends CommandName>(client: Client, name: Name, fields: CommandFields<Name>) {
    const reply = await client.send(name, fields);
    if (!reply.ok) throw new Error(`${name}: ${reply.code}, ${reply.message}`);
    given.add(name);
  }

  await does(ana, 'presence:join', { shiftId });
  await does(ben, 'presence:join', { shiftId });
  await twoCalls();
  await talk();
  await flags();
  await busyDebriefs(does, helpline, { ana, ben, mo, nan, sue }, [first, second]);
  await breakGlass();
  await busyCallBacks(does, helpline, { ana, ben, mo }, [first, second]);
  await busyPlans(does, { ana, ben, mo }, second);
  await busyManual(does, { ana, mo, nan });
  await busyDirectory(does, { ana, mo, nan });
  await busySources(does, helpline, mo);
  await busyLists(does, { ana, ben, mo });
  await busyTraining(does, helpline, { ana, ben, cai, mo });
  await busySteps(does, helpline, { ana, mo });
  await busySwaps(does, helpline, { ana, cai, mo });
  await busyGatherings(does, helpline, { ana, mo, sue });
  await busyMeetings(does, helpline, { ana, ben, cai, mo, nan });
  await rotaAndPeople();
  await handover();
  await bag();
  await reaching();
  return {
    given,
    /** Ben goes home, and Cai takes his place in the shift. */
    async swap() {
      await does(ben, 'presence:leave', { shiftId });
      await does(mo, 'shift:place', { shiftId, place: 2, personId: ids.cai });
      await does(cai, 'presence:join', { shiftId });
      await does(ana, 'message:send', { messageId: newId(), body: 'Welcome, Cai' });
      return given;
    },
  };

  async function twoCalls() {
    await does(ana, 'call:start', { callId: first });
    await does(ana, 'presence:set', { state: 'on-a-call', feeling: 'finding-it-hard' });
    await does(ana, 'call:note', { callId: first, changes: { presentingIssues: ['loneliness'] } });
    await does(ben, 'call:takeOver', { callId: first });
    await does(ben, 'call:note', { callId: first, changes: { note: 'Wants to be listened to.' } });
    await does(ben, 'call:end', { callId: first });
    await does(ben, 'call:close', { callId: first });
    await does(ana, 'call:start', { callId: second });
    await does(ana, 'call:end', { callId: second });
    const missedCallId = newId();
    await does(ben, 'missedCall:note', { missedCallId });
    await does(ana, 'missedCall:undo', { missedCallId });
    const { startsAt } = mo.welcome.shifts.find(({ id }) => id === shiftId)!;
    await does(ben, 'call:log', { callId: newId(), shiftId, startedAt: startsAt, endedAt: startsAt });
  }

  async function talk() {
    const [near, now, seen, asks] = [newId(), newId(), newId(), newId()];
    await does(ana, 'signal:raise', { signalId: near, kind: 'sit-with-me', callId: second });
    await does(ben, 'signal:seen', { signalId: near });
    await does(ben, 'signal:answer', { signalId: near });
    await does(ana, 'signal:lower', { signalId: near });
    await does(ana, 'signal:raise', { signalId: now, kind: 'support-now' });
    await does(ana, 'message:send', { messageId: newId(), body: 'That one was hard' });
    await does(ana, 'message:send', { messageId: seen, body: 'Are you free?', callId: second });
    await does(ben, 'message:seen', { messageId: seen });
    const covered = newId();
    await does(ben, 'message:send', { messageId: covered, body: 'I am', covered: true, warning: 'overdose' });
    await does(ana, 'message:open', { messageId: covered });
    await does(ana, 'message:send', { messageId: asks, body: 'Can I talk it over?', asks: true });
    await does(ben, 'message:answer', { messageId: asks, answer: 'now' });
  }

  async function flags() {
    const [learned, takenBack, waiting] = [newId(), newId(), newId()];
    await does(ana, 'flag:raise', {
      flagId: learned,
      callId: first,
      reason: 'something-to-learn',
      askMeFirst: true,
    });
    await does(sue, 'flag:take', { flagId: learned });
    await does(sue, 'flag:release', { flagId: learned });
    await does(sue, 'flag:take', { flagId: learned });
    await does(sue, 'flag:keep', { flagId: learned });
    await does(sue, 'flag:ask', { flagId: learned, question: 'What helped?' });
    await does(ana, 'flag:answer', { flagId: learned, answer: 'Silence did.' });
    const task = (words: string) => ({ followUpId: newId(), words });
    await does(sue, 'flag:close', {
      flagId: learned,
      learning: 'Silence helps.',
      theme: 'Silences',
      followUp: task('Headsets'),
      manualChange: task('A page about silence'),
    });
    await does(ben, 'flag:raise', { flagId: takenBack, callId: second, reason: 'abusive-call' });
    await does(ben, 'flag:withdraw', { flagId: takenBack });
    await does(ben, 'flag:raise', { flagId: waiting, callId: first, reason: 'safeguarding' });
    await does(ana, 'call:note', {
      callId: second,
      changes: { responseNeeded: 'manager-before-next-shift' },
    });
    const toLookAt = (await mo.hears('followUp:changed', ({ source }) => source === 'call')).id;
    await does(mo, 'followUp:take', { followUpId: toLookAt });
    await does(mo, 'followUp:done', { followUpId: toLookAt });
    await does(mo, 'grant:open', { grantId: newId(), callId: second, reason: 'A complaint came.' });
  }

  /** Nan declines the first request of Mo, and confirms the second; Sue looks at it afterwards. */
  async function breakGlass() {
    const [no, yes] = [newId(), newId()];
    const asked = { shiftId, reason: 'An ambulance crew asks what was said.' };
    await does(mo, 'breakGlass:ask', { breakGlassId: no, ...asked });
    await does(nan, 'breakGlass:decline', { breakGlassId: no });
    await does(mo, 'breakGlass:ask', { breakGlassId: yes, ...asked });
    await does(nan, 'breakGlass:confirm', { breakGlassId: yes });
    await does(ana, 'breakGlass:seen', { breakGlassId: yes });
    await does(mo, 'breakGlass:end', { breakGlassId: yes });
    const words = 'A life was at stake.';
    await does(sue, 'breakGlass:review', { breakGlassId: yes, verdict: 'right', words });
  }

  async function rotaAndPeople() {
    const personId = newId();
    await does(mo, 'shift:place', { shiftId: laterId, place: 1, personId: ids.cai });
    await does(mo, 'shift:onCall', { shiftId: laterId, managerId: ids.nan, nextManagerId: null });
    await busyRota(does, mo, laterId);
    await does(mo, 'person:invite', {
      personId,
      firstName: 'Ida',
      email: `${personId}@example.org`,
      roles: ['supporter'],
      secretHash: hex(personId),
    });
    await does(nan, 'person:reinvite', { personId, secretHash: hex(newId()) });
    await does(mo, 'person:endSignIns', { personId });
    await does(mo, 'person:suspend', { personId });
    await does(mo, 'person:restore', { personId });
    await does(mo, 'person:reinvite', { personId, secretHash: hex(newId()) });
    await does(mo, 'person:sendLink', { personId: ids.cai });
    await does(nan, 'person:showLink', { personId: ids.cai, secretHash: hex(newId()) });
    await does(cai, 'person:stopLink', { personId: ids.cai });
    await proposals(personId);
    await seenBy(cai);
    await does(ana, 'person:profile', { phone: '020 7946 0000', phrases: ['Back in five'] });
    await does(mo, 'person:profile', { phone: '020 7946 0001' });
  }

  /** Two proposals by Mo: Nan approves the one and declines the other. */
  async function proposals(personId: string) {
    const proposedAt = async () =>
      (await nan.hears('person:changed', ({ id, proposal }) => id === personId && proposal !== null))
        .proposal!.at;
    await does(mo, 'person:change', { personId, roles: ['supporter', 'supervisor'] });
    await does(nan, 'person:agree', { personId, proposedAt: await proposedAt() });
    await does(mo, 'person:change', {
      personId,
      firstName: 'Ada',
      roles: ['supporter', 'supervisor', 'manager'],
    });
    const second = await nan.hears(
      'person:changed',
      ({ id, firstName, proposal }) => id === personId && firstName === 'Ada' && proposal !== null,
    );
    await does(nan, 'person:decline', { personId, proposedAt: second.proposal!.at });
  }

  async function seenBy(client: Client) {
    const { id } = await client.hears('update:changed');
    await does(client, 'update:seen', { updateId: id });
  }

  /** Ana hands over one thing, takes another out again, and Cai, who is on next, accepts. */
  async function handover() {
    const [kept, takenOut] = [newId(), newId()];
    const line = { shiftId, kind: 'call-back', words: 'She hopes for a call at six.' } as const;
    await does(ana, 'handover:line', { ...line, lineId: kept, callId: second });
    await does(ana, 'handover:line', { ...line, lineId: takenOut, kind: 'keep-in-mind' });
    await does(ana, 'handover:drop', { lineId: takenOut });
    await does(ana, 'handover:finish', { shiftId });
    await does(cai, 'handover:accept', { shiftId });
    await does(cai, 'handover:ask', { lineId: kept, words: 'On which number?' });
    await does(ana, 'handover:answer', { lineId: kept, words: 'It is in the phone.' });
  }

  /** A bag goes from Ana to Ben, who had not got it at first, and is then nowhere to be found, so that its calls ring on his own phone. */
  async function bag() {
    const kitId = newId();
    const until = mo.welcome.shifts.find(({ id }) => id === shiftId)!.endsAt;
    const contents = { name: 'Bag 1', items: ['The phone', 'Its charger', 'The manual'] };
    await does(mo, 'kit:add', { kitId, ...contents, holderId: ids.ben });
    await does(mo, 'kit:change', { kitId, holderId: ids.ana });
    await does(ana, 'kit:give', { kitId, toId: ids.ben });
    await does(ben, 'kit:notYet', { kitId });
    await does(ana, 'kit:give', { kitId, toId: ids.ben });
    await does(ben, 'kit:take', { kitId, charge: 'half' });
    await does(ana, 'kit:missing', { kitId, words: 'It was on the bus.' });
    await does(ben, 'kit:lineMoved', { kitId, until });
    await does(nan, 'kit:retire', { kitId });
  }

  async function reaching() {
    const taken = newId();
    const quiet = { from: '23:00', until: '07:00' };
    await does(mo, 'notification:change', { pushKinds: ['support-now'], emailKinds: [], quiet });
    await does(mo, 'notification:addDevice', { ...addedBrowser() });
    await does(mo, 'notification:test', { channel: 'push' });
    await does(ana, 'notification:addDevice', { deviceId: taken, ...browserNobodyAnswersFor() });
    await does(ana, 'notification:removeDevice', { deviceId: taken });
    await does(ben, 'feed:make', { tokenHash: hex(newId()) });
    await does(ben, 'feed:end', {});
    await does(ana, 'feed:make', { tokenHash: hex(newId()) });
    await does(nan, 'helpline:change', { lockMinutes: 12, escalatesAfterMinutes: [3, 6] });
    await does(sue, 'helpline:planSupervision', { lastOn: '2026-11-01', nextOn: '2026-12-13' });
  }
}

/** A valid subscription at whose address nothing listens. */
const browserNobodyAnswersFor = () => ({
  label: 'A browser',
  endpoint: `http://127.0.0.1:9/${newId()}`,
  p256dh: createECDH('prime256v1').generateKeys('base64url'),
  auth: randomBytes(16).toString('base64url'),
});

/** A new device with such a subscription. */
export const addedBrowser = () => ({ deviceId: newId(), ...browserNobodyAnswersFor() });

/** A unique string in the form of a SHA-256. */
export const hex = (id: string) => id.replaceAll('-', '').repeat(2);
