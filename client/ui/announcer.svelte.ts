/** At most one polite announcement in this many milliseconds; the latest one waits, and those between are dropped. */
const restBetween = 10_000;

/** Announcements for screen readers. */
export class Announcer {
  polite = $state('');
  urgent = $state('');
  #next: string | null = null;
  #resting = false;

  say(words: string) {
    if (this.#resting) {
      this.#next = words;
      return;
    }
    this.polite = words;
    this.#resting = true;
    setTimeout(() => {
      this.#resting = false;
      const next = this.#next;
      this.#next = null;
      if (next !== null) this.say(next);
    }, restBetween);
  }

  /** An assertive announcement, only for requests for help. Repeated text gets an unread space, so that it is read again. */
  sayNow(words: string) {
    this.urgent = words !== '' && words === this.urgent ? `${words}\u00a0` : words;
  }
}
