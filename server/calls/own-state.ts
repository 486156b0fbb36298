import type { OwnState } from '#shared/presence';
import type { Change } from '../platform/live/commands/command.ts';
import { setOwnState } from '../presence/state-queries.ts';

/** Sets the presence that a change of a call implies. */
export async function sayOwnState(
  { tx, version, now, happenedAt, announce }: Change & { happenedAt: Date },
  shiftId: string,
  state: OwnState,
  personId: string,
) {
  const presence = await setOwnState(
    tx,
    { shiftId, personId },
    { version, state, feeling: null, offer: state === 'on-a-call' ? 'drop' : 'keep', at: happenedAt, now },
  );
  if (presence) announce('presence:changed', presence);
}
