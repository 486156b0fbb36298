/** When this person last looked at the news on their requests, in milliseconds since 1970; stored in this browser only. */
class LookedAt {
  #at = $state(0);
  #place = '';

  since(personId: string): number {
    const place = `looked at ${personId}`;
    if (this.#place === place) return this.#at;
    return Number(localStorage.getItem(place) ?? 0);
  }

  now(personId: string, at: number) {
    this.#place = `looked at ${personId}`;
    this.#at = at;
    localStorage.setItem(this.#place, String(at));
  }
}

export const lookedAt = new LookedAt();
