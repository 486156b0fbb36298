import { register } from 'node:module';

// Given to Node with --import before anything of the client is loaded.
register('./svelte-hooks.mjs', import.meta.url);
