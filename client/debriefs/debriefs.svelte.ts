import { newId } from '../live/new-id.ts';
import type { CommandFields } from '#shared/contract';
import { isOver, type Debrief, type Urgency } from '#shared/debriefs';
import { VersionedMap } from '../live/versioned-map.svelte.ts';
import type { Live } from '../live/live.svelte.ts';
import { typedAt } from '../live/command-queue.svelte.ts';

/** Requests for a debrief: mine, and those I am asked to answer. */
export class Debriefs {
  #live: Live;
  #debriefs = new VersionedMap<Debrief>();
  /** Newest first: ids made later sort later. */
  all = $derived(this.#debriefs.all.toSorted((a, b) => b.id.localeCompare(a.id)));
  open = $derived(this.all.filter((debrief) => !isOver(debrief)));

  constructor(live: Live) {
    this.#live = live;
    live.on('welcome', ({ since, debriefs }) => this.#debriefs.welcome(since, debriefs));
    live.on('debrief:changed', (debrief) => this.#debriefs.keep(debrief));
  }

  get(id: string): Debrief | undefined {
    return this.#debriefs.get(id);
  }

  askedBy(personId: string): Debrief[] {
    return this.all.filter((debrief) => debrief.askedBy === personId);
  }

  /** With `place`, where the note was typed: it comes back there if this is refused. */
  ask(
    urgency: Urgency,
    about: Omit<CommandFields<'debrief:ask'>, 'debriefId' | 'urgency'>,
    place?: string,
    debriefId = newId(),
  ) {
    const asked = { debriefId, urgency, ...about };
    return this.#live.send('debrief:ask', asked, typedAt(place, about.note));
  }

  withdraw(debriefId: string) {
    return this.#live.send('debrief:withdraw', { debriefId });
  }

  accept(debriefId: string) {
    return this.#live.send('debrief:accept', { debriefId });
  }

  offer(debriefId: string, time: string) {
    return this.#live.send('debrief:offer', { debriefId, for: time });
  }

  agree(debriefId: string) {
    return this.#live.send('debrief:agree', { debriefId });
  }

  hold(debriefId: string) {
    return this.#live.send('debrief:hold', { debriefId });
  }

  close(debriefId: string, closing: Omit<CommandFields<'debrief:close'>, 'debriefId'> = {}, place?: string) {
    return this.#live.send('debrief:close', { debriefId, ...closing }, typedAt(place, closing.whatHelped));
  }
}
