import { isOpen, type Signal, type SignalAnswer } from '#shared/signals';
import { VersionedMap } from '../live/versioned-map.svelte.ts';
import type { Live } from '../live/live.svelte.ts';
import { sayNotSentAfterMs } from '../live/timeouts.ts';
import { asksForSupport } from '../live/urgent.ts';

/** The signals that I may see. */
export class Signals {
  #live: Live;
  #signals = new VersionedMap<Signal>();
  /** Signals that are not lowered, oldest first. */
  up = $derived(
    this.#signals.all
      .filter(({ loweredAt }) => loweredAt === null)
      .sort((a, b) => a.raisedAt.localeCompare(b.raisedAt)),
  );

  constructor(live: Live) {
    this.#live = live;
    live.on('welcome', ({ since, signals }) => this.#signals.welcome(since, signals));
    live.on('signal:changed', (signal) => this.#signals.keep(signal));
  }

  /** The requests for support that wait for this person: nobody is there yet, and they have not said that they cannot. `now` is in milliseconds since 1970. */
  wanting(personId: string, now: number): Signal[] {
    return this.up.filter(
      (one) =>
        one.kind === 'support-now' &&
        one.raisedBy !== personId &&
        isOpen(one, now) &&
        !one.answers.some(({ by, answer }) => by === personId && answer === 'cannot'),
    );
  }

  raisedBy(personId: string, shiftId: string): Signal[] {
    return this.up.filter(
      (one) => one.raisedBy === personId && one.shiftId === shiftId && !this.#isTakenBack(one.id),
    );
  }

  /** Raised here and not acknowledged yet. */
  get onTheirWay() {
    return this.#live
      .waiting('signal:raise')
      .filter(({ fields, refusal }) => refusal === undefined && !this.#isTakenBack(fields.signalId));
  }

  get supportOnItsWay() {
    return this.onTheirWay.filter(({ fields }) => fields.kind === 'support-now');
  }

  /** True if my request for support waits without a connection, or has not been acknowledged for `sayNotSentAfterMs`. `now` is in milliseconds since 1970. */
  isSupportStuck(now: number): boolean {
    const [oldest] = this.supportOnItsWay;
    return oldest !== undefined && (!this.#live.connected || now - oldest.at > sayNotSentAfterMs);
  }

  /** My requests for support that the server refused; each has its sentence in `refusal`. */
  get supportRefused() {
    return this.#live.outbox.all.filter((one) => one.refusal !== undefined && asksForSupport(one));
  }

  /** My answer to a signal, for as long as it is not acknowledged. */
  answerOnItsWay(signalId: string): SignalAnswer | undefined {
    return this.#live
      .waiting('signal:answer')
      .findLast(({ fields, refusal }) => fields.signalId === signalId && refusal === undefined)?.fields
      .answer;
  }

  #isTakenBack(signalId: string) {
    return this.#live
      .waiting('signal:lower')
      .some(({ fields, refusal }) => refusal === undefined && fields.signalId === signalId);
  }
}
