import type { CommandFields, CommandName } from '#shared/contract';
import { hex } from './evening.ts';
import { newId } from './helpline.ts';

const one = { callId: newId(), messageId: newId(), signalId: newId(), debriefId: newId(), flagId: newId() };
const [shiftId, personId] = [newId(), newId()];
const { callId, messageId, signalId, debriefId, flagId } = one;

/** Every command in a shape that can be read, about things that are not there. */
export const examples: { [Name in CommandName]: CommandFields<Name> } = {
  'shift:join': { shiftId },
  'shift:leave': { shiftId },
  'state:set': { state: 'ready', feeling: 'going-fine' },
  'call:start': { callId },
  'call:note': { callId, changes: { note: 'Words' }, basedOn: 1 },
  'call:end': { callId },
  'call:close': { callId },
  'call:takeOver': { callId },
  'message:send': { messageId, body: 'Words', callId, covered: true, warning: 'Words' },
  'message:seen': { messageId },
  'message:open': { messageId },
  'message:answer': { messageId, answer: 'now' },
  'signal:raise': { signalId, kind: 'support-now', callId },
  'signal:answer': { signalId, answer: 'with-you' },
  'signal:lower': { signalId },
  'signal:seen': { signalId },
  'debrief:ask': { debriefId, urgency: 'now', note: 'Words', callIds: [callId], managerId: personId },
  'debrief:withdraw': { debriefId },
  'debrief:accept': { debriefId },
  'debrief:offer': { debriefId, for: '2026-11-21T21:30:00.000Z' },
  'debrief:agree': { debriefId },
  'debrief:hold': { debriefId },
  'debrief:close': { debriefId },
  'flag:raise': { flagId, callId, reason: 'safeguarding', note: 'Words' },
  'flag:withdraw': { flagId },
  'flag:take': { flagId },
  'flag:release': { flagId },
  'flag:ask': { flagId, question: 'Words' },
  'flag:answer': { flagId, answer: 'Words' },
  'flag:close': { flagId, learning: 'Words' },
  'shift:place': { shiftId, place: 1, personId },
  'shift:onCall': { shiftId, managerId: personId, nextManagerId: personId },
  'person:invite': {
    personId,
    firstName: 'Ida',
    email: 'ida@example.org',
    roles: ['supporter'],
    secretHash: hex(personId),
  },
  'person:reinvite': { personId, secretHash: hex(personId) },
  'person:profile': { phone: '07700 900123', phrases: ['Words'] },
  'person:suspend': { personId },
  'person:restore': { personId },
};
