import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';

export type HelplineChange = CommandFields<'helpline:change'>;
/** Days of group supervision as YYYY-MM-DD; null takes one away. */
export type SupervisionDays = CommandFields<'helpline:planSupervision'>;

export const changeHelpline = (live: Live, change: HelplineChange) => live.send('helpline:change', change);

export const planSupervision = (live: Live, days: SupervisionDays) =>
  live.send('helpline:planSupervision', days);
