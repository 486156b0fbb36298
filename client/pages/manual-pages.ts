import type { Role } from '#shared/viewer';
import type { Live } from '../live/live.svelte.ts';
import { manualOf } from './manual.svelte.ts';

export { default } from './ManualPages.svelte';
export { default as BesideManual } from './BesideManual.svelte';

/** Fetches the manual, so that it opens without a link too. */
export const fetchManual = (app: { live: Live; me: { roles: Role[] } }) => manualOf(app).fetch();
