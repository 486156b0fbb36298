import type { VersionRefusal } from '#shared/protocol';
import { restForVersion, versionTriesAtMost } from './timeouts.ts';

/** Counts how often the server has refused the version of this page, and whether the page still retries. */
export class VersionRefused {
  /** Null while the versions match. */
  reason = $state<VersionRefusal | null>(null);
  /** Consecutive refusals. */
  times = $state(0);
  /** No more automatic attempts; only by hand, or when the person returns to the page. */
  gaveUp = $derived.by(() => this.times >= versionTriesAtMost);

  /** Returns the milliseconds until the next attempt; null when there are no more. */
  noteRefused(reason: VersionRefusal): number | null {
    this.reason = reason;
    this.times += 1;
    return this.gaveUp ? null : restForVersion(this.times);
  }

  /** Resets the count, after a manual retry or a success. */
  begin() {
    this.times = 0;
  }

  noteUnderstood() {
    this.reason = null;
    this.begin();
  }
}
