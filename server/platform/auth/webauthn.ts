import { isIP } from 'node:net';
import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server';

/** The relying party of WebAuthn: the origin of the page, and the host name that its passkeys belong to. */
export type RelyingParty = { origin: string; rpId: string };
export type NewCredential = {
  credentialId: string;
  publicKey: string;
  counter: number;
  transports: string[];
};
type Known = NewCredential;

const timeoutMs = 5 * 60_000;

/** Null where passkeys cannot work: at an IP address, which WebAuthn does not allow, and at a foreign origin. */
export function relyingPartyOf(origin: string | undefined, origins: readonly string[]): RelyingParty | null {
  if (origin === undefined || !origins.includes(origin)) return null;
  const rpId = new URL(origin).hostname;
  return isIP(rpId.replace(/^\[|\]$/g, '')) === 0 ? { origin, rpId } : null;
}

/** Options for creating a discoverable passkey with user verification, so that it signs in without an e-mail address. */
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

/** Options for using a passkey: one of `known`, or any if `known` is empty. */
export const passkeyOptions = ({ rpId }: RelyingParty, known: Known[] = []) =>
  generateAuthenticationOptions({
    rpID: rpId,
    timeout: timeoutMs,
    userVerification: 'required',
    allowCredentials: known.map(({ credentialId: id, transports }) => ({ id, transports })),
  });

/** Null for a passkey made for another challenge or origin, without user verification, or malformed. */
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

/** The new signature counter; null for a wrong signature, challenge or origin, or a counter that shows a copied authenticator. */
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
