import { SvelteMap } from 'svelte/reactivity';
import type { Call, CallRecord } from '#shared/calls';
import type { CommandFields } from '#shared/contract';
import type { Live } from '../live/live.svelte.ts';
import { saySoAfter } from '../live/patience.ts';

/** Whether what is written about a call is safe. */
export type Keeping =
  | { state: 'kept' | 'keeping' | 'not-sent' }
  | { state: 'refused'; commandId: string; why: string; note: string | undefined };
type Note = CommandFields<'call:note'>;

const afterLastKey = 600;

/** What is being typed about each call, from the first key until it has been sent. */
export class Drafts {
  #live: Live;
  #typed = new SvelteMap<string, { basedOn: number; changes: Partial<CallRecord> }>();
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(live: Live) {
    this.#live = live;
  }

  of(callId: string): Partial<CallRecord> {
    return this.#typed.get(callId)?.changes ?? {};
  }

  put(call: Call, changes: Partial<CallRecord>) {
    const { basedOn, changes: before } = this.#typed.get(call.id) ?? { basedOn: call.version, changes: {} };
    this.#typed.set(call.id, { basedOn, changes: { ...before, ...changes } });
    clearTimeout(this.#timers.get(call.id));
    this.#timers.set(
      call.id,
      setTimeout(() => this.send(call.id), afterLastKey),
    );
  }

  send(callId: string) {
    clearTimeout(this.#timers.get(callId));
    const typed = this.#typed.get(callId);
    if (!typed) return;
    this.#typed.delete(callId);
    void this.#live.send('call:note', { callId, ...typed }, { join: oneNote, keepRefused: true });
  }

  /** What was refused, sent once more, and this time whatever anybody else has written since. */
  insist(commandId: string) {
    const refused = this.#live.waiting('call:note').find((note) => note.commandId === commandId);
    this.forget(commandId);
    if (!refused) return;
    const { callId, changes } = refused.fields;
    void this.#live.send('call:note', { callId, changes }, { keepRefused: true });
  }

  forget(commandId: string) {
    this.#live.outbox.forget(commandId);
  }

  keeping(callId: string, now: number): Keeping {
    const sent = this.#live.waiting('call:note').filter(({ fields }) => fields.callId === callId);
    const refused = sent.find(({ refusal }) => refusal !== undefined);
    if (refused?.refusal) {
      const { commandId, refusal, fields } = refused;
      return { state: 'refused', commandId, why: refusal, note: fields.changes.note };
    }
    if (!this.#typed.has(callId) && sent.length === 0) return { state: 'kept' };
    const late = sent.some(({ at }) => now - at > saySoAfter);
    return { state: late || !this.#live.connected ? 'not-sent' : 'keeping' };
  }
}

/** Two notes about one call that have not left yet are one. */
const oneNote = (waiting: Note, next: Note): Note | null =>
  waiting.callId === next.callId ? { ...waiting, changes: { ...waiting.changes, ...next.changes } } : null;
