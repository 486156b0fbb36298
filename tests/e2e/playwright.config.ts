import { defineConfig } from '@playwright/test';
import { findBrowser } from '../support/browser.ts';
import { keepTemporaryFilesInMemory } from '../support/temporary-files.ts';

keepTemporaryFilesInMemory();

/** What has to be done within so many seconds has the machine to itself. */
const alone = /nothing-lost\.spec\.ts$/;

/** Each file has a server and a helpline of its own, so two run at once. No second try: a test that may fail is a finding. */
export default defineConfig({
  testDir: '.',
  globalSetup: './trial-data.ts',
  outputDir: '../../test-results',
  projects: [
    { name: 'two at once', testIgnore: alone },
    { name: 'alone', testMatch: alone, dependencies: ['two at once'] },
  ],
  workers: 2,
  // No test needs an eighth of this on a machine that does nothing else; a busy one has been five times as slow.
  timeout: 240_000,
  // What a person would wait for, on a machine that has much else to do.
  expect: { timeout: 20_000 },
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    launchOptions: await findBrowser(),
    // A trace of every action slows the whole run down. `--trace retain-on-failure` records one where it is wanted.
    trace: 'off',
  },
});
