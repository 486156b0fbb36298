import type { Call } from '#shared/calls';
import type { CheckIn } from '#shared/check-ins';
import type { Debrief } from '#shared/debriefs';
import type { Message } from '#shared/messages';
import type { Feeling, OwnState, Presence } from '#shared/presence';
import type { Place, Shift } from '#shared/shifts';
import type { Signal } from '#shared/signals';
import type { Waiting } from '../live/waiting.ts';
import { phaseOf } from '../shifts/shift-times.ts';

/** The status of one of the pair, as the board shows it. */
export type PresenceStatus = {
  state: OwnState;
  since: string;
  feeling: Feeling | null;
  backAt: string | null;
};

/** The parts of the screen: a phone shows one at a time; the middle column of a tablet holds all but one's own call. */
export type Tab = 'call' | 'chat' | 'partner' | 'guidance' | 'earlier';

/** The stores that `Tonight` derives from. */
type Stores = {
  readonly me: { id: string };
  clock: { readonly now: number };
  shifts: { of: (personId: string) => Shift[]; openTo: (personId: string, now: number) => Shift[] };
  presences: {
    of: (personId: string, shiftId: string) => Presence | undefined;
    readonly saying: Waiting<'presence:set'> | undefined;
  };
  calls: { inShift: (shiftId: string) => Call[]; activeOf: (personId: string) => Call | undefined };
  messages: { inShift: (shiftId: string) => Message[] };
  signals: { raisedBy: (personId: string, shiftId: string) => Signal[] };
  debriefs: { readonly open: Debrief[] };
  checkIns: { readonly all: CheckIn[] };
};

const endsSoon = 30 * 60_000;

