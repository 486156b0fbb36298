import { defineConfig } from '@playwright/test';
import { findBrowser } from '../support/browser.ts';

/** One worker, because every spec works with the same helpline; no second try, because a test that may fail is a finding. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  globalSetup: './server-setup.ts',
  workers: 1,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    baseURL: process.env.E2E_ADDRESS,
    launchOptions: await findBrowser(),
    trace: 'retain-on-failure',
  },
});
