/** Something only this browser can read again, and only under the id it was sealed for. */
export type Encrypted = { iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };

const cipher = 'AES-GCM';

/** A key that no script can take out of the browser. */
export const newCryptoKey = () =>
  crypto.subtle.generateKey({ name: cipher, length: 256 }, false, ['encrypt', 'decrypt']);

export async function encrypt(key: CryptoKey, id: string, value: unknown): Promise<Encrypted> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(howFor(id, iv), key, bytesOf(JSON.stringify(value)));
  return { iv, sealed };
}

/** Rejects what was sealed with another key, for another id, or was changed since. */
export async function decrypt(key: CryptoKey, id: string, { iv, sealed }: Encrypted): Promise<unknown> {
  const bytes = await crypto.subtle.decrypt(howFor(id, iv), key, sealed);
  return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const howFor = (id: string, iv: Encrypted['iv']) => ({ name: cipher, iv, additionalData: bytesOf(id) });
