import type { Client } from './client.ts';
import { newId } from './helpline.ts';
import type { Does } from './does.ts';

export const planTexts = {
  helps: 'To be asked about the garden.',
  doesNot: 'Advice.',
  when: 'We both said: up to half an hour, once in an evening.',
  others: 'Her sister.',
  emergency: 'She rings 999, or we do it together.',
};

/** The version of a plan that this client has heard of, once everything sent so far has arrived. */
export async function versionOf(client: Client, planId: string): Promise<number> {
  await client.catchesUp();
  const heard = client.heard.filter(({ name, row }) => name === 'plan:changed' && row.id === planId);
  return Math.max(0, ...heard.map(({ row }) => row.version));
}

/** Ana drafts a plan and Ben agrees; it stands beside Ana’s call for a moment, is looked at again, and ends. A second draft is thrown away. */
export async function busyPlans(
  does: Does,
  { ana, ben, mo }: Record<'ana' | 'ben' | 'mo', Client>,
  callId: string,
): Promise<void> {
  const [planId, tried] = [newId(), newId()];
  await does(mo, 'helpline:change', { callPlans: true });
  await does(ana, 'plan:draft', { planId, knownAs: 'Wren', texts: planTexts, basedOn: 0 });
  const talked = { agreedOn: '2026-11-17', how: 'phone' } as const;
  const agreed = { planId, ...talked, knownAs: 'Wren', word: 'Thursday' };
  await does(ben, 'plan:agree', { ...agreed, basedOn: await versionOf(ben, planId) });
  await does(ana, 'plan:mark', { planId, callId });
  await does(ana, 'plan:readOut', { planId, callId });
  await does(ana, 'plan:notThem', { callId });
  await does(mo, 'plan:review', { planId, ...talked, reviewBy: '2027-02-01' });
  await does(ana, 'plan:mark', { planId, callId });
  await does(ana, 'plan:end', { planId, because: 'no-longer-needed' });
  await does(ben, 'plan:draft', { planId: tried, knownAs: 'Robin', texts: planTexts, basedOn: 0 });
  await does(mo, 'plan:discard', { planId: tried });
}
