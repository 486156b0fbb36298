import { createContext } from 'svelte';
import type { Person } from '#shared/people';
import { forgetNumbers } from '../card/tonights-numbers.ts';
import { cameBack } from '../screen-lock/away.ts';
import { get, post } from '../live/http.ts';
import type { Live } from '../live/live.svelte.ts';
import { EncryptedStore } from '../live/encrypted-store.ts';

/** What the server answers where nobody is signed in, with its time. */
type Nobody = { person: null; now: number };
export type Who = { person: Person; helpline: { name: string }; trial: boolean };

/** In this browser's storage from the wish to sign out until the server has heard of it. */
const wishToLeave = 'leaving';

const isSomebody = (who: Who | Nobody): who is Who => who.person !== null;

/** Who stands at the door: somebody let in, somebody with a one-time link, or nobody known yet. */
export class AuthSession {
  state = $state<'looking' | 'in' | 'signed-out' | 'unreachable' | 'joining'>('looking');
  who = $state.raw<Who | null>(null);
  /** Signed out as far as this browser goes; the server could not be told yet. */
  leaving = $state(false);
  #wasIn = false;

  async look() {
    if (location.pathname === '/join') {
      this.state = 'joining';
      return;
    }
    this.leaving = localStorage.getItem(wishToLeave) !== null;
    if (this.leaving) return this.#leave();
    const answer = await get<Who | Nobody>('/api/me');
    const isReached = answer.ok || answer.status !== 0;
    // A fresh page, so that nothing of one person is left for the next.
    if (this.#wasIn && isReached) return location.assign('/');
    if (!answer.ok) {
      this.state = 'unreachable';
      if (answer.at) void EncryptedStore.removeOlderThanADay(answer.at);
    } else if (isSomebody(answer.value)) {
      this.who = answer.value;
      this.state = 'in';
    } else {
      this.state = 'signed-out';
      // There is nothing to keep locked.
      cameBack();
      void EncryptedStore.removeOlderThanADay(answer.value.now);
    }
  }

  /** After a one-time link has been used: in by the front door. */
  enter() {
    history.replaceState(null, '', '/');
    // Whoever has just come in does not wish to leave; an earlier wish was about the sign-in before.
    localStorage.removeItem(wishToLeave);
    return this.look();
  }

  /** This person's page goes at once, whoever may come in after. */
  close() {
    this.#wasIn = true;
    this.who = null;
    this.state = 'looking';
    return this.look();
  }

  /** First what is in this browser, which needs no link; then the sign-in itself, as soon as there is one. */
  async signOut(live: Live) {
    localStorage.setItem(wishToLeave, 'yes');
    await import('../notifications/forget-device.ts')
      .then(({ forgetDevice }) => forgetDevice(live))
      .catch(() => {});
    live.close();
    forgetNumbers();
    await live.kept?.remove();
    await this.close();
  }

  async #leave() {
    const answer = await post('/api/sign-out');
    if (!answer.ok) {
      this.state = 'unreachable';
      return;
    }
    localStorage.removeItem(wishToLeave);
    location.assign('/');
  }
}

export const [useDoor, provideDoor] = createContext<AuthSession>();
