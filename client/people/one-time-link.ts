/** A link that works once. The secret is in the part after the #, which browsers never send; the server learns only its hash. */
export type OneTimeLink = { address: string; secretHash: string };

const secretBytes = 32;

/** Null outside a secure context, where browsers provide no Web Crypto. */
export async function makeLink(origin: string, random: Crypto = crypto): Promise<OneTimeLink | null> {
  if (!random.subtle) return null;
  const secret = base64url(random.getRandomValues(new Uint8Array(secretBytes)));
  const hash = await random.subtle.digest('SHA-256', new TextEncoder().encode(secret));
  return { address: `${origin}/join#${secret}`, secretHash: hex(new Uint8Array(hash)) };
}

const base64url = (bytes: Uint8Array) =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');

const hex = (bytes: Uint8Array) => [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
