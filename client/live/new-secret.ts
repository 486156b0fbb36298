/** A secret that a browser makes: 32 random bytes, as base64url, and its SHA-256 in hexadecimal, which is all that a server learns of it. */
export type Secret = { secret: string; hash: string };

const secretBytes = 32;

/** Null outside a secure context, where browsers provide no Web Crypto. */
export async function newSecret(random: Crypto = crypto): Promise<Secret | null> {
  if (!random.subtle) return null;
  const secret = base64url(random.getRandomValues(new Uint8Array(secretBytes)));
  const hash = await random.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return { secret, hash: hex(new Uint8Array(hash)) };
}

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
