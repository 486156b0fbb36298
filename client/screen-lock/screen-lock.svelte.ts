import { awaySince, cameBack, wentAway } from './away.ts';

/** How long, in milliseconds, a screen stays open without a touch, and out of sight. */
export type Limits = { untouched: number; outOfSight: number };

/** The cover of the screen: none, a neutral page, or the lock. Beneath it everything keeps running. */
export class ScreenLock {
  hidden = $state(false);
  locked = $state(false);
  on = $derived(this.hidden || this.locked);
  #touchedAt = now();
  #outOfSightSince: number | null = null;
  #focused: HTMLElement | null = null;

  /** Starts locked if the screen was left or locked before. */
  begin({ outOfSight }: Limits) {
    const since = awaySince();
    if (since !== null && now() - since >= outOfSight) this.#lock();
    else cameBack();
  }

  hide() {
    this.#rememberFocus();
    this.hidden = true;
  }

  show() {
    this.hidden = false;
  }

  unlock() {
    this.#touchedAt = now();
    this.#outOfSightSince = null;
    this.locked = false;
    cameBack();
  }

  touch() {
    this.#touchedAt = now();
  }

  goOutOfSight() {
    this.#outOfSightSince ??= now();
    if (!this.locked) wentAway(this.#outOfSightSince);
  }

  comeIntoSight(limits: Limits) {
    this.look(limits);
    this.#outOfSightSince = null;
    if (!this.locked) cameBack();
  }

  /** Locks once a limit is exceeded. */
  look({ untouched, outOfSight }: Limits) {
    const unseenFor = this.#outOfSightSince === null ? 0 : now() - this.#outOfSightSince;
    if (!this.locked && (now() - this.#touchedAt >= untouched || unseenFor >= outOfSight)) this.#lock();
  }

  /** Restores the focus once the cover is gone. */
  giveFocusBack() {
    this.#focused?.focus({ preventScroll: true });
    this.#focused = null;
  }

  #lock() {
    this.#rememberFocus();
    this.locked = true;
    wentAway(0);
  }

  #rememberFocus() {
    if (!this.on) this.#focused = document.activeElement as HTMLElement | null;
  }
}

/** The device clock, which goes on during sleep. Only differences are used. */
const now = () => Date.now();
