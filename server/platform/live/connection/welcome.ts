import type { Welcome } from '#shared/contract';
import type { Viewer } from '#shared/viewer';
import type { Db } from '../../database/db.ts';
import { catchUpFrom } from '../../database/epochs.ts';
import { asReader, type ReaderTx } from '../../database/read-as.ts';
import { clientOf } from '../../database/prepared.ts';
import type { Identity, TimedViewer, Whose } from '../../identity.ts';
import type { Registry } from '../registry.ts';

type Deps = { db: Db; identity: Identity; registry: Registry; trial: boolean };

/**
 * Everything this person may see that changed after `since`, and the version up to which it is complete, read from one snapshot.
 * A `since` from the future, or from before a backup was restored, counts as 0. Null if the person no longer has access.
 */
export async function welcomeOf(
  { db, identity, registry, trial }: Deps,
  { personId, helplineId }: Whose,
  since: (viewer: Viewer, version: number) => number,
  now: Date,
): Promise<{ viewer: TimedViewer; welcome: Welcome } | null> {
  return db.transaction((tx) => {
    // These two are not awaited, so that they share the round trip of what follows; if one fails, so does that.
    const isSnapshot = clientOf(tx).unsafe(takeSnapshot).execute();
    // Asked before the reader is named: a policy would make each of the highest versions a search through row after row.
    const asked = registry.latestVersions(tx, { personId, helplineId });
    const read = async (tx: ReaderTx) => {
      const [latest, [viewer]] = await Promise.all([
        asked,
        identity.viewers(tx, [personId], now),
        isSnapshot,
      ]);
      if (!viewer || !latest) return null;
      const version = latest.change;
      const from = catchUpFrom(since(viewer, version), version);
      const [me, rows] = await Promise.all([
        identity.self(tx, viewer),
        registry.rowsSince(tx, viewer, { since: from, latest, now }),
      ]);
      if (!me) return null;
      return { viewer, welcome: { version, since: from, now: now.getTime(), trial, me, ...rows } };
    };
    return asReader(tx, personId, read);
  });
}

const takeSnapshot = 'set transaction isolation level repeatable read, read only';
