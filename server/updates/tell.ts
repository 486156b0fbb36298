import { uuidv7 } from 'uuidv7';
import type { UpdateKind } from '#shared/updates';
import type { Change } from '../platform/live/commands/command.ts';
import { notify } from '../notifications/notify.ts';
import { insertUpdates, withUnseen } from './queries.ts';

type NewUpdate = { to: string[]; kind: UpdateKind; by: string | null; words?: string | null };

/** Milliseconds by which a message about the rota is delayed, so that many changes become one message. */
const gatherFor = 10 * 60_000;
/** A shift that begins sooner than this does not wait. */
const soon = 12 * 3_600_000;

/** Shows an update on these people's screens until they have seen it, and notifies them by their channels. */
export async function tellAboutPerson(
  change: Change,
  { aboutId, ...update }: NewUpdate & { aboutId: string },
) {
  await tell(change, { ...update, aboutId, shiftId: null });
  await notify(change, { to: update.to, kind: 'account', path: '/' });
}

/** The same for a shift that a person was put on or taken off. Replaces notifications not sent yet. */
export async function tellAboutShift(
  change: Change,
  { shift, ...update }: NewUpdate & { shift: { id: string; startsAt: string } },
) {
  await tell(change, { ...update, aboutId: null, shiftId: shift.id });
  const waits = Date.parse(shift.startsAt) - change.now.getTime() < soon ? 0 : gatherFor;
  const notBefore = new Date(change.now.getTime() + waits);
  await notify(change, { to: update.to, kind: 'rota', path: '/rota', notBefore, once: true });
}

/** The same for a page of the manual. Whoever raised the flag behind it is notified too. */
export async function tellAboutPage(change: Change, { pageId, ...update }: NewUpdate & { pageId: string }) {
  await tell(change, { ...update, aboutId: null, shiftId: null, pageId });
  if (update.kind === 'manual-changed')
    await notify(change, { to: update.to, kind: 'flag-step', path: `/manual/${pageId}` });
}

/** That something in the directory waits for a second yes: once, however much waits, until it has been seen. */
export async function tellOfProposedServices(change: Change, keepers: string[], by: string) {
  const told = await withUnseen(change.tx, keepers, 'service-proposed');
  const to = keepers.filter((id) => !told.has(id));
  await tell(change, { to, kind: 'service-proposed', by, aboutId: null, shiftId: null });
}

async function tell(
  { tx, helplineId, version, now: at, announce }: Change,
  { to, ...update }: NewUpdate & { aboutId: string | null; shiftId: string | null; pageId?: string },
) {
  const rows = to.map((personId) => ({ id: uuidv7(), helplineId, version, personId, at, ...update }));
  for (const update of await insertUpdates(tx, rows)) announce('update:changed', update);
}
