import { cleanup, configure } from '@testing-library/svelte';
import { afterAll, afterEach, beforeEach, vi } from 'vitest';
import { busyMachineTakes } from '../support/eventually.ts';

configure({ asyncUtilTimeout: busyMachineTakes });

/** The evening on which the fake server welcomes. The date stands still there until a test moves it; timers go on. */
beforeEach(() => void vi.setSystemTime(new Date('2026-11-21T21:42:10Z')));

/** All files share one document, which takes longer to make than most of them to run: nothing of a test is left in it. */
afterEach(() => {
  cleanup();
  document.body.replaceChildren();
  vi.useRealTimers();
  vi.unstubAllGlobals();
  Reflect.deleteProperty(navigator, 'locks');
  localStorage.clear();
  sessionStorage.clear();
  history.replaceState(null, '', '/');
});

/** A page that the last test of a file closed may still be fetching its parts, which fails once the document is gone. */
afterAll(() => vi.dynamicImportSettled());
