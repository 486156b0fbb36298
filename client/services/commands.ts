import type { BankHoliday, FaultKind, ServicePhone, ServiceText } from '#shared/directory';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting.ts';

type Proposed = { serviceId: string; text: ServiceText; words: string; basedOn: number };
type Corrected = { serviceId: string; phones: ServicePhone[]; words: string; basedOn: number };

/** `place` is where the words were typed: a refusal puts them back there. */
export const proposeService = (live: Live, proposed: Proposed, place: string) =>
  live.send('service:propose', proposed, typedAt(place, proposed.words));
export const correctService = (live: Live, corrected: Corrected, place: string) =>
  live.send('service:correct', corrected, typedAt(place, corrected.words));
export const hideService = (live: Live, serviceId: string, words: string, place: string) =>
  live.send('service:hide', { serviceId, words }, typedAt(place, words));
export const retireService = (live: Live, serviceId: string, words: string, place: string) =>
  live.send('service:retire', { serviceId, words }, typedAt(place, words));
export const agreeService = (live: Live, serviceId: string, number: number) =>
  live.send('service:agree', { serviceId, number });
export const declineService = (live: Live, serviceId: string, number: number) =>
  live.send('service:decline', { serviceId, number });
export const sayChecked = (live: Live, serviceId: string) => live.send('service:checked', { serviceId });
export const sayWrong = (live: Live, serviceId: string, what: FaultKind, words: string, place: string) =>
  live.send('service:wrong', { serviceId, faultId: newId(), what, words }, typedAt(place, words));
export const settleFault = (live: Live, serviceId: string, faultId: string) =>
  live.send('service:settle', { serviceId, faultId });
export const setHolidays = (live: Live, days: BankHoliday[], basedOn: BankHoliday[]) =>
  live.send('service:holidays', { days, basedOn });
