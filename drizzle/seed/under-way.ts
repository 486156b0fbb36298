import type { followUps } from '../schema/follow-ups.ts';
import type { absences } from '../schema/absences.ts';
import type { callBacks } from '../schema/call-backs.ts';
import type { handoverLines, handovers } from '../schema/handovers.ts';
import type { kits } from '../schema/kits.ts';
import type { listChanges, lists } from '../schema/lists.ts';
import type { offers } from '../schema/offers.ts';
import type { faults, services } from '../schema/services.ts';
import type { swaps } from '../schema/swaps.ts';
import { starterLists } from '#shared/starter-lists';
import type { TrialCall } from './calls.ts';
import type { Chance } from './chance.ts';
import type { Invented } from './numbering.ts';
import { ana, ben, grace, joseph, trialHelpline } from './people.ts';
import type { TrialRota, TrialShift } from './shifts.ts';
import { dateAt, day, hour, later } from './times.ts';

const { id: helplineId, timeZone } = trialHelpline;

/** What people of the trial have begun and nobody has finished, so that every page shows what it is for. Nothing of it is urgent. */
export function underWay(rota: TrialRota, now: Date, chance: Chance) {
  const changed = (changedAt: Date) => ({ id: chance.idAt(changedAt), helplineId, changedAt });
  return {
    ...handedOver(rota, changed),
    ...placesAsked(rota, now, changed),
    ...wordProposed(now, changed),
    absences: daysAway(now, changed),
  };
}

type Changed = (at: Date) => { id: string; helplineId: string; changedAt: Date };

/** Last night's two hand over to Ana and Ben, and the bag is on its way to Ana. That nobody has accepted it yet is told to nobody. */
function handedOver({ past, tonight }: TrialRota, changed: Changed) {
  const before = past.at(-1)!;
  const by = before.pair.find((id) => id !== ben.id)!;
  const at = before.endsAt;
  const handover: Invented<typeof handovers> = {
    ...{ ...changed(at), shiftId: before.id, shiftStartsAt: before.startsAt },
    ...{ toShiftId: tonight.id, toStartsAt: tonight.startsAt, toIds: [ana.id, ben.id] },
    ...{ finishedBy: by, finishedAt: at, pairToldAt: at, managerToldAt: at },
  };
  const line = { shiftId: before.id, by, at, sentAt: at, toIds: handover.toIds };
  const lines: Invented<typeof handoverLines>[] = [
    {
      ...changed(at),
      ...line,
      kind: 'keep-in-mind',
      words: 'The line crackles in the rain. Ask people to say it again.',
    },
    {
      ...changed(at),
      ...line,
      kind: 'manual-wrong',
      words: 'The Lantern shuts earlier than the manual says.',
    },
  ];
  const kit: Invented<typeof kits> = {
    ...{ ...changed(at), name: 'Bag 1', items: ['Phone', 'Charger', 'The manual on paper'] },
    ...{ holderId: by, heldSince: before.startsAt, toId: ana.id, charge: 'half' },
  };
  return { handovers: [handover], handoverLines: lines, kits: [kit] };
}

/** One asks who could come in his place, which the server then does; another could come to a shift with an empty place. */
function placesAsked({ ahead }: TrialRota, now: Date, changed: Changed) {
  const [fromNow, at] = [
    (shift: TrialShift) => shift.startsAt.getTime() - now.getTime(),
    later(now, -2 * hour),
  ];
  const asking = ahead.find((shift) => fromNow(shift) > 5 * day && !shift.pair.some(isTonight))!;
  const empty = ahead.find(({ pair }, index) => index > 3 && pair.length === 1 && !pair.includes(joseph.id))!;
  const swap: Invented<typeof swaps> = {
    ...{ ...changed(at), shiftId: asking.id, shiftStartsAt: asking.startsAt, kind: 'cover', state: 'open' },
    ...{ askedBy: asking.pair[0]!, askedAt: at, nextAskAt: at },
  };
  const offer: Invented<typeof offers> = {
    ...{ ...changed(at), shiftId: empty.id, personId: joseph.id, offeredAt: at },
  };
  return { swaps: [swap], offers: [offer] };
}

const isTonight = (id: string) => id === ana.id || id === ben.id;

/** Ben would like a word for those whom a food bank sent. */
function wordProposed(now: Date, changed: Changed) {
  const at = later(now, -3 * hour);
  const list: Invented<typeof lists> = { ...changed(at), list: 'sources', words: starterLists.sources };
  const word: Invented<typeof listChanges> = {
    ...{ ...changed(at), listId: list.id, change: 'add', words: 'Food bank', group: '' },
    ...{ needs: ['manager'], outcome: 'proposed', proposedBy: ben.id, proposedAt: at },
  };
  return { lists: [list], listChanges: [word] };
}

/** Grace is away for some days, and Ana every Tuesday morning. */
function daysAway(now: Date, changed: Changed): Invented<typeof absences>[] {
  const on = (days: number) => dateAt(later(now, days * day), timeZone);
  const said = later(now, -2 * day);
  return [
    { ...changed(said), personId: grace.id, fromDay: on(16), toDay: on(19) },
    {
      ...changed(said),
      personId: ana.id,
      fromDay: on(0),
      weekly: { weekday: 2, from: '09:00', until: '13:00' },
    },
  ];
}

/** A call of last night is to be rung back on the next shift; its record says so. */
export function callBackOf(calls: TrialCall[], { past, ahead }: TrialRota, chance: Chance) {
  const before = past.at(-1)!;
  const call = calls.findLast(({ shiftId, closedAt }) => shiftId === before.id && closedAt !== null)!;
  call.outcomes = [...new Set([...call.outcomes, 'call-back'])];
  const [next, promisedAt] = [ahead[0]!, call.closedAt!];
  const callBack: Invented<typeof callBacks> = {
    ...{ id: chance.idAt(promisedAt), helplineId, changedAt: promisedAt },
    ...{ callId: call.id, shiftId: before.id, toShiftId: next.id },
    ...{ from: later(next.startsAt, hour), until: later(next.startsAt, 3 * hour) },
    ...{ words: 'Let it ring: the stairs take a while.', promisedBy: call.takenBy, promisedAt },
  };
  return callBack;
}

type Known = { service: Invented<typeof services>; text: { name: string } };

/** Ben found that a number in the directory leads nowhere, which waits for a manager. */
export function numberFoundWrong(directory: Known[], now: Date, chance: Chance) {
  const raisedAt = later(now, -1 * day);
  const { service, text } = directory.find(({ text: { name } }) => name === 'Deptford Community Fridge')!;
  const raised = { helplineId, raisedBy: ben.id, raisedAt, changedAt: raisedAt };
  const toDo: Invented<typeof followUps> = {
    ...{
      id: chance.idAt(raisedAt),
      ...raised,
      source: 'directory',
      words: `${text.name}: the number is wrong.`,
    },
  };
  const fault: Invented<typeof faults> = {
    ...{
      id: chance.idAt(raisedAt),
      ...raised,
      serviceId: service.id,
      what: 'number',
      words: '',
      followUpId: toDo.id,
    },
  };
  service.changedAt = raisedAt;
  return { toDo, fault };
}
