import { defineConfig } from '@playwright/test';
import { findBrowser } from '../support/browser.ts';

/** Each file has a server and a helpline of its own, so two run at once. No second try: a test that may fail is a finding. */
export default defineConfig({
  testDir: '.',
  outputDir: '../../test-results',
  workers: 2,
  retries: 0,
  forbidOnly: true,
  reporter: 'list',
  use: {
    launchOptions: await findBrowser(),
    trace: 'retain-on-failure',
  },
});
