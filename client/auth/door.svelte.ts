import type { Person } from '#shared/people';
import { get } from '../live/http.ts';

export type Who = { person: Person; helpline: { name: string }; trial: boolean };

/** Who stands at the door: somebody let in, somebody with a one-time link, or nobody known yet. */
export class Door {
  state = $state<'looking' | 'in' | 'signed-out' | 'unreachable' | 'joining'>('looking');
  who = $state.raw<Who | null>(null);

  async look() {
    if (location.pathname === '/join') {
      this.state = 'joining';
      return;
    }
    const answer = await get<Who>('/api/me');
    if (answer.ok) {
      this.who = answer.value;
      this.state = 'in';
    } else this.state = answer.status === 401 ? 'signed-out' : 'unreachable';
  }

  /** After a one-time link has been used: in by the front door. */
  enter() {
    history.replaceState(null, '', '/');
    return this.look();
  }
}
