import { eq } from 'drizzle-orm';
import { helplines } from '#drizzle/schema/helplines';
import type { Welcome } from '#shared/contract';
import type { Viewer } from '#shared/viewer';
import type { Db, Tx } from '../../database/db.ts';
import { inSameEpoch } from '../../database/epochs.ts';
import { readAs, type ReaderTx } from '../../database/read-as.ts';
import type { Identity, TimedViewer } from '../../identity.ts';
import type { Registry } from '../registry.ts';

type Deps = { db: Db; identity: Identity; registry: Registry; trial: boolean };

/**
 * Everything this person may see that changed after `since`, and the version up to which it is complete, read from one snapshot.
 * A `since` from the future, or from before a backup was restored, counts as 0. Null if the person no longer has access.
 */
export async function welcomeOf(
  { db, identity, registry, trial }: Deps,
  personId: string,
  since: (viewer: Viewer, version: number) => number,
  now: Date,
): Promise<{ viewer: TimedViewer; welcome: Welcome } | null> {
  const snapshot = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;
  const read = async (tx: ReaderTx) => {
    const [viewer] = await identity.viewers(tx, [personId], now);
    if (!viewer) return null;
    const version = await versionOf(tx, viewer.helplineId);
    const wanted = since(viewer, version);
    const from = wanted > version || !inSameEpoch(wanted, version) ? 0 : wanted;
    const [me, rows] = await Promise.all([
      identity.self(tx, viewer),
      registry.rowsSince(tx, viewer, from, now),
    ]);
    if (!me) return null;
    return { viewer, welcome: { version, since: from, now: now.getTime(), trial, me, ...rows } };
  };
  return readAs(db, personId, read, snapshot);
}

async function versionOf(tx: Tx, helplineId: string): Promise<number> {
  const [row] = await tx
    .select({ change: helplines.change })
    .from(helplines)
    .where(eq(helplines.id, helplineId));
  return row?.change ?? 0;
}
