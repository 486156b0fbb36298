import { expectOk, newId, type Helpline } from './helpline.ts';
import type { Client } from './client.ts';

/** What people do with one-to-ones and meetings. */
export function gatheringsOf(helpline: Helpline) {
  const inHours = (hours: number) =>
    new Date(helpline.clock.now().getTime() + hours * 3_600_000).toISOString();
  return {
    inHours,
    when: (hours = 48) => ({ startsAt: inHours(hours), minutes: 60 }),
    /** A one-to-one with Ana, in two days unless `hours` says otherwise. */
    async oneToOne(this: void, leader: Client, hours = 48): Promise<string> {
      const gatheringId = newId();
      const about = { kind: 'one-to-one' as const, withId: helpline.ids.ana };
      const when = { startsAt: inHours(hours), minutes: 60 };
      await expectOk(leader.send('gathering:plan', { gatheringId, ...about, ...when }));
      return gatheringId;
    },
    async meeting(this: void, leader: Client, kind: 'team' | 'group', hours = 48): Promise<string> {
      const gatheringId = newId();
      const when = { startsAt: inHours(hours), minutes: 90, place: 'The library' };
      await expectOk(leader.send('gathering:plan', { gatheringId, kind, ...when }));
      return gatheringId;
    },
  };
}
