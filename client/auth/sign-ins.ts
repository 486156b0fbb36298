import type { Passkey } from '#shared/credentials';
import type { Person } from '#shared/people';
import type { Role } from '#shared/viewer';
import { get, post } from '../live/http.ts';

export type TrialPerson = { id: string; name: string; roles: Role[]; onShift: boolean };
/**
 * `person`: signed in. `secondStep`: the authenticator code comes next. `addFirst`: a passkey or an app has to be added first.
 * `helplines`: the same address and password open each of these, and one has to be chosen.
 */
export type SignedIn = {
  person?: Person;
  secondStep?: true;
  addFirst?: true;
  codes?: string[];
  helplines?: { id: string; name: string }[];
};
/** What a person with a one-time link may see: who they are, and which of their sign-in methods they may have lost. */
export type OfLink = {
  firstName: string;
  email: string | null;
  passkeys: Passkey[];
  hasPassword: boolean;
  hasApp: boolean;
};
export type Lost = { passkeyIds: string[]; app: boolean; password: boolean };

export const signIn = (given: { email: string; password: string; keep: boolean; helplineId?: string }) =>
  post<SignedIn>('/api/sign-in', given);
export const signInWithCode = (given: { email: string; recoveryCode: string; keep: boolean }) =>
  post<SignedIn>('/api/sign-in/recovery', given);
/** 404: the second step has expired, and the password is needed again. */
export const secondStep = (given: { code: string } | { recoveryCode: string }) =>
  post<SignedIn>('/api/sign-in/second-step', given);
/** Checks the password of the signed-in person again. */
export const unlock = (password: string) => post('/api/unlock', { password });
export const signInOnTrial = (personId: string) =>
  post<{ person: Person }>('/api/trial/sign-in', { personId });
export const lookAtLink = (secret: string) => post<OfLink>('/api/invitations/look', { secret });
export const redeem = (given: { secret: string; password: string; lost: Lost; keep: boolean }) =>
  post<SignedIn>('/api/invitations/redeem', given);

/** The signed-in person; null if nobody is. */
export async function whoIsIn(): Promise<Person | null> {
  const answer = await get<{ person: Person | null }>('/api/me');
  return answer.ok ? answer.value.person : null;
}

/** Empty where this is not a trial. */
export async function trialPeople(): Promise<TrialPerson[]> {
  const answer = await get<{ people: TrialPerson[] }>('/api/trial');
  return answer.ok ? answer.value.people : [];
}
