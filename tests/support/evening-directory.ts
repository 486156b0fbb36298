import { namesAlone, type ServiceText } from '#shared/directory';
import { starterBankHolidays } from '#shared/bank-holidays';
import type { Client } from './client.ts';
import { newId } from './helpline.ts';
import type { Does } from './does.ts';

type Three = Record<'ana' | 'mo' | 'nan', Client>;

export const exampleService: ServiceText = {
  ...namesAlone({ name: 'Quiet Room', organisation: 'Harbour', kind: 'safe-place' }),
  description: 'A sofa and a kettle.',
  phones: [{ number: '020 7946 0135', description: 'Evenings' }],
  boroughs: ['lambeth'],
};

/** The version of the directory that this client has heard of, once everything sent so far has arrived. */
export async function directoryVersion(client: Client): Promise<number> {
  await client.catchesUp();
  const heard = client.heard.filter(({ name }) => name === 'service:changed').map(({ row }) => row.version);
  return Math.max(0, ...heard, ...client.welcome.services.map(({ version }) => version));
}

/**
 * Ana proposes a service, and Mo agrees. Ana finds its number wrong, Mo puts it right, Nan confirms; it is checked, found wrong once more
 * and settled, hidden and shown again. A proposal to take it out waits. Mo changes the bank holidays.
 */
export async function busyDirectory(does: Does, { ana, mo, nan }: Three) {
  const [serviceId, faultId, second] = [newId(), newId(), newId()];
  await does(ana, 'service:propose', { serviceId, text: exampleService, words: 'New', basedOn: 0 });
  await does(mo, 'service:agree', { serviceId, number: 1 });
  await does(ana, 'service:wrong', { serviceId, faultId, what: 'number', words: 'It ends in 6' });
  const phones = [{ number: '020 7946 0136', description: 'Evenings' }];
  const corrected = { serviceId, phones, words: 'The last digit', basedOn: await directoryVersion(mo) };
  await does(mo, 'service:correct', corrected);
  await does(nan, 'service:agree', { serviceId, number: 2 });
  await does(ana, 'service:checked', { serviceId });
  await does(ana, 'service:wrong', { serviceId, faultId: second, what: 'hours', words: '' });
  await does(mo, 'service:settle', { serviceId, faultId: second });
  await does(mo, 'service:hide', { serviceId, words: 'Is this right?' });
  await does(nan, 'service:decline', { serviceId, number: 3 });
  await does(nan, 'service:retire', { serviceId, words: 'Nobody needs it' });
  const days = [{ day: '2026-12-24', name: 'Christmas Eve' }, ...starterBankHolidays];
  await does(mo, 'service:holidays', { days, basedOn: starterBankHolidays });
}
