import { emptyRecord } from '#shared/calls';
import type { Rows } from '#shared/contract';
import type { Helpline } from '#shared/helpline';
import type { List } from '#shared/lists';
import type { Person } from '#shared/people';
import type { Shift } from '#shared/shifts';
import { begun } from '../calls/in-advance.ts';

/** The person who practises, with the helpline's own settings and words to choose from. */
export type Learner = { me: Person; helpline: Helpline; lists: List[] };

export const partnerName = 'Robin';
export const managerName = 'Dana';
const [partnerId, managerId] = ['practice-partner', 'practice-manager'];
export const shiftId = 'practice-shift';
export const shiftBeforeId = 'practice-shift-before';
const hour = 3_600_000;
const version = 1;

/** The rows of an invented shift that is in progress at `now` (milliseconds since 1970). Only the learner is a real person. */
export function madeUpRows({ me, helpline, lists }: Learner, now: number): Partial<Rows> {
  const at = (hours: number) => new Date(Math.floor(now / hour) * hour + hours * hour).toISOString();
  const learner: Person = { ...me, version, roles: ['supporter'], phrases: [], phone: null };
  const made = { ...learner, email: null, induction: null, proposal: null, linkAskedBy: null };
  const shift = (id: string, from: number, until: number, ids: string[]): Shift => ({
    ...{ id, version, covered: true, managerId, nextManagerId: null },
    ...{ startsAt: at(from), endsAt: at(until) },
    places: ids.map((personId, index) => ({
      ...{ place: index === 0 ? 1 : 2, personId, here: true, phone: null, placedAt: at(-999) },
      firstName: personId === me.id ? me.firstName : partnerName,
    })),
  });
  return {
    helplines: [helpline],
    lists,
    people: [learner, { ...made, id: managerId, firstName: managerName, roles: ['manager'] }],
    shifts: [
      shift(shiftId, -2, 3, [me.id, partnerId]),
      shift('practice-shift-after', 22, 28, ['practice-next']),
    ],
    presences: [me, { id: partnerId, firstName: partnerName }].map(({ id, firstName }) => ({
      ...{ id: `practice-presence-${id}`, version, shiftId, personId: id, firstName },
      ...{ joinedAt: at(-2), leftAt: null, connected: true, lastHeardAt: at(0) },
      ...{ state: 'ready', stateSince: at(0), feeling: null, backAt: null, offerBreak: false },
    })),
    calls: [earlierCall(me.id, at(-1))],
    kits: [bag({ id: me.id, name: me.firstName }, at(-2))],
    ...handedOver(me.id, at),
  };
}

/** Leaves a line for the handover. */
const earlierCall = (assignedTo: string, endedAt: string) => ({
  ...begun({ id: 'practice-earlier', shiftId, assignedTo, startedAt: Date.parse(endedAt) - hour / 3 }),
  ...{ state: 'closed' as const, endedAt, closedAt: endedAt },
  record: { ...emptyRecord, presentingIssues: ['loneliness'], outcomes: ['listened', 'call-back'] },
});

const bag = (holder: { id: string; name: string }, heldSince: string) => ({
  ...{ id: 'practice-bag', version, name: 'The bag', items: [], holder, heldSince, giverId: null },
  ...{ to: null, charge: null, missingAt: null, missingBy: null, missingWords: null },
  ...{ lineTo: null, lineUntil: null, retiredAt: null, near: [] },
});

/** What the two before have left, still to be accepted. */
function handedOver(myId: string, at: (hours: number) => string): Pick<Rows, 'handovers' | 'handoverLines'> {
  const common = { version, shiftId: shiftBeforeId, toIds: [myId] };
  const line = (id: string, words: string) => ({
    ...common,
    ...{ id, kind: 'keep-in-mind' as const, words, callId: null, by: 'practice-before', sentAt: at(-20) },
    ...{ droppedAt: null, question: null, askedBy: null, answer: null },
  });
  return {
    handovers: [
      {
        ...common,
        ...{ id: 'practice-handover', shiftStartsAt: at(-26), toShiftId: shiftId, toStartsAt: at(-2) },
        ...{ finishedBy: 'practice-before', finishedAt: at(-20), acceptedBy: null, acceptedAt: null },
      },
    ],
    handoverLines: [
      line('practice-line-1', 'The crisis café closes an hour earlier this week.'),
      line('practice-line-2', 'Somebody rings at about ten and says nothing. Staying on for a minute helps.'),
    ],
  };
}
