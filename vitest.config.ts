import { svelte } from '@sveltejs/vite-plugin-svelte';
import { svelteTesting } from '@testing-library/svelte/vite';
import { fileURLToPath } from 'node:url';
import { defaultServerConditions } from 'vite';
import { defineConfig } from 'vitest/config';

const conditions = ['source', ...defaultServerConditions];
const onNode = { resolve: { conditions }, ssr: { resolve: { conditions } } };
const sharedSources = {
  find: /^#shared\/(.*)$/,
  replacement: fileURLToPath(new URL('shared/$1.ts', import.meta.url)),
};

export default defineConfig({
  test: {
    projects: [
      { ...onNode, test: { name: 'architecture', include: ['tests/architecture.test.ts'] } },
      { ...onNode, test: { name: 'shared', include: ['tests/shared/**/*.test.ts'] } },
      {
        ...onNode,
        test: {
          name: 'server',
          include: ['tests/server/**/*.test.ts'],
          globalSetup: 'tests/support/database-setup.ts',
          testTimeout: 20_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        plugins: [svelte(), svelteTesting()],
        resolve: { alias: [sharedSources] },
        test: { name: 'client', environment: 'jsdom', include: ['tests/client/**/*.test.ts'] },
      },
    ],
  },
});
