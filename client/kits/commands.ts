import type { CommandFields } from '#shared/contract';
import type { Charge } from '#shared/kits';
import type { Live } from '../live/live.svelte.ts';
import { newId } from '../live/new-id.ts';
import { typedAt } from '../live/waiting.ts';

export const addKit = (live: Live, kit: Omit<CommandFields<'kit:add'>, 'kitId'>) =>
  live.send('kit:add', { kitId: newId(), ...kit });

export const changeKit = (live: Live, change: CommandFields<'kit:change'>) => live.send('kit:change', change);

export const retireKit = (live: Live, kitId: string) => live.send('kit:retire', { kitId });

/** It stays with the giver until the other takes it. */
export const giveKit = (live: Live, kitId: string, toId: string) => live.send('kit:give', { kitId, toId });

/** `charge`: null if nobody checked the phone. */
export const takeKit = (live: Live, kitId: string, charge: Charge | null) =>
  live.send('kit:take', { kitId, ...(charge && { charge }) });

export const sayNotYet = (live: Live, kitId: string) => live.send('kit:notYet', { kitId });

/** Its calls ring on my own phone until then, as I have set it on the phone itself; null: on its own again. */
export const sayLineMoved = (live: Live, kitId: string, until: string | null) =>
  live.send('kit:lineMoved', { kitId, until });

/** `place` is where the words were typed: a refusal puts them back there. */
export const reportMissing = (live: Live, kitId: string, words: string, place: string) =>
  live.send('kit:missing', { kitId, words }, typedAt(place, words));
