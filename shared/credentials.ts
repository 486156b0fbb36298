import { isA, type Viewer } from './viewer.ts';

export type Passkey = { id: string; name: string; createdAt: string; lastUsedAt: string | null };

/** The sign-in methods of a person, visible to that person only. */
export type SignInWays = {
  passkeys: Passkey[];
  hasPassword: boolean;
  /** The password has fewer characters than it needs without an authenticator app. */
  passwordIsShort: boolean;
  hasApp: boolean;
  /** The number of unused recovery codes. */
  codesLeft: number;
  /** Whether they must keep a passkey or an authenticator app: see `needsSecondFactor`. */
  needsSecondFactor: boolean;
};

/** How many recovery codes are made at once, and how many passkeys a person may have. */
export const howManyCodes = 10;
export const mostPasskeys = 10;

/** Managers and supervisors, because of what they can see. */
export const needsSecondFactor = (viewer: Pick<Viewer, 'roles'>) =>
  isA(viewer, 'manager') || isA(viewer, 'supervisor');

/** Why a passkey has to stay, as a sentence; null if it can go. */
export function whyKeepPasskey(ways: SignInWays, passkeyId: string): string | null {
  const others = ways.passkeys.filter((passkey) => passkey.id !== passkeyId);
  if (others.length > 0) return null;
  if (!ways.hasPassword)
    return 'This is the only way you can sign in. Add another passkey or a password first, then remove this one.';
  if (ways.needsSecondFactor && !ways.hasApp)
    return 'Managers and supervisors need a passkey or an authenticator app. Add another one first, then remove this one.';
  return null;
}

/** Why the authenticator app has to stay, as a sentence; null if it can go. */
export function whyKeepApp(ways: SignInWays): string | null {
  if (ways.needsSecondFactor && ways.passkeys.length === 0)
    return 'Managers and supervisors need a passkey or an authenticator app. Add a passkey first, then turn this off.';
  if (ways.passwordIsShort)
    return 'Your password is short, which is only safe with the app. Choose one of 15 characters or more first.';
  return null;
}
