/** Data encrypted for this browser, bound to the id it is stored under. */
export type Encrypted = { iv: Uint8Array<ArrayBuffer>; sealed: ArrayBuffer };

const cipher = 'AES-GCM';

/** A key that scripts cannot export. */
export const newCryptoKey = () =>
  crypto.subtle.generateKey({ name: cipher, length: 256 }, false, ['encrypt', 'decrypt']);

export async function encrypt(key: CryptoKey, id: string, value: unknown): Promise<Encrypted> {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await crypto.subtle.encrypt(howFor(id, iv), key, bytesOf(JSON.stringify(value)));
  return { iv, sealed };
}

/** Rejects data encrypted with another key or for another id, and data that was changed. */
export async function decrypt(key: CryptoKey, id: string, { iv, sealed }: Encrypted): Promise<unknown> {
  const bytes = await crypto.subtle.decrypt(howFor(id, iv), key, sealed);
  return JSON.parse(new TextDecoder().decode(bytes)) as unknown;
}

const bytesOf = (text: string) => new TextEncoder().encode(text);
const howFor = (id: string, iv: Encrypted['iv']) => ({ name: cipher, iv, additionalData: bytesOf(id) });
