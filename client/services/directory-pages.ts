import type { Role } from '#shared/viewer';
import type { Live } from '../live/live.svelte.ts';
import { directoryOf } from './directory.svelte.ts';

export { default } from './ServicePages.svelte';
export { default as BesideDirectory } from './BesideDirectory.svelte';

/** Fetches the directory, so that it opens without a link too. */
export const fetchDirectory = (app: { live: Live; me: { roles: Role[] } }) => directoryOf(app).fetch();
