/** When this person last looked at the news on their requests, in milliseconds since 1970: at all of it, or at one page; stored in this browser only. */
class LookedAt {
  #at = $state.raw<Record<string, number>>({});

  since(personId: string, page = ''): number {
    const place = placeOf(personId, page);
    return this.#at[place] ?? Number(localStorage.getItem(place) ?? 0);
  }

  now(personId: string, at: number, page = '') {
    const place = placeOf(personId, page);
    this.#at = { ...this.#at, [place]: at };
    localStorage.setItem(place, String(at));
  }
}

const placeOf = (personId: string, page: string) => `looked at ${personId} ${page}`.trimEnd();

export const lookedAt = new LookedAt();
