import type { CommandFields } from '#shared/contract';
import type { Client } from './client.ts';
import { expectOk, newId, type Helpline } from './helpline.ts';
import { meetingsOf } from './meetings.ts';

type Offer = CommandFields<'series:offer'>;
type Clients = Record<'ana' | 'ben' | 'mo', Client>;

/** What they want from it, in words that they chose. */
export const purpose = 'To go to the market on my own again.';

/** What people do with a series of Ana and Ben. Meetings and series are switched on, and there is one place. */
export function seriesOf(helpline: Helpline) {
  const meetings = meetingsOf(helpline);
  const today = () => helpline.clock.now().toISOString().slice(0, 10);
  const consent = () => ({ how: 'in-person' as const, on: today(), purpose });

  async function switchedOn(mo: Client): Promise<string> {
    const placeId = await meetings.switchedOn(mo);
    await expectOk(mo.send('helpline:change', { series: true }));
    return placeId;
  }

  const offer = (more: Partial<Offer> = {}): Offer => ({
    ...{ seriesId: newId(), kind: 'meetings', knownAs: 'The lady with the hat' },
    ...{ with: [helpline.ids.ana, helpline.ids.ben], most: 4, everyWeeks: 1 },
    ...more,
  });

  /** Ana has offered it, and where it is active, written down the yes. */
  async function begun(
    until: 'offered' | 'active',
    { ana, mo }: Omit<Clients, 'ben'>,
    more?: Partial<Offer>,
  ) {
    const placeId = await switchedOn(mo);
    await meetings.knowEachOther('ana', 'ben');
    const fields = offer(more);
    const { seriesId } = fields;
    await expectOk(ana.send('series:offer', fields));
    if (until === 'active') await expectOk(ana.send('series:consent', { seriesId, ...consent() }));
    return { seriesId, placeId };
  }

  const proposal = (one: { seriesId: string; placeId: string }, begins = 300) => ({
    ...meetings.fields(one.placeId, begins),
    seriesId: one.seriesId,
  });

  /** A meeting of it, to which both say yes, and Mo, who is on call for it. */
  async function allowed(
    one: { seriesId: string; placeId: string },
    { ana, ben, mo }: Clients,
    begins = 300,
  ) {
    const fields = proposal(one, begins);
    const { meetingId } = fields;
    await expectOk(ana.send('meeting:propose', fields));
    await expectOk(ben.send('meeting:agree', { meetingId }));
    await expectOk(mo.send('meeting:allow', { meetingId, onCallId: helpline.ids.mo }));
    return meetingId;
  }

  /** The same, and it took place. */
  async function held(one: { seriesId: string; placeId: string }, clients: Clients) {
    const meetingId = await allowed(one, clients);
    await expectOk(clients.ana.send('meeting:over', { meetingId }));
    for (const client of [clients.ana, clients.ben])
      await expectOk(client.send('meeting:home', { meetingId }));
    return meetingId;
  }
  return { switchedOn, offer, consent, today, begun, proposal, allowed, held };
}
