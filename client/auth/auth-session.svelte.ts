import { createContext } from 'svelte';
import type { Person } from '#shared/people';
import { forgetNumbers, pinnedPlace } from '../card/tonights-numbers.ts';
import { cameBack } from '../screen-lock/away.ts';
import { get, post } from '../live/http.ts';
import { whoTimeoutMs } from '../live/timeouts.ts';
import type { Live } from '../live/live.svelte.ts';
import { EncryptedStore } from '../live/encrypted-store.ts';

/** The server's answer when nobody is signed in, with its time in milliseconds since 1970. */
type Nobody = { person: null; now: number };
export type Who = { person: Person; helpline: { name: string }; trial: boolean };

/** The localStorage key that is set from signing out until the server has confirmed it. */
const wishToLeave = 'leaving';

const isSomebody = (who: Who | Nobody): who is Who => who.person !== null;

/** The sign-in of this page: signed in, opened with a one-time link, or not known yet. */
export class AuthSession {
  state = $state<'looking' | 'in' | 'signed-out' | 'unreachable' | 'joining'>('looking');
  who = $state.raw<Who | null>(null);
  /** Signed out in this browser; the server has not confirmed it yet. */
  leaving = $state(false);
  #wasIn = false;

  async look() {
    if (location.pathname === '/join') {
      this.state = 'joining';
      return;
    }
    this.leaving = localStorage.getItem(wishToLeave) !== null;
    if (this.leaving) return this.#leave();
    const answer = await get<Who | Nobody>('/api/me', whoTimeoutMs);
    const isReached = answer.ok || answer.status !== 0;
    // Reloads the page, so that nothing of one person stays in memory for the next.
    if (this.#wasIn && isReached) return location.assign('/');
    if (!answer.ok) {
      this.state = 'unreachable';
      if (answer.at) void EncryptedStore.removeOlderThanADay(answer.at);
    } else if (isSomebody(answer.value)) {
      this.who = answer.value;
      this.state = 'in';
    } else {
      this.state = 'signed-out';
      // Signed out: the lock is not needed.
      cameBack();
      void EncryptedStore.removeOlderThanADay(answer.value.now);
    }
  }

  /** After a one-time link has been used: signs in as usual. */
  enter() {
    history.replaceState(null, '', '/');
    // A pending sign-out belongs to an earlier sign-in.
    localStorage.removeItem(wishToLeave);
    return this.look();
  }

  /** Closes this person's page at once. */
  close() {
    this.#wasIn = true;
    this.who = null;
    this.state = 'looking';
    return this.look();
  }

  /** Deletes what is in this browser, which works offline; then ends the session once the server is reached. */
  async signOut(live: Live) {
    localStorage.setItem(wishToLeave, 'yes');
    await import('../notifications/forget-device.ts')
      .then(({ forgetDevice }) => forgetDevice(live))
      .catch(() => {});
    live.close();
    forgetNumbers();
    await live.persistence?.remove();
    await this.close();
  }

  async #leave() {
    const pinned = localStorage.getItem(pinnedPlace);
    // The answer empties this browser. What is pinned to the card is public, and stays.
    const answer = await post('/api/sign-out');
    if (pinned) localStorage.setItem(pinnedPlace, pinned);
    if (!answer.ok) {
      this.state = 'unreachable';
      return;
    }
    localStorage.removeItem(wishToLeave);
    location.assign('/');
  }
}

export const [useAuthSession, provideAuthSession] = createContext<AuthSession>();
