import type { Call, CallRecord } from '#shared/calls';
import { longest } from '#shared/limits';
import type { Live } from '../live/live.svelte.ts';
import { sayNotSentAfterMs } from '../live/timeouts.ts';
import { noteCall } from './commands.ts';

/** Whether what is written about a call is saved on the server. */
export type SaveState =
  | { state: 'saved' | 'saving' | 'not-sent' | 'too-long' }
  | { state: 'refused'; commandId: string; why: string; note: string | undefined };
type Draft = { basedOn: number; changes: Partial<CallRecord> };

const afterLastKey = 600;
/** Milliseconds until another tab sends an edit whose own page, which normally sends it, has closed. */
const afterArriving = 2_000;
const about = 'record ';

/** The unsent edits of each call's record. */
export class Drafts {
  #live: Live;
  #timers = new Map<string, ReturnType<typeof setTimeout>>();

  constructor(live: Live) {
    this.#live = live;
    live.drafts.onarrive = (place) => {
      if (place.startsWith(about)) this.#sendAfter(afterArriving, place.slice(about.length));
    };
  }

  of(callId: string): Partial<CallRecord> {
    return this.#typed(callId)?.changes ?? {};
  }

  put(call: Call, changes: Partial<CallRecord>) {
    const { basedOn, changes: before } = this.#typed(call.id) ?? { basedOn: call.version, changes: {} };
    const draft: Draft = { basedOn, changes: { ...before, ...changes } };
    this.#live.drafts.put(about + call.id, JSON.stringify(draft));
    this.#sendAfter(afterLastKey, call.id);
  }

  send(callId: string) {
    clearTimeout(this.#timers.get(callId));
    const typed = this.#typed(callId);
    if (!typed) return;
    const [changes, tooLong] = byLength(typed.changes);
    if (Object.keys(changes).length > 0) {
      void noteCall(this.#live, { callId, basedOn: typed.basedOn, changes });
    }
    const rest = Object.keys(tooLong).length > 0 ? JSON.stringify({ ...typed, changes: tooLong }) : '';
    this.#live.drafts.put(about + callId, rest);
  }

  /** Sends a refused note again, now overwriting what others have written since. */
  insist(commandId: string) {
    const refused = this.#live.waiting('call:note').find((note) => note.commandId === commandId);
    if (!refused) return;
    const { callId, changes } = refused.fields;
    void noteCall(this.#live, { callId, changes });
    this.forget(commandId);
  }

  /** Puts a refused note back into its fields for editing; the next keystroke sends it. `basedOn`: the version that is read beside it. */
  takeBack(commandId: string, basedOn: number) {
    const refused = this.#live.waiting('call:note').find((note) => note.commandId === commandId);
    if (!refused) return;
    const { callId, changes } = refused.fields;
    const draft = { basedOn, changes: { ...changes, ...this.of(callId) } as Partial<CallRecord> };
    this.#live.drafts.put(about + callId, JSON.stringify(draft));
    this.forget(commandId);
  }

  forget(commandId: string) {
    this.#live.outbox.forget(commandId);
  }

  saveStateOf(callId: string, now: number): SaveState {
    const sent = this.#live.waiting('call:note').filter(({ fields }) => fields.callId === callId);
    const refused = sent.find(({ refusal }) => refusal !== undefined);
    if (refused?.refusal) {
      const { commandId, refusal, fields } = refused;
      return { state: 'refused', commandId, why: refusal, note: fields.changes.note };
    }
    if (!this.#typed(callId) && sent.length === 0) return { state: 'saved' };
    if (Object.keys(byLength(this.of(callId))[1]).length > 0) return { state: 'too-long' };
    const late = sent.some(({ at }) => now - at > sayNotSentAfterMs);
    return { state: late || !this.#live.connected ? 'not-sent' : 'saving' };
  }

  #typed(callId: string): Draft | null {
    const text = this.#live.drafts.at(about + callId);
    return text === '' ? null : (JSON.parse(text) as Draft);
  }

  #sendAfter(milliseconds: number, callId: string) {
    clearTimeout(this.#timers.get(callId));
    this.#timers.set(
      callId,
      setTimeout(() => this.send(callId), milliseconds),
    );
  }
}

/** Splits changes into those that can be sent and texts that are too long, which stay in their fields. */
function byLength(changes: Partial<CallRecord>): [Partial<CallRecord>, Partial<CallRecord>] {
  const isTooLong = ([field, value]: [string, unknown]) =>
    typeof value === 'string' && value.length > (field === 'note' ? longest.note : longest.shortText);
  const all = Object.entries(changes);
  return [
    Object.fromEntries(all.filter((one) => !isTooLong(one))),
    Object.fromEntries(all.filter(isTooLong)),
  ];
}
