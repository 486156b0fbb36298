import { meetingById } from '#server/meetings/queries';
import type { Client } from './client.ts';
import { expectOk, newId, type Helpline } from './helpline.ts';
import type { TestServer } from './test-server.ts';

export const examplePlace = {
  name: 'Central library',
  address: 'The café on the ground floor, High Street 1',
  borough: 'lambeth',
  opening: 'Every day until 20:00',
  wayOut: 'The side door to the market',
  signal: true,
};

/** No two shifts of a helpline begin at the same second. */
let shiftsTogether = 0;

type Name = 'ana' | 'ben' | 'cai';

/** What people do with meetings. They are switched on, in the evening too, and there is one place. */
export function meetingsOf(helpline: Helpline) {
  const inMinutes = (minutes: number) =>
    new Date(helpline.clock.now().getTime() + minutes * 60_000).toISOString();
  const idsOf = (names: [Name, Name]): [string, string] => [helpline.ids[names[0]], helpline.ids[names[1]]];

  async function switchedOn(mo: Client): Promise<string> {
    const placeId = newId();
    await expectOk(
      mo.send('helpline:change', { meetings: true, meetingsInTheEvening: true }),
      mo.send('meetingPlace:add', { placeId, ...examplePlace }),
    );
    return placeId;
  }

  /** They had a shift together, so the rota names them to each other. */
  const knowEachOther = (...names: Name[]) => {
    shiftsTogether = (shiftsTogether + 1) % 3_600;
    return helpline.addShift(-30 - shiftsTogether / 3_600, -26, names);
  };

  /** From `begins` minutes from now on, for an hour. */
  const fields = (placeId: string, begins: number, names: [Name, Name] = ['ana', 'ben']) => ({
    meetingId: newId(),
    knownAs: 'The lady with the hat',
    startsAt: inMinutes(begins),
    endsAt: inMinutes(begins + 60),
    placeId,
    with: idsOf(names),
  });

  /** Both have said yes. `clients` are the two, in their order. */
  async function agreed(
    mo: Client,
    [first, second]: [Client, Client],
    begins: number,
    names: [Name, Name] = ['ana', 'ben'],
  ): Promise<string> {
    await knowEachOther(...names);
    const proposal = fields(await switchedOn(mo), begins, names);
    const { meetingId } = proposal;
    await expectOk(first.send('meeting:propose', proposal));
    await expectOk(second.send('meeting:agree', { meetingId }));
    return meetingId;
  }

  /** Mo allows it, and is on call for it. */
  async function allowed(
    mo: Client,
    two: [Client, Client],
    begins: number,
    names: [Name, Name] = ['ana', 'ben'],
  ): Promise<string> {
    const meetingId = await agreed(mo, two, begins, names);
    await expectOk(mo.send('meeting:allow', { meetingId, onCallId: helpline.ids.mo }));
    return meetingId;
  }
  return { inMinutes, knowEachOther, switchedOn, fields, agreed, allowed };
}

/** Whom silence after the start reaches, and after how many minutes: the two together, and then one manager after the other. */
export const ladder = [
  { after: 15, reaches: ['ana', 'ben'] },
  { after: 25, reaches: ['mo'] },
  { after: 35, reaches: ['nan'] },
  { after: 45, reaches: ['mo'] },
];
export const reachedBy = (steps: number) => ladder.slice(0, steps).flatMap(({ reaches }) => reaches);

/** A meeting of Ana and Ben, who have no shift tonight, and whom escalation has reached for it. */
export function meetingWithoutWord(testServer: TestServer, helpline: Helpline) {
  const begins = 40;
  return {
    begins,
    /** In forty minutes. All pages are closed afterwards: their phones are asleep. */
    async allowed() {
      const clients = await helpline.connectAll('ana', 'ben', 'mo', 'nan');
      const meetingId = await this.allowedFor(clients);
      helpline.leaveAll();
      return meetingId;
    },
    async allowedFor({ ana, ben, mo }: Record<'ana' | 'ben' | 'mo', Client>) {
      for (const place of [1, 2] as const)
        await expectOk(mo.send('shift:place', { shiftId: helpline.shiftId, place, personId: null }));
      return meetingsOf(helpline).allowed(mo, [ana, ben], begins);
    },
    async now(id: string) {
      return (await meetingById(testServer.db, helpline.id, id))!;
    },
    async reached(id: string) {
      const { reached } = (await meetingById(testServer.db, helpline.id, id))!;
      return reached.map((one) => Object.entries(helpline.ids).find(([, own]) => own === one)![0]);
    },
  };
}
