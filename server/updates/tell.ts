import { uuidv7 } from 'uuidv7';
import type { UpdateKind } from '#shared/updates';
import type { Change } from '../platform/live/commands/command.ts';
import { notify } from '../notifications/notify.ts';
import { insertUpdates } from './queries.ts';

type Told = { to: string[]; kind: UpdateKind; by: string | null };

/** Milliseconds by which a rota that is being filled in is waited for, so that many changes are one message. */
const gatherFor = 10 * 60_000;
/** A shift that begins sooner than this does not wait. */
const soon = 12 * 3_600_000;

/** On the screens of these people until they have seen it, and by the ways they chose. */
export async function tellAboutPerson(change: Change, { aboutId, ...told }: Told & { aboutId: string }) {
  await tell(change, { ...told, aboutId, shiftId: null });
  await notify(change, { to: told.to, kind: 'account', path: '/' });
}

/** The same for a shift somebody was put on or taken off. Messages that have not gone out yet become one. */
export async function tellAboutShift(
  change: Change,
  { shift, ...told }: Told & { shift: { id: string; startsAt: string } },
) {
  await tell(change, { ...told, aboutId: null, shiftId: shift.id });
  const waits = Date.parse(shift.startsAt) - change.now.getTime() < soon ? 0 : gatherFor;
  const notBefore = new Date(change.now.getTime() + waits);
  await notify(change, { to: told.to, kind: 'rota', path: '/rota', notBefore, once: true });
}

async function tell(
  { tx, helplineId, version, now: at, announce }: Change,
  { to, ...told }: Told & { aboutId: string | null; shiftId: string | null },
) {
  const rows = to.map((personId) => ({ id: uuidv7(), helplineId, version, personId, at, ...told }));
  for (const update of await insertUpdates(tx, rows)) announce('update:changed', update);
}
