import { cancelNotifications } from '../notifications/cancel-queries.ts';
import { notify } from '../notifications/notify.ts';
import type { Change, DueJob } from '../platform/live/commands/command.ts';
import { onCallOrderOf } from '../shifts/on-call.ts';
import { shiftById } from '../shifts/queries.ts';
import {
  helplinesWithUnaccepted,
  helplinesWithUnfinished,
  helplinesWithUnsentLines,
  takeUnaccepted,
  takeUnsentLines,
  unfinishedShifts,
} from './reminder-queries.ts';
import { giveToNextPair } from './next-pair.ts';
import { beginHandovers } from './queries.ts';

const pages = ({ id }: { id: string }) => ({ pair: `/tonight#${id}`, manager: `/desk#${id}` });

/** Cancels what people were to be notified of about this handover, because it is settled. */
export async function cancelHandoverNotifications(change: Change, handover: { id: string }): Promise<void> {
  for (const path of Object.values(pages(handover))) await cancelNotifications(change, path, ['handover']);
}

/** Reminds the two of a shift, once and nobody else, that its handover is not finished. The next pair learns that it is still to come. */
export const unfinishedHandovers: DueJob = {
  what: 'unfinished handovers',
  where: helplinesWithUnfinished,
  atOnce: 20,
  async carryOut(change) {
    const shifts = await unfinishedShifts(change.tx, change.helplineId, change.now);
    for (const handover of await beginHandovers(change, shifts)) {
      change.announce('handover:changed', await giveToNextPair(change, handover));
      const places = shifts.find(({ id }) => id === handover.shiftId)!.places;
      const to = places.map(({ personId }) => personId);
      await notify(change, { to, kind: 'handover', path: pages(handover).pair });
    }
  },
};

const pageOfLines = (shiftId: string) => `/tonight#lines-${shiftId}`;

/** Cancels what the writers of unsent lines were to be notified of, because their lines went out. */
export const cancelUnsentNotifications = (change: Change, shiftId: string): Promise<void> =>
  cancelNotifications(change, pageOfLines(shiftId), ['handover']);

/** Reminds the writers of stored lines that were never sent, for example because a device failed, once for each line. Only where the partner has finished the handover. */
export const unsentLines: DueJob = {
  what: 'lines of a finished handover that were not sent',
  where: helplinesWithUnsentLines,
  atOnce: 20,
  async carryOut(change) {
    const left = await takeUnsentLines(change.tx, change.helplineId, change.now);
    for (const shiftId of new Set(left.map((line) => line.shiftId))) {
      const to = left.filter((line) => line.shiftId === shiftId).map(({ by }) => by);
      await notify(change, { to, kind: 'handover', path: pageOfLines(shiftId) });
    }
  },
};

/** Tells the two of the next shift, once, that a handover waits for them. */
export const unacceptedByPair: DueJob = {
  what: 'handovers that wait for the next pair',
  where: helplinesWithUnaccepted('pair'),
  atOnce: 20,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    for (const handover of await takeUnaccepted(tx, helplineId, now, 'pair'))
      await notify(change, { to: handover.toIds, kind: 'handover', path: pages(handover).pair });
  },
};

/** Tells the manager on call, once, that it is not accepted, without anything of what it says. */
export const unacceptedForManager: DueJob = {
  what: 'handovers that nobody accepted',
  where: helplinesWithUnaccepted('manager'),
  atOnce: 20,
  async carryOut(change) {
    const { tx, helplineId, now } = change;
    for (const handover of await takeUnaccepted(tx, helplineId, now, 'manager')) {
      const shift = await shiftById(tx, helplineId, handover.toShiftId!);
      const { first } = await onCallOrderOf(tx, helplineId, shift);
      await notify(change, { to: first, kind: 'handover', path: pages(handover).manager });
    }
  },
};
