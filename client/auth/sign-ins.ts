import type { Person } from '#shared/people';
import type { Role } from '#shared/viewer';
import { get, post } from '../live/http.ts';

export type TrialPerson = { id: string; name: string; roles: Role[]; onShift: boolean };

export const signIn = (email: string, password: string) =>
  post<{ person: Person }>('/api/sign-in', { email, password });
/** Checks the password of the signed-in person again. */
export const unlock = (password: string) => post('/api/unlock', { password });
export const signInOnTrial = (personId: string) =>
  post<{ person: Person }>('/api/trial/sign-in', { personId });
export const redeem = (secret: string, password: string) =>
  post<{ person: Person }>('/api/invitations/redeem', { secret, password });

/** Empty where this is not a trial. */
export async function trialPeople(): Promise<TrialPerson[]> {
  const answer = await get<{ people: TrialPerson[] }>('/api/trial');
  return answer.ok ? answer.value.people : [];
}
