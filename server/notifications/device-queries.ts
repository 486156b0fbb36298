import { and, desc, eq, inArray } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { devices } from '#drizzle/schema/notifications';
import type { Role } from '#shared/viewer';
import type { Tx } from '../platform/database/db.ts';
import { dataKeysOf } from '../platform/encryption/sealed-database.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';

type NewDevice = typeof devices.$inferInsert;
export type Owner = { id: string; roles: Role[]; helplineId: string };

/** The endpoint and keys are sealed, because they suffice to send to the browser. */
export const sealedDevices = sealedTable(devices, {
  columns: { label: text, endpoint: text, p256dh: text, auth: text },
  scopeOf: ({ helplineId }) => ({ helplineId, purpose: 'devices', subjectId: helplineId }),
  digestsOf: ({ endpoint }, digest) => ({ endpointDigest: digest(endpoint) }),
});

/** Deletes an earlier device with this address, with its pending notifications. Returns its owner if it belonged to another person. */
export async function takeFromOthers(tx: Tx, { endpoint, id, personId }: NewDevice): Promise<Owner | null> {
  const [known] = await tx
    .select({
      deviceId: devices.id,
      id: people.id,
      roles: people.roles,
      helplineId: people.helplineId,
    })
    .from(devices)
    .innerJoin(people, eq(people.id, devices.personId))
    .where(eq(devices.endpointDigest, dataKeysOf(tx).digest(endpoint)));
  if (!known || (known.id === personId && known.deviceId === id)) return null;
  await tx.delete(devices).where(eq(devices.id, known.deviceId));
  const { roles, helplineId } = known;
  return known.id === personId ? null : { id: known.id, roles, helplineId };
}

/** Updates a browser that subscribes again; its pending notifications stay. */
export async function keepDevice(tx: Tx, device: NewDevice): Promise<void> {
  const sealed = await sealedDevices.seal(tx, device);
  const { label, p256dh, auth } = sealed;
  await tx
    .insert(devices)
    .values(sealed)
    .onConflictDoUpdate({ target: devices.endpointDigest, set: { label, p256dh, auth } });
}

/** Deletes all but the newest `most` devices of a person. */
export async function keepNewest(tx: Tx, personId: string, most: number): Promise<void> {
  const tooMany = tx
    .select({ id: devices.id })
    .from(devices)
    .where(eq(devices.personId, personId))
    .orderBy(desc(devices.since), desc(devices.id))
    .offset(most);
  await tx.delete(devices).where(inArray(devices.id, tooMany));
}

/** False if this person has no such device. */
export async function removeDevice(tx: Tx, personId: string, id: string): Promise<boolean> {
  const { count } = await tx.delete(devices).where(and(eq(devices.id, id), eq(devices.personId, personId)));
  return count > 0;
}

export const countDevices = (tx: Tx, personId: string): Promise<number> =>
  tx.$count(devices, eq(devices.personId, personId));
