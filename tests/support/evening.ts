import type { CommandFields, CommandName } from '#shared/contract';
import { newId, type Helpline } from './helpline.ts';
import type { Seat } from './seat.ts';

type Seats = Record<'ana' | 'ben' | 'cai' | 'mo' | 'nan' | 'sue', Seat>;

/** An evening in which every command is given at least once. Returns the names of those given. */
export async function busyEvening(helpline: Helpline, { ana, ben, cai, mo, nan, sue }: Seats) {
  const { shiftId, ids } = helpline;
  const given = new Set<CommandName>();
  const laterId = await helpline.addShift(20, 26);
  const [first, second] = [newId(), newId()];

  async function does<Name extends CommandName>(seat: Seat, name: Name, fields: CommandFields<Name>) {
    const reply = await seat.send(name, fields);
    if (!reply.ok) throw new Error(`${name}: ${reply.code}, ${reply.message}`);
    given.add(name);
  }

  await does(ana, 'shift:join', { shiftId });
  await does(ben, 'shift:join', { shiftId });
  await twoCalls();
  await talk();
  await flags();
  await debriefs();
  await rotaAndPeople();
  return {
    given,
    /** Ben goes home, and Cai takes his place in the shift. */
    async swap() {
      await does(ben, 'shift:leave', { shiftId });
      await does(mo, 'shift:place', { shiftId, place: 2, personId: ids.cai });
      await does(cai, 'shift:join', { shiftId });
      await does(ana, 'message:send', { messageId: newId(), body: 'Welcome, Cai' });
      return given;
    },
  };

  async function twoCalls() {
    await does(ana, 'call:start', { callId: first });
    await does(ana, 'state:set', { state: 'on-a-call', feeling: 'finding-it-hard' });
    await does(ana, 'call:note', { callId: first, changes: { presentingIssues: ['loneliness'] } });
    await does(ben, 'call:takeOver', { callId: first });
    await does(ben, 'call:note', { callId: first, changes: { note: 'Wants to be listened to.' } });
    await does(ben, 'call:end', { callId: first });
    await does(ben, 'call:close', { callId: first });
    await does(ana, 'call:start', { callId: second });
    await does(ana, 'call:end', { callId: second });
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
    await does(ana, 'flag:raise', { flagId: learned, callId: first, reason: 'something-to-learn' });
    await does(sue, 'flag:take', { flagId: learned });
    await does(sue, 'flag:release', { flagId: learned });
    await does(sue, 'flag:take', { flagId: learned });
    await does(sue, 'flag:ask', { flagId: learned, question: 'What helped?' });
    await does(ana, 'flag:answer', { flagId: learned, answer: 'Silence did.' });
    await does(sue, 'flag:close', { flagId: learned, learning: 'Silence helps.' });
    await does(ben, 'flag:raise', { flagId: takenBack, callId: second, reason: 'abusive-call' });
    await does(ben, 'flag:withdraw', { flagId: takenBack });
    await does(ben, 'flag:raise', { flagId: waiting, callId: first, reason: 'safeguarding' });
  }

  async function debriefs() {
    const [held, takenBack, named, supervised] = [newId(), newId(), newId(), newId()];
    const time = new Date(ana.welcome.now + 86_400_000).toISOString();
    await does(ana, 'debrief:ask', { debriefId: held, urgency: 'now', note: 'Hard.', callIds: [first] });
    await does(mo, 'debrief:accept', { debriefId: held });
    await does(mo, 'debrief:offer', { debriefId: held, for: time });
    await does(ana, 'debrief:agree', { debriefId: held });
    await does(mo, 'debrief:hold', { debriefId: held });
    await does(mo, 'debrief:close', { debriefId: held });
    await does(ana, 'debrief:ask', { debriefId: takenBack, urgency: 'before-i-finish' });
    await does(ana, 'debrief:withdraw', { debriefId: takenBack });
    const about = { urgency: 'next-day-or-two' as const, callIds: [second] };
    await does(ben, 'debrief:ask', { ...about, debriefId: named, managerId: ids.nan });
    await does(nan, 'debrief:accept', { debriefId: named });
    await does(ana, 'debrief:ask', { ...about, debriefId: supervised, managerId: ids.sue });
    await does(sue, 'debrief:accept', { debriefId: supervised });
  }

  async function rotaAndPeople() {
    const personId = newId();
    await does(mo, 'shift:place', { shiftId: laterId, place: 1, personId: ids.cai });
    await does(mo, 'shift:onCall', { shiftId: laterId, managerId: ids.nan, nextManagerId: null });
    await does(mo, 'person:invite', {
      personId,
      firstName: 'Ida',
      email: `${personId}@example.org`,
      roles: ['supporter'],
      secretHash: hex(personId),
    });
    await does(nan, 'person:reinvite', { personId, secretHash: hex(newId()) });
    await does(mo, 'person:suspend', { personId });
    await does(mo, 'person:restore', { personId });
    await does(mo, 'person:reinvite', { personId, secretHash: hex(newId()) });
    await does(ana, 'person:profile', { phone: '020 7946 0000', phrases: ['Back in five'] });
    await does(mo, 'person:profile', { phone: '020 7946 0001' });
  }
}

/** Something that looks like a SHA-256 and is not twice the same. */
export const hex = (id: string) => id.replaceAll('-', '').repeat(2);
