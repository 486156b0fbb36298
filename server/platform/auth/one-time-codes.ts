import { randomBytes } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { hashOf } from '../hash.ts';

const periodMs = 30_000;
/** Steps of 30 s by which a phone's clock may differ. */
const tolerated = 1;
/** Steps within which a code is recognised as right for another time. */
const recognised = 20;

const totpOf = (secret: string, label = '') =>
  new TOTP({ issuer: 'Alongside', label, secret: Secret.fromBase32(secret), digits: 6, period: 30 });

/** A secret of 160 random bits in base32. */
export const newTotpSecret = () => new Secret({ size: 20 }).base32;

/** The otpauth URI that an authenticator app reads from a QR code. */
export const totpAddress = (secret: string, label: string) => totpOf(secret, label).toString();

/**
 * The time step of a code; or the minutes by which its clock is ahead (negative: behind); or null if it is wrong.
 * The caller has to refuse a step that was used before.
 */
export function checkTotp(
  secret: string,
  token: string,
  now: Date,
): { step: number } | { minutesAhead: number } | null {
  const totp = totpOf(secret);
  const at = { token, timestamp: now.getTime() };
  const delta = totp.validate({ ...at, window: tolerated }) ?? totp.validate({ ...at, window: recognised });
  if (delta === null) return null;
  if (Math.abs(delta) > tolerated) return { minutesAhead: (delta * periodMs) / 60_000 };
  return { step: Math.floor(now.getTime() / periodMs) + delta };
}

/** Crockford's base32 alphabet, without characters that look alike. */
const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** A code of 80 random bits in four groups, such as 7K3M-9QXA-0RTD-WZ2H. */
export function newRecoveryCode(): string {
  const letters = [...randomBytes(16)].map((byte) => alphabet[byte % 32]).join('');
  return letters.match(/.{4}/g)!.join('-');
}

/** The hash of a code as typed: accepts lower case, missing hyphens, O for 0, and I or L for 1. */
export const recoveryCodeHash = (typed: string) =>
  hashOf(
    typed
      .toUpperCase()
      .replaceAll('O', '0')
      .replace(/[IL]/g, '1')
      .replace(/[^0-9A-Z]/g, ''),
  );
