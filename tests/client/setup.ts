import { beforeEach, vi } from 'vitest';

/** The evening on which the fake server welcomes. The date stands still there until a test moves it; timers go on. */
beforeEach(() => void vi.setSystemTime(new Date('2026-11-21T21:42:10Z')));
