type Entry<Value> = { value: Value; until: number };

/** A cache with a maximum size and a time to live in milliseconds; evicts the oldest first. */
export class BoundedCache<Value> {
  #entries = new Map<string, Entry<Value>>();
  #most: number;
  #heldForMs: number;

  constructor(most: number, heldForMs: number) {
    this.#most = most;
    this.#heldForMs = heldForMs;
  }

  get(name: string): Value | undefined {
    const entry = this.#entries.get(name);
    if (!entry) return undefined;
    if (entry.until > performance.now()) return entry.value;
    this.#entries.delete(name);
    return undefined;
  }

  set(name: string, value: Value): void {
    this.#entries.delete(name);
    this.#entries.set(name, { value, until: performance.now() + this.#heldForMs });
    if (this.#entries.size > this.#most) this.#entries.delete(this.#entries.keys().next().value!);
  }
}
