/** At most one polite announcement in this many milliseconds; what comes meanwhile waits, and is then said together. */
const restBetween = 10_000;

/** Announcements for screen readers. */
export class Announcer {
  polite = $state('');
  urgent = $state('');
  #next: string[] = [];
  #resting = false;

  say(words: string) {
    if (this.#resting) {
      this.#next = [...this.#next.filter((one) => one !== words), words];
      return;
    }
    this.polite = readAgain(words, this.polite);
    this.#resting = true;
    setTimeout(() => {
      this.#resting = false;
      const next = this.#next.join(' ');
      this.#next = [];
      if (next !== '') this.say(next);
    }, restBetween);
  }

  /** An assertive announcement, only for requests for help. */
  sayNow(words: string) {
    this.urgent = words === '' ? '' : readAgain(words, this.urgent);
  }
}

/** Repeated text gets an unread space, so that it is read again. */
const readAgain = (words: string, before: string) => (words === before ? `${words}\u00a0` : words);