/** The current shift of the pair, derived from the stores. */
export class Tonight {
  #stores: Stores;
  tab = $state<Tab>('call');
  /** The call I have chosen to write up; null for none. Undefined until I have chosen: a fresh page then picks one. */
  writingUp = $state<string | null | undefined>();
  /** The shift I have joined; else the current or opening one; else the last one still open for records. */
  shift: Shift | undefined = $derived.by(() => this.#choose());
  phase = $derived.by(() => this.shift && phaseOf(this.shift, this.#stores.clock.now));
  /** My next shift that has not opened yet. */
  next: Shift | undefined = $derived.by(() => {
    const { shifts, me, clock } = this.#stores;
    return shifts.of(me.id).find((shift) => shift !== this.shift && Date.parse(shift.startsAt) > clock.now);
  });
  partner: Place | undefined = $derived.by(() =>
    this.shift?.places.find(({ personId }) => personId !== this.#stores.me.id),
  );
  mine: Presence | undefined = $derived.by(() => this.#presenceOf(this.#stores.me.id));
  theirs: Presence | undefined = $derived.by(() => this.partner && this.#presenceOf(this.partner.personId));
  /** True without a partner, and while the partner has left the shift or is not connected. */
  partnerAway = $derived.by(() => !this.theirs || this.theirs.leftAt !== null || !this.theirs.connected);
  joined = $derived.by(() => this.mine !== undefined && this.mine.leftAt === null);
  /** Joined, and not yet past the time in which something new may begin. */
  on = $derived.by(() => this.joined && this.phase !== 'over');
  /** Near enough to its end to show the steps for leaving. */
  ending = $derived.by(
    () => this.shift !== undefined && Date.parse(this.shift.endsAt) - this.#stores.clock.now < endsSoon,
  );
  /** Whether my partner shared with me that they asked for a debrief, or their check-in. */
  letMeKnow = $derived.by(() => {
    const id = this.partner?.personId;
    const { debriefs, checkIns } = this.#stores;
    return (
      debriefs.open.some(({ askedBy }) => askedBy === id) ||
      checkIns.all.some(({ personId }) => personId === id)
    );
  });
  calls: Call[] = $derived.by(() => (this.shift ? this.#stores.calls.inShift(this.shift.id) : []));
  myCall = $derived.by(() =>
    this.calls.find((call) => call.state === 'active' && call.assignedTo === this.#stores.me.id),
  );
  /** My call that goes on outside the pair's screen of its shift: the shift is over, or I have left it. */
  leftOpen = $derived.by(() => {
    const call = this.#stores.calls.activeOf(this.#stores.me.id);
    return this.on && call?.id === this.myCall?.id ? undefined : call;
  });
  theirCall = $derived.by(() =>
    this.calls.find((call) => call.state === 'active' && call.assignedTo === this.partner?.personId),
  );
  /** Calls that have ended, latest first. */
  earlier = $derived.by(() =>
    this.calls
      .filter(({ state }) => state !== 'active')
      .sort((a, b) => b.startedAt.localeCompare(a.startedAt)),
  );
  unfinished = $derived.by(() =>
    this.earlier.filter(
      ({ state, assignedTo }) => state === 'writing-up' && assignedTo === this.#stores.me.id,
    ),
  );
  myStatus: PresenceStatus | undefined = $derived.by(() => {
    const saying = this.#stores.presences.saying;
    const said = saying && { backAt: null, ...saying.fields, stateSince: new Date(saying.at).toISOString() };
    return this.mine && statusOf({ ...this.mine, ...said }, this.myCall, this.unfinished.length > 0);
  });
  theirStatus: PresenceStatus | undefined = $derived.by(
    () => this.theirs && statusOf(this.theirs, this.theirCall, false),
  );

  /** The call in my half of the screen: the one I am on, else the one I am writing up. */
  inHand = $derived.by(() => {
    if (this.myCall) return this.myCall;
    const chosen = this.unfinished.find(({ id }) => id === this.writingUp);
    const byItself = this.writingUp === undefined && this.myStatus?.state === 'writing-up';
    return byItself ? this.unfinished[0] : chosen;
  });
  /** The signals between the pair that are not lowered. */
  mySignals = $derived.by(() => this.#signalsOf(this.#stores.me.id));
  theirSignals = $derived.by(() => (this.partner ? this.#signalsOf(this.partner.personId) : []));
  /** The request for support that each of the pair has raised and not lowered. */
  mySupport = $derived.by(() => this.mySignals.find(({ kind }) => kind === 'support-now'));
  theirSupport = $derived.by(() => this.theirSignals.find(({ kind }) => kind === 'support-now'));
  unseen = $derived.by(() => {
    const { messages } = this.#stores;
    const theirs = this.shift
      ? messages.inShift(this.shift.id).filter(({ from }) => from === this.partner?.personId)
      : [];
    return theirs.filter(({ seenAt }) => seenAt === null).length;
  });

  constructor(stores: Stores) {
    this.#stores = stores;
  }

  #presenceOf(personId: string) {
    return this.shift && this.#stores.presences.of(personId, this.shift.id);
  }

  #signalsOf(personId: string) {
    return this.shift ? this.#stores.signals.raisedBy(personId, this.shift.id) : [];
  }

  #choose(): Shift | undefined {
    const { shifts, presences, me, clock } = this.#stores;
    const open = shifts.openTo(me.id, clock.now);
    const running = open.filter((shift) => phaseOf(shift, clock.now) !== 'over');
    const joined = running.find((shift) => presences.of(me.id, shift.id)?.leftAt === null);
    return joined ?? running.at(-1) ?? open.at(-1);
  }
}

type Spoken = { state: OwnState; stateSince: string; feeling?: Feeling | null; backAt?: string | null };

/** A call overrides the stated presence: a person with a running call is on a call, and one without is not. */
function statusOf(presence: Spoken, call: Call | undefined, unfinished: boolean): PresenceStatus {
  const { state, stateSince: since, feeling, backAt = null } = presence;
  if (call)
    return {
      state: 'on-a-call',
      since: call.startedAt,
      feeling: state === 'on-a-call' ? (feeling ?? null) : null,
      backAt: null,
    };
  if (state === 'on-a-call')
    return { state: unfinished ? 'writing-up' : 'ready', since, feeling: null, backAt: null };
  return { state, since, feeling: feeling ?? null, backAt };
}
