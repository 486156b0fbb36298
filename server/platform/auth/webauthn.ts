import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';

/** The page that asks: its origin, and the host name that its passkeys belong to. */
export type RelyingParty = { origin: string; rpId: string };
export type NewCredential = {
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: string[];
};
type Known = NewCredential;

const timeoutMs = 5 * 60_000;

/** Null where passkeys cannot work: at an address in figures, which WebAuthn does not allow, and at one that is not ours. */
export function relyingPartyOf(origin: string | undefined, origins: readonly string[]): RelyingParty | null {
  if (origin === undefined || !origins.includes(origin)) return null;
  const rpId = new URL(origin).hostname;
  return isIP(rpId.replace(/^\[|\]$/g, '')) === 0 ? { origin, rpId } : null;
}

/** What the browser needs to make a passkey that signs in without an e-mail address, and that asks for a finger or a PIN. */
export const newPasskeyOptions = (
  { rpId }: RelyingParty,
  person: { id: string; name: string; displayName: string },
  known: { credentialId: string; transports: string[] }[],
) =>
  generateRegistrationOptions({
    rpName: 'Alongside',
    rpID: rpId,
    userID: new Uint8Array(Buffer.from(person.id.replaceAll('-', ''), 'hex')),
    userName: person.name,
    userDisplayName: person.displayName,
    timeout: timeoutMs,
    attestationType: 'none',
    excludeCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  });

/** With `known`, only those passkeys; without, whichever the person chooses. */
export const passkeyOptions = ({ rpId }: RelyingParty, known: Known[] = []) =>
  generateAuthenticationOptions({
    rpID: rpId,
    timeout: timeoutMs,
    userVerification: 'required',
    allowCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
  });

/** Null for a passkey that was made for another challenge or page, without verifying the person, or that makes no sense. */
export async function checkNewPasskey(
  { origin, rpId }: RelyingParty,
  challenge: string,
  response: unknown,
): Promise<NewCredential | null> {
  try {
    const { verified, registrationInfo } = await verifyRegistrationResponse({
      response: response as RegistrationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
    });
    if (!verified) return null;
    const { id, publicKey, counter, transports = [] } = registrationInfo.credential;
    return {
      credentialId: id,
      publicKey: Buffer.from(publicKey).toString('base64url'),
      counter,
      transports: transports.filter((one) => typeof one === 'string' && one.length < 20).slice(0, 10),
    };
  } catch {
    return null;
  }
}

/** The new counter; null for a wrong signature, challenge or page, or a counter that shows a copied authenticator. */
export async function checkPasskey(
  { origin, rpId }: RelyingParty,
  challenge: string,
  response: unknown,
  known: Known,
): Promise<number | null> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response: response as AuthenticationResponseJSON,
      expectedChallenge: challenge,
      expectedOrigin: origin,
      expectedRPID: rpId,
      requireUserVerification: true,
      credential: {
        id: known.credentialId,
        publicKey: new Uint8Array(Buffer.from(known.publicKey, 'base64url')),
        counter: known.counter,
        transports: known.transports,
      },
    });
    return verified ? authenticationInfo.newCounter : null;
  } catch {
    return null;
  }
}
