import type {
  PublicKeyCredentialCreationOptionsJSON,
  PublicKeyCredentialRequestOptionsJSON,
} from '@simplewebauthn/browser';
import { post, type Answer } from '../live/http.ts';

const notUsed = 'The passkey was not used. Nothing has changed. Try again, or choose another way.';
const hereAlready = 'This device holds a passkey of yours already. Use that one, or choose another device.';

/** Whether this browser supports passkeys at this address; WebAuthn refuses IP addresses. */
export const passkeysWork = () => 'PublicKeyCredential' in window && !/^[\d.]+$|:/.test(location.hostname);

/** Asks this device for a passkey, to sign in or to prove identity again: `from` is the path of the requests. */
export async function usePasskey<Value>(
  from: '/api/sign-in/passkey' | '/api/unlock/passkey',
  more: object = {},
) {
  const options = await post<PublicKeyCredentialRequestOptionsJSON>(`${from}/options`);
  if (!options.ok) return options;
  return withDevice<Value>(async () => {
    const { startAuthentication } = await import('@simplewebauthn/browser');
    const credential = await startAuthentication({ optionsJSON: options.value });
    return post<Value>(from, { ...more, credential });
  });
}

/** Creates a passkey on this device or on another that the person chooses. `body` is sent with both requests. */
export async function makePasskey<Value>(
  paths: { options: string; save: string },
  name: string,
  body: object = {},
  more: object = {},
) {
  const options = await post<PublicKeyCredentialCreationOptionsJSON>(paths.options, body);
  if (!options.ok) return options;
  return withDevice<Value>(async () => {
    const { startRegistration } = await import('@simplewebauthn/browser');
    const credential = await startRegistration({ optionsJSON: options.value });
    return post<Value>(paths.save, { ...body, ...more, name, credential });
  });
}

/** The default name of a passkey that is created here. */
export const nameOfThisDevice = () =>
  /Android|iPhone|iPad|Mobile/.test(navigator.userAgent) ? 'This phone' : 'This computer';

async function withDevice<Value>(work: () => Promise<Answer<Value>>): Promise<Answer<Value>> {
  try {
    return await work();
  } catch (error) {
    const isHere = error instanceof Error && error.name === 'InvalidStateError';
    return { ok: false, status: 0, at: 0, message: isHere ? hereAlready : notUsed };
  }
}
