/** At most one polite announcement in this time; the last one waits, and those between are dropped. */
const restBetween = 10_000;

/** What is read aloud to somebody who cannot see the screen, or is not looking at it. */
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

  /** Interrupts. Only for somebody who needs help now. The same words once more differ by a space that is not read, so that they are read again. */
  sayNow(words: string) {
    this.urgent = words !== '' && words === this.urgent ? `${words}\u00a0` : words;
  }
}
