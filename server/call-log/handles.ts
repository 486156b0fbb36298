import { handleMinutes } from '#shared/call-log';
import type { Viewer } from '#shared/viewer';
import type { Db, Tx } from '../platform/database/db.ts';
import { decrypt, encrypt } from '../platform/encryption/cipher.ts';
import { dataKeysOf } from '../platform/encryption/sealed-database.ts';

const idLength = 16;

/**
 * A name for a call that says nothing of it: different each time, and understood by the server alone, from this person alone, for
 * `handleMinutes`. So a line of the log cannot be matched with another list.
 */
export function handleOf(db: Db, viewer: Viewer, callId: string, now: Date): string {
  const plain = Buffer.alloc(idLength + 8);
  plain.write(callId.replaceAll('-', ''), 'hex');
  plain.writeBigUInt64BE(BigInt(now.getTime() + handleMinutes * 60_000), idLength);
  return encrypt(dataKeysOf(db).handles, plain, boundTo(viewer)).toString('base64url');
}

/** The id of the call; null for a handle that was made up, is somebody else's, or is too old. */
export function callIdIn(tx: Db | Tx, viewer: Viewer, handle: string, now: Date): string | null {
  const plain = decrypt(dataKeysOf(tx).handles, Buffer.from(handle, 'base64url'), boundTo(viewer));
  if (!plain || Number(plain.readBigUInt64BE(idLength)) <= now.getTime()) return null;
  return plain.toString('hex', 0, idLength).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

const boundTo = ({ helplineId, id }: Viewer) => ['call-log', helplineId, id].join('\0');
