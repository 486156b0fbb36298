import { awaySince, cameBack, wentAway } from './away.ts';

/** How long, in milliseconds, a screen stays open without a touch, and out of sight. */
export type Limits = { untouched: number; outOfSight: number };

/** What lies over the screen: nothing, a page that says nothing, or the lock. Beneath it everything goes on. */
export class ScreenLock {
  hidden = $state(false);
  locked = $state(false);
  on = $derived(this.hidden || this.locked);
  #touchedAt = now();
  #outOfSightSince: number | null = null;
  #focused: HTMLElement | null = null;

  /** A page that is opened on a screen that was left, or locked, begins locked. */
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

  /** Locks where it is time to. */
  look({ untouched, outOfSight }: Limits) {
    const unseenFor = this.#outOfSightSince === null ? 0 : now() - this.#outOfSightSince;
    if (!this.locked && (now() - this.#touchedAt >= untouched || unseenFor >= outOfSight)) this.#lock();
  }

  /** Back to where the typing was, once nothing lies over it. */
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

/** This device’s own clock, which goes on while the device sleeps. Only lengths of time are taken from it. */
const now = () => Date.now();
