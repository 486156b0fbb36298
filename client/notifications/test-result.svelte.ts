import type { Channel } from '#shared/notifications';
import { availableChannels } from './channels.ts';

const lookAgainAfter = 1_500;
/** The server reports a failed test by itself, so this timeout only matters for an offline page. */
const timeoutMs = 120_000;

/** `unknown`: nothing was heard of it in time. */
export type Result =
  { state: 'waiting' } | { state: 'sent'; at: string } | { state: 'undelivered' } | { state: 'unknown' };

/** Polls for the result of a test notification. */
export class TestResult {
  #channel: Channel;
  #left = false;
  result = $state.raw<Result | null>(null);

  constructor(channel: Channel) {
    this.#channel = channel;
  }

  leave() {
    this.#left = true;
  }

  async follow() {
    this.result = { state: 'waiting' };
    const until = performance.now() + timeoutMs;
    while (!this.#left && performance.now() < until) {
      const answer = await availableChannels();
      const test = answer.ok ? answer.value.tests[this.#channel] : undefined;
      if (test === null || test?.state === 'undelivered')
        return void (this.result = { state: 'undelivered' });
      if (test?.state === 'sent') return void (this.result = { state: 'sent', at: test.settledAt! });
      await new Promise((resolve) => setTimeout(resolve, lookAgainAfter));
    }
    this.result = { state: 'unknown' };
  }
}
