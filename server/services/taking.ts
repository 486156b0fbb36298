import { uuidv7 } from 'uuidv7';
import type { ServiceText } from '#shared/directory';
import type { Context } from '../platform/live/commands/command.ts';
import { announceDirectory } from './guards.ts';
import { insertServices, putLatestIntoForce } from './taking-queries.ts';
import { insertAgreedVersions } from './version-queries.ts';

/** A text that a publisher says, for a service that is there already or is new. `checkedAt`: when the publisher last made sure of it. */
export type Taken = {
  serviceId: string;
  text: ServiceText;
  words: string;
  isNew: boolean;
  checkedAt: Date | null;
};

/**
 * Puts what a publisher says into force. It takes one manager, because the publisher is the other of the two: the version is agreed from
 * its beginning. The caller has refused services of which something is proposed, and has checked the texts by `serviceText`.
 */
export async function takeTexts(context: Context, taken: Taken[]): Promise<void> {
  const { actor, tx, version, helplineId, now } = context;
  if (taken.length === 0) return;
  const fresh = taken.filter(({ isNew }) => isNew).map(({ serviceId }) => serviceId);
  await insertServices(tx, fresh, { helplineId, version, state: 'published' });
  const proposed = { proposedBy: actor.id, proposedAt: now, settledBy: actor.id, settledAt: now };
  const versions = taken.map(({ serviceId, text, words }) => ({
    ...{ id: uuidv7(), helplineId, version, serviceId, change: 'text' as const, text, words },
    ...proposed,
  }));
  await insertAgreedVersions(tx, versions);
  await putLatestIntoForce(tx, taken, version);
  announceDirectory(context);
}
