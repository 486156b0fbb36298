import type { Debrief } from '#shared/debriefs';
import type { Shift } from '#shared/shifts';
import type { Change } from '../platform/live/commands/command.ts';
import { peopleWhoAre } from '../people/queries.ts';
import { shiftById, shiftOnAt } from '../shifts/queries.ts';

export type OnCallOrder = {
  /** The shift it was asked in, or the one that is on. */
  shift: Shift | null;
  /** The managers on call for that shift. */
  onCall: string[];
  /** Whom it reaches at once. */
  first: string[];
  /** Everybody it may reach, in their turn. */
  inTurn: string[];
};

/** The one named, then the managers on call, then every other: never the one who asks, nor somebody suspended. */
export async function onCallOrderFor(
  { tx, helplineId, now }: Change,
  debrief: Debrief,
): Promise<OnCallOrder> {
  const { askedBy, managerId: named } = debrief;
  const [shift, managers] = await Promise.all([
    debrief.shiftId === null ? shiftOnAt(tx, helplineId, now) : shiftById(tx, helplineId, debrief.shiftId),
    peopleWhoAre(tx, helplineId, 'manager'),
  ]);
  const able = managers
    .filter(({ id, suspendedAt }) => suspendedAt === null && id !== askedBy)
    .map(({ id }) => id);
  const onCall = onCallIn(shift).filter((id) => able.includes(id));
  const others = mayGoOn(debrief) ? [...onCall, ...able] : [];
  const anybody = onCall.length > 0 ? onCall.slice(0, 1) : able;
  return {
    shift,
    onCall,
    first: named === null ? anybody : [named],
    inTurn: [...new Set(named === null ? others : [named, ...others])],
  };
}

/** Whether it may go on to somebody other than the one named. */
export const mayGoOn = ({ managerId, mayEscalate }: Debrief) => managerId === null || mayEscalate;

const onCallIn = (shift: Shift | null) =>
  [shift?.managerId, shift?.nextManagerId].filter((id) => typeof id === 'string');
