import { createContext } from 'svelte';
import type { Person } from '#shared/people';
import type { Viewer } from '#shared/viewer';
import type { Shift } from '#shared/shifts';
import { Calls } from './calls/calls.svelte.ts';
import { Messages } from './messages/messages.svelte.ts';
import { ScreenLock } from './screen-lock/screen-lock.svelte.ts';
import { NoteWarnings } from './identifying-details/note-warnings.ts';
import { knownNames } from './identifying-details/known-names.ts';
import { Debriefs } from './debriefs/debriefs.svelte.ts';
import { ServerClock } from './live/clock.svelte.ts';
import { Live, type LiveSocket } from './live/live.svelte.ts';
import { collectionsExcept } from './live/collection.svelte.ts';
import { Lists } from './lists/lists.svelte.ts';
import type { DraftTexts } from './live/draft-texts.svelte.ts';
import { People } from './people/people.svelte.ts';
import { Presences } from './presence/presences.svelte.ts';
import { Flags } from './flags/flags.svelte.ts';
import { Shifts } from './shifts/shifts.svelte.ts';
import { Signals } from './signals/signals.svelte.ts';
import { Tonight } from './tonight/tonight.svelte.ts';
import { Announcer } from './ui/announcer.svelte.ts';
import { Times } from './ui/times.ts';

/** Nouns with a store class; every other noun gets a plain `Collection` under its own name. */
const ownStores = [
  'people',
  'helplines',
  'shifts',
  'presences',
  'calls',
  'messages',
  'signals',
  'debriefs',
  'flags',
  'lists',
] as const;

/** What every screen shares: the signed-in person, the connection, the clock, and one store per noun. */
export class App extends collectionsExcept(ownStores) {
  clock: ServerClock;
  live: Live;
  people: People;
  shifts: Shifts;
  presences: Presences;
  calls: Calls;
  messages: Messages;
  signals: Signals;
  debriefs: Debriefs;
  flags: Flags;
  lists: Lists;
  /** Text that has been typed and not sent, by the place it is typed in. */
  drafts: DraftTexts;
  /** The questions about identifying details in the notes of calls. */
  noteWarnings = new NoteWarnings(() => knownNames(this));
  announcer = new Announcer();
  /** Hides or locks the screen. */
  screenLock = new ScreenLock();
  tonight: Tonight;
  trial: boolean;
  /** A practice: what is done in it goes nowhere. */
  practice = false;
  #times = new Times('Europe/London');
  #zone = 'Europe/London';

  constructor(socket: LiveSocket, { person, trial }: { person: Person; trial: boolean }) {
    const clock = new ServerClock();
    const live = new Live(socket, clock, person.id);
    super(live);
    this.clock = clock;
    this.live = live;
    this.drafts = this.live.drafts;
    this.people = new People(this.live, person);
    this.shifts = new Shifts(this.live);
    this.presences = new Presences(this.live);
    this.calls = new Calls(this.live, this.clock);
    this.messages = new Messages(this.live);
    this.signals = new Signals(this.live);
    this.debriefs = new Debriefs(this.live);
    this.flags = new Flags(this.live);
    this.lists = new Lists(this.live, 'lists');
    this.trial = trial;
    this.tonight = new Tonight(this);
  }

  get me(): Person {
    return this.people.me;
  }

  /** The signed-in person as the rules in shared/ need them. */
  get viewer(): Viewer {
    const shifts = this.shifts.openTo(this.me.id, this.clock.now);
    const shiftIds = shifts.map(({ id }) => id);
    const since = ({ places }: Shift) => places.find(({ personId }) => personId === this.me.id)!.placedAt;
    return {
      id: this.me.id,
      helplineId: this.people.helpline.id,
      roles: this.me.roles,
      shiftIds,
      placedAt: Object.fromEntries(shifts.map((shift) => [shift.id, since(shift)])),
      talkIds: shiftIds,
      besideIds: [],
    };
  }

  /** Times in the helpline's time zone. */
  get times(): Times {
    const { timeZone } = this.people.helpline;
    if (timeZone !== this.#zone) this.#times = new Times((this.#zone = timeZone));
    return this.#times;
  }

  /** What sentences about people, times and calls need. */
  get phrasing() {
    return {
      now: this.clock.now,
      times: this.times,
      nameOf: (personId: string) => this.nameOf(personId),
      wordOf: this.lists.wordOf,
    };
  }

  /** "You", or the first name; "Somebody" if I may not know it. An arrow function, so that it keeps its `this` when it is destructured. */
  nameOf = (personId: string): string => {
    if (personId === this.me.id) return 'You';
    const place = this.shifts.all.flatMap(({ places }) => places).find((one) => one.personId === personId);
    return (
      this.people.get(personId)?.firstName ??
      place?.firstName ??
      this.presences.nameOf(personId) ??
      'Somebody'
    );
  };
}

export const [useApp, provideApp] = createContext<App>();
