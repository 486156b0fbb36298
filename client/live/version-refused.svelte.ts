import type { VersionRefusal } from '#shared/protocol';
import { restForVersion, versionTriesAtMost } from './timeouts.ts';

/** This page and the server do not understand one another: how often that was said, and whether it is still asked. */
export class VersionRefused {
  /** Null while they do. */
  reason = $state<VersionRefusal | null>(null);
  /** How often in a row the server has said so. */
  times = $state(0);
  /** Asked often enough: from now on only by hand, or when somebody comes back to the page. */
  gaveUp = $derived.by(() => this.times >= versionTriesAtMost);

  /** Returns the milliseconds until the server may be asked again; null where it is not to be. */
  noteRefused(reason: VersionRefusal): number | null {
    this.reason = reason;
    this.times += 1;
    return this.gaveUp ? null : restForVersion(this.times);
  }

  /** Asked anew, or understood: what was before does not count. */
  begin() {
    this.times = 0;
  }

  noteUnderstood() {
    this.reason = null;
    this.begin();
  }
}
