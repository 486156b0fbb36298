import { vi } from 'vitest';

/** Milliseconds that something may take on a machine that has much else to do. */
export const busyMachineTakes = 30_000;

/** Tries until the work succeeds, and fails with its last error. */
export const eventually = <Result>(work: () => Result | Promise<Result>, interval = 20): Promise<Result> =>
  vi.waitFor(work, { timeout: busyMachineTakes, interval });
