import { isHere, type Person } from '#shared/people';
import type { Helpline } from '#shared/helpline';
import { isA } from '#shared/viewer';
import { VersionedMap } from '../live/versioned-map.svelte.ts';
import type { Live } from '../live/live.svelte.ts';
import { withIsolatedName } from '../ui/isolated.ts';

/** The defaults until the first welcome. */
const unknownYet: Helpline = {
  id: '',
  version: 0,
  name: '',
  timeZone: 'Europe/London',
  chatHours: 12,
  lockMinutes: 10,
  lockHiddenMinutes: 2,
  escalatesAfterMinutes: [2, 5],
  debriefEscalatesAfterMinutes: [2, 5],
  debriefBeforeEndMinutes: 30,
  aloneAfterMinutes: 10,
  restHours: 11,
  gapAskDays: 14,
  oneToOneWeeks: 4,
  teamWeeks: 4,
  groupWeeks: 6,
  callRecordDays: null,
  dailyDigestAt: '09:00',
  invitationDays: 3,
  exchangePlaces: [],
  callBackNumbers: false,
  readsSources: false,
  callPlans: false,
  meetings: false,
  meetingsInTheEvening: false,
  series: false,
  meetingThereMinutes: 15,
  meetingOverMinutes: 15,
  meetingHomeMinutes: 60,
  meetingNextMinutes: 10,
  lastSupervisionOn: null,
  nextSupervisionOn: null,
};

/** The people I may see, and me. */
export class People {
  #people = new VersionedMap<Person>(withIsolatedName);
  #myId: string;
  #atFirst: Person;
  helpline = $state.raw<Helpline>(unknownYet);
  me = $derived.by(() => this.#people.get(this.#myId) ?? this.#atFirst);
  all = $derived(this.#people.all.toSorted((a, b) => a.firstName.localeCompare(b.firstName)));
  /** Who can be asked. */
  managers = $derived(this.all.filter((one) => isA(one, 'manager') && isHere(one)));

  constructor(live: Live, me: Person) {
    this.#myId = me.id;
    this.#atFirst = withIsolatedName(me);
    live.on('welcome', ({ since, people, me, helplines: [helpline] }) => {
      if (helpline) this.helpline = helpline;
      this.#people.welcome(since, people);
      this.#people.keep(me);
    });
    live.on('helpline:changed', (helpline) => {
      if (helpline.version > this.helpline.version) this.helpline = helpline;
    });
    live.on('person:changed', (person) => this.#people.keep(person));
  }

  get(id: string): Person | undefined {
    return this.#people.get(id);
  }
}
