import type { UpdateKind } from '#shared/updates';
import { codesLeft, makeCodes } from '../credentials/code-queries.ts';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import type { Change } from '../platform/live/commands/command.ts';
import { tellAboutPerson } from '../updates/tell.ts';

export type WayChange = Parameters<typeof recordAudit>[1] & UpdateKind;
/** Runs a change that no command requested. */
export type Changing = {
  live: { change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void> };
};
type Owner = { personId: string; helplineId: string };

/** Changes a person's sign-in methods: records it in the audit log, and tells the person on every page and by their channels. */
export function changeWays(
  { live }: Changing,
  { personId, helplineId }: Owner,
  kind: WayChange,
  work: (change: Change) => Promise<void>,
): Promise<void> {
  return live.change(helplineId, async (change) => {
    await work(change);
    await recordWayChange(change, personId, kind);
    await tellAboutPerson(change, { to: [personId], kind, by: personId, aboutId: personId });
  });
}

export const recordWayChange = (change: Change, personId: string, kind: WayChange) =>
  recordAudit({ ...change, actor: { id: personId } }, kind, personId);

/** New recovery codes, to be shown once, for a person who has none left; empty for any other. */
export const firstCodes = async ({ tx }: Change, personId: string): Promise<string[]> =>
  (await codesLeft(tx, personId)) === 0 ? makeCodes(tx, personId) : [];
