import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { parts } from './parts.mjs';

const { tests: include } = parts[process.env.MUTATED];
const root = fileURLToPath(new URL('../../', import.meta.url));

export default defineConfig({
  root,
  resolve: { alias: [{ find: /^#(shared|server|drizzle)\/(.*)$/, replacement: `${root}$1/$2.ts` }] },
  test: {
    include,
    isolate: false,
  },
});
