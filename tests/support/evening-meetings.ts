import type { Client } from './client.ts';
import { newId, type Helpline } from './helpline.ts';
import { busySeries, restOfSeries } from './evening-series.ts';
import { examplePlace, meetingsOf } from './meetings.ts';
import type { Does } from './does.ts';

type Clients = Record<'ana' | 'ben' | 'cai' | 'mo' | 'nan', Client>;

/** After the shift Ana and Ben meet a caller; one meeting is refused, one cancelled, and in one Cai goes for Ben. */
export async function busyMeetings(does: Does, helpline: Helpline, { ana, ben, cai, mo, nan }: Clients) {
  const { ids } = helpline;
  const { inMinutes, fields } = meetingsOf(helpline);
  const [placeId, retired] = [newId(), newId()];
  await does(mo, 'helpline:change', { meetings: true, meetingsInTheEvening: true });
  for (const id of [placeId, retired]) await does(mo, 'meetingPlace:add', { placeId: id, ...examplePlace });
  await does(mo, 'meetingPlace:change', { placeId, ...examplePlace, signal: false });
  await does(nan, 'meetingPlace:retire', { placeId: retired });

  const refused = fields(placeId, 300);
  await does(ana, 'meeting:propose', refused);
  await does(nan, 'meeting:refuse', { meetingId: refused.meetingId, words: 'Not at that place.' });

  const seriesId = await busySeries(does, helpline, { ana, mo });
  const meeting = { ...fields(placeId, 300), wordForTrouble: 'Aunt Mary', seriesId };
  const { meetingId } = meeting;
  await does(ana, 'meeting:propose', meeting);
  await does(ben, 'meeting:agree', { meetingId });
  await does(mo, 'meeting:allow', { meetingId, onCallId: ids.nan, words: 'Sit by the door.' });
  for (const client of [ana, ben]) await does(client, 'meeting:setOut', { meetingId });
  for (const client of [ana, ben]) await does(client, 'meeting:there', { meetingId });
  await does(ana, 'meeting:support', { meetingId });
  await does(nan, 'meeting:spoken', { meetingId, againAt: inMinutes(60) });
  await does(ben, 'meeting:fine', { meetingId, until: inMinutes(30) });
  await does(ben, 'meeting:over', { meetingId });
  await does(ana, 'meeting:next', { meetingId, words: 'She rings us on Friday.' });
  for (const client of [ana, ben]) await does(client, 'meeting:home', { meetingId });
  await restOfSeries(does, helpline, { ana, ben, mo }, seriesId);

  const swapped = fields(placeId, 420);
  await does(ana, 'meeting:propose', swapped);
  const who = { leavingId: ids.ben, personId: ids.cai };
  await does(mo, 'meeting:swapPerson', { meetingId: swapped.meetingId, ...who });
  await does(cai, 'meeting:cancel', { meetingId: swapped.meetingId, because: 'weather' });
  await does(mo, 'meeting:propose', fields(placeId, 420));
}
