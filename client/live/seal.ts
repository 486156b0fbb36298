/** Something only this browser can read again, and only under the id it was sealed for. */
export type Sealed = { iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };

const cipher = 'AES-GCM';

/** A key that no script can take out of the browser. */
export const newKey = () =>
  crypto.subtle.generateKey({ name: cipher, length: 256 }, false, ['encrypt', 'decrypt']);

export async function seal(key: CryptoKey, id: string, value: unknown): Promise<Sealed> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(howFor(id, iv), key, bytesOf(JSON.stringify(value)));
  return { iv, sealed };
}

/** Rejects what was sealed with another key, for another id, or was changed since. */
export async function unseal(key: CryptoKey, id: string, { iv, sealed }: Sealed): Promise<unknown> {
  const bytes = await crypto.subtle.decrypt(howFor(id, iv), key, sealed);
  return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const howFor = (id: string, iv: Sealed['iv']) => ({ name: cipher, iv, additionalData: bytesOf(id) });
