/** The localStorage key of the names of places whose stored text is being removed. Their text is never here. */
const key = 'texts-to-remove';

/**
 * Places whose text has been sent or thrown away while the store may still hold it. Unlike the store, localStorage is written within the
 * task, so text that was sent does not come back in its box after a page that is left at once. Empty where the browser does not allow it.
 */
export const clearedPlaces = {
  all(): string[] {
    try {
      return JSON.parse(localStorage.getItem(key) ?? '[]') as string[];
    } catch {
      return [];
    }
  },
  add(place: string) {
    save([...this.all().filter((other) => other !== place), place]);
  },
  drop(place: string) {
    const all = this.all();
    if (all.includes(place)) save(all.filter((other) => other !== place));
  },
};

function save(places: string[]) {
  try {
    if (places.length === 0) localStorage.removeItem(key);
    else localStorage.setItem(key, JSON.stringify(places));
  } catch {
    // The store removes the text all the same, unless the page is left before it has.
  }
}
