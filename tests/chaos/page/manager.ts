import type { Debrief } from '#shared/debriefs';
import type { Deeds, Given } from './script.ts';
import { acceptDebrief, closeDebrief, holdDebrief, offerTime } from '../../../client/debriefs/commands.ts';
import { invitePerson } from '../../../client/people/commands.ts';
import { assignPlace, setOnCall } from '../../../client/shifts/commands.ts';

const tomorrow = 86_400_000;

/** What the project manager does: debriefs, the rota, and now and then somebody new. */
export function managersDeeds({ app, who, everyone, chance, words }: Given): Deeds {
  const { debriefs, shifts, live, clock } = app;
  const inState = (...states: Debrief['state'][]) =>
    debriefs.open.filter(({ state }) => states.includes(state));
  const held = (...states: Debrief['state'][]) =>
    inState(...states).find(({ assignedTo }) => assignedTo === who.id);
  const called = (name: string) => everyone.find((one) => one.name === name)!.id;
  let offers = 0;

  return {
    accepts: {
      weight: 4,
      does() {
        const asked = inState('asked').at(-1);
        return asked && acceptDebrief(live, asked.id);
      },
    },
    offers: {
      weight: 4,
      does() {
        const mine = held('accepted', 'offered');
        const time = new Date(clock.exact() + tomorrow + (offers += 1)).toISOString();
        return mine && offerTime(live, mine.id, time);
      },
    },
    holds: {
      weight: 2,
      does() {
        const mine = held('agreed');
        return mine && holdDebrief(live, mine.id);
      },
    },
    closes: {
      weight: 2,
      does() {
        const mine = held('held', 'accepted');
        return mine && closeDebrief(live, mine.id);
      },
    },
    namesWhoIsOnCall: {
      weight: 1,
      does() {
        const later = shifts.all.at(-1);
        const [first, next] = chance.happens(0.5) ? ['Mo', 'Nan'] : ['Nan', 'Mo'];
        return (
          later &&
          setOnCall(live, { shiftId: later.id, managerId: called(first), nextManagerId: called(next) })
        );
      },
    },
    /** Ben and Cai take turns at the second place, whenever the one who has it has gone. */
    changesThePair: {
      weight: 2,
      does() {
        const [tonight] = shifts.all;
        const second = tonight?.places.find(({ place }) => place === 2);
        if (!tonight || second?.here) return;
        const personId = called(second?.firstName === 'Ben' ? 'Cai' : 'Ben');
        return assignPlace(live, { shiftId: tonight.id, place: 2, personId });
      },
    },
    invites: {
      weight: 0.3,
      does() {
        const personId = crypto.randomUUID();
        const secretHash = personId.replaceAll('-', '').repeat(2);
        const email = `${personId}@example.org`;
        const firstName = words().slice(0, 40).trim();
        return invitePerson(live, { personId, firstName, email, roles: ['supporter'], secretHash });
      },
    },
  };
}
