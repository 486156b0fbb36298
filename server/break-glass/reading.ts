import { mayReadConversation } from '#shared/break-glass';
import type { Viewer } from '#shared/viewer';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import type { Change } from '../platform/live/commands/command.ts';
import { breakGlassById, changeBreakGlass } from './queries.ts';

/** Writes down, once per person, that they read it, and tells those whose words they are. False if they may not read it now. */
export async function noteReading(change: Change, viewer: Viewer, id: string): Promise<boolean> {
  const { tx, helplineId, version, now, announce } = change;
  const row = await breakGlassById(tx, helplineId, id);
  if (!row || !mayReadConversation(viewer, row, now.getTime())) return false;
  if (row.readBy.some(({ by }) => by === viewer.id)) return true;
  const readBy = [...row.readBy, { by: viewer.id, at: now.toISOString() }];
  announce('breakGlass:changed', await changeBreakGlass(tx, helplineId, id, { version, readBy }));
  await recordAudit({ ...change, actor: viewer }, 'words-read', id);
  return true;
}
