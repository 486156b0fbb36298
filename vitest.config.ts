import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';
import { keepTemporaryFilesInMemory } from './tests/support/temporary-files.ts';

keepTemporaryFilesInMemory();

const root = fileURLToPath(new URL('.', import.meta.url));
const resolve = { alias: [{ find: /^#(shared|server|drizzle)\/(.*)$/, replacement: `${root}$1/$2.ts` }] };

export default defineConfig({
  test: {
    // PostgreSQL is stopped then, which takes its time on a machine with much else to do.
    teardownTimeout: 60_000,
    projects: [
      {
        resolve,
        test: {
          name: 'architecture',
          include: [
            'tests/architecture.test.ts',
            'tests/api/*.test.ts',
            'tests/papers/**/*.test.ts',
            'tests/words/*.test.ts',
          ],
          testTimeout: 120_000,
        },
      },
      { resolve, test: { name: 'shared', include: ['tests/shared/**/*.test.ts'], testTimeout: 60_000 } },
      {
        resolve,
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          globalSetup: 'tests/support/database-setup.ts',
          setupFiles: 'tests/support/described-setup.ts',
          // Some start a server or two; on a machine with much else to do that takes its time.
          testTimeout: 120_000,
          hookTimeout: 120_000,
          expect: { poll: { timeout: 30_000 } },
          maxWorkers: 2,
          // Loading the server takes longer than most files of tests; they share what is loaded, and nothing else.
          isolate: false,
        },
      },
      {
        resolve,
        plugins: [svelte({ configFile: false }), svelteTesting()],
        test: {
          name: 'client',
          environment: 'jsdom',
          include: ['tests/client/**/*.test.ts'],
          setupFiles: 'tests/client/setup.ts',
          isolate: false,
          testTimeout: 60_000,
        },
      },
      {
        resolve,
        test: {
          name: 'chaos',
          include: ['tests/chaos/**/*.test.ts'],
          testTimeout: 300_000,
          hookTimeout: 120_000,
          maxWorkers: 1,
        },
      },
    ],
  },
});
