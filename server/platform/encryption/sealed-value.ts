import { decrypt, encrypt } from './cipher.ts';
import type { DataKey } from './wrapping.ts';

/** The place that a sealed value is bound to; it cannot be opened anywhere else. */
export type Place = { table: string; column: string; rowId: string };

/** A sealed value could not be opened: it was changed, moved to another row, or its key was destroyed. */
export class SealBroken extends Error {
  override name = 'SealBroken';
}

/** `s1.`, the key's name in 22 characters, and nonce, ciphertext and tag in base64url. */
const sealedShape = /^s1\.([\w-]{22})\.([\w-]{38,})$/;
/** Lengths are padded to this multiple, so that short answers cannot be distinguished by length. */
const blockLength = 32;

export function sealValue({ name, key }: DataKey, place: Place, words: string): string {
  return `s1.${name}.${encrypt(key, padded(words), boundTo(place, name)).toString('base64url')}`;
}

export function openValue({ name, key }: DataKey, place: Place, sealed: string): string {
  const [, , text = ''] = sealedShape.exec(sealed) ?? [];
  const plain = decrypt(key, Buffer.from(text, 'base64url'), boundTo(place, name));
  if (!plain) throw new SealBroken('A sealed value is not as it was written.');
  return plain.subarray(0, plain.lastIndexOf(0x80)).toString('utf8');
}

/** The name of the key that seals this value; null if it is not sealed. */
export const keyNameIn = (value: string): string | null => sealedShape.exec(value)?.[1] ?? null;

/** Padding: a byte 0x80 after the text, then zeros. */
function padded(words: string): Buffer {
  const length = Buffer.byteLength(words);
  const buffer = Buffer.alloc(Math.ceil((length + 1) / blockLength) * blockLength);
  buffer.write(words);
  buffer[length] = 0x80;
  return buffer;
}

const boundTo = ({ table, column, rowId }: Place, keyName: string) =>
  [table, column, rowId, keyName].join('\0');
