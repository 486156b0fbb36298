import { and, eq, inArray, lte } from 'drizzle-orm';
import webPush from 'web-push';
import { devices, pushKeys, notificationPreferences } from '#drizzle/schema/notifications';
import type { Change } from '../platform/live/commands/command.ts';
import type { Db } from '../platform/database/db.ts';
import { installation } from '../platform/encryption/installation.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

export type PushKeys = { publicKey: string; privateKey: string; madeAt: Date };

export const sealedPushKeys = sealedTable(pushKeys, {
  columns: { privateKey: text },
  scopeOf: () => ({ helplineId: null, purpose: 'push-keys', subjectId: installation }),
});

const columns = {
  id: pushKeys.id,
  publicKey: pushKeys.publicKey,
  privateKey: pushKeys.privateKey,
  madeAt: pushKeys.madeAt,
};
const newKeys = (madeAt: Date) => ({ id: 1, ...webPush.generateVAPIDKeys(), madeAt });

/** The VAPID keys of this installation, created by the first server that needs them. */
export async function pushKeysOf(db: Db, now: Date): Promise<PushKeys> {
  const [known] = await db.select(columns).from(pushKeys);
  if (known) return sealedPushKeys.openOne(db, known);
  await db
    .insert(pushKeys)
    .values(await sealedPushKeys.seal(db, newKeys(now)))
    .onConflictDoNothing();
  const [made] = await db.select(columns).from(pushKeys);
  return sealedPushKeys.openOne(db, made!);
}

/** Replaces the keys. Devices subscribed under the old ones no longer accept notifications. */
export async function replacePushKeys(db: Db, now: Date): Promise<PushKeys> {
  const keys = newKeys(now);
  const sealed = await sealedPushKeys.seal(db, keys);
  await db.insert(pushKeys).values(sealed).onConflictDoUpdate({ target: pushKeys.id, set: sealed });
  return keys;
}

export async function helplinesWithDevices(db: Db): Promise<string[]> {
  const rows = await db.selectDistinct({ helplineId: devices.helplineId }).from(devices);
  return rows.map((row) => row.helplineId);
}

/** Returns the number of devices removed; their owners see them gone from their lists. */
export async function dropDevices({ tx, helplineId, version, now }: Change): Promise<number> {
  const gone = await tx
    .delete(devices)
    .where(and(eq(devices.helplineId, helplineId), lte(devices.since, now)))
    .returning({ personId: devices.personId });
  const owners = [...new Set(gone.map(({ personId }) => personId))];
  if (owners.length > 0)
    await tx
      .update(notificationPreferences)
      .set({ version })
      .where(inArray(notificationPreferences.id, owners));
  return gone.length;
}
