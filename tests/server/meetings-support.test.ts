import { expect, test } from 'vitest';
import { expectOk, newId } from '../support/helpline.ts';
import { meetingsOf, meetingWithoutWord } from '../support/meetings.ts';
import { mailToNobody } from '../support/notifications.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ mail: mailToNobody });

const meeting = meetingWithoutWord(testServer, helpline);
const { inMinutes } = meetingsOf(helpline);
const ago = (minutes: number) => new Date(inMinutes(-minutes));

/** Both have been there for twenty minutes. Each has opened a page anew. */
async function underWay() {
  const clients = await helpline.connectAll('ana', 'ben', 'mo', 'nan');
  const meetingId = await meeting.allowedFor(clients);
  testServer.clock.advance({ minutes: meeting.begins });
  for (const client of [clients.ana, clients.ben])
    await expectOk(client.send('meeting:there', { meetingId }));
  testServer.clock.advance({ minutes: 20 });
  return { ...(await helpline.connectAll('ana', 'ben', 'mo')), meetingId };
}
test('“we are fine” that was said before support was asked for does not end it, though it arrives later', async () => {
  const { ana, meetingId } = await underWay();
  await expectOk(ana.send('meeting:support', { meetingId }, newId(), ago(5)));
  await expectOk(ana.send('meeting:fine', { meetingId }, newId(), ago(10)));
  expect(await meeting.now(meetingId)).toMatchObject({ waitsFor: 'support' });
  await testServer.timePasses({ minutes: 2.1 });
  expect(await meeting.reached(meetingId)).toEqual(['mo', 'nan']);
  await expectOk(ana.send('meeting:fine', { meetingId }));
  expect(await meeting.now(meetingId)).toMatchObject({ waitsFor: 'over', reached: [] });
});

test('the other one does not end it, and can need support too: each says for themself that they are fine', async () => {
  const { ana, ben, meetingId } = await underWay();
  await expectOk(ana.send('meeting:support', { meetingId }));
  await expectOk(ben.send('meeting:fine', { meetingId }));
  expect(await meeting.now(meetingId)).toMatchObject({ waitsFor: 'support' });
  expect(await meeting.reached(meetingId)).toEqual(['mo']);

  testServer.clock.advance({ minutes: 1 });
  await expectOk(ben.send('meeting:support', { meetingId }));
  expect(await meeting.reached(meetingId)).toEqual(['mo']);
  await expectOk(ana.send('meeting:fine', { meetingId }));
  expect(await meeting.now(meetingId)).toMatchObject({ waitsFor: 'support' });
  expect(await meeting.reached(meetingId)).toEqual(['mo']);
  await expectOk(ben.send('meeting:fine', { meetingId }));
  expect(await meeting.now(meetingId)).toMatchObject({ waitsFor: 'over', reached: [] });
});

test('what a manager said before support was asked for does not end it, though it arrives later', async () => {
  const { ana, mo, meetingId } = await underWay();
  await expectOk(ana.send('meeting:support', { meetingId }, newId(), ago(5)));
  await expectOk(mo.send('meeting:spoken', { meetingId, againAt: inMinutes(30) }, newId(), ago(10)));
  expect(await meeting.now(meetingId)).toMatchObject({ waitsFor: 'support' });
});

test('a time that is not on the day of the meeting, or to come, is that of receipt', async () => {
  const { ana, meetingId } = await underWay();
  await expectOk(ana.send('meeting:support', { meetingId }, newId(), ago(24 * 60)));
  await expectOk(ana.send('meeting:fine', { meetingId }, newId(), ago(-60)));
  const [support, fine] = (await meeting.now(meetingId)).steps.slice(-2);
  expect([support!.at, fine!.at]).toEqual([inMinutes(0), inMinutes(0)]);
});

test('a manager is asked again when they said, though the meeting goes on for longer, and an older word of the two moves nothing', async () => {
  const { ana, mo, meetingId } = await underWay();
  await expectOk(ana.send('meeting:support', { meetingId }));
  testServer.clock.advance({ minutes: 5 });
  const againAt = inMinutes(15);
  await expectOk(mo.send('meeting:spoken', { meetingId, againAt }));
  expect(await meeting.now(meetingId)).toMatchObject({ waitsFor: 'over', waitsUntil: againAt });
  await expectOk(ana.send('meeting:fine', { meetingId }, newId(), ago(3)));
  expect(await meeting.now(meetingId)).toMatchObject({ waitsFor: 'over', waitsUntil: againAt });
  await testServer.timePasses({ minutes: 15.1 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben']);
  await testServer.timePasses({ minutes: 10 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'mo']);
});

test('“we are fine” that was said long ago does not end an alarm when it arrives', async () => {
  const { meetingId } = await underWay();
  await testServer.timePasses({ minutes: 40 + 26 });
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'mo']);
  const ana = await helpline.connect('ana');
  await expectOk(ana.send('meeting:fine', { meetingId }, newId(), ago(45)));
  expect(await meeting.reached(meetingId)).toEqual(['ana', 'ben', 'mo']);
});

test('“we are fine” counts from when it was said, and an older one that arrives later moves nothing', async () => {
  const { meetingId } = await underWay();
  testServer.clock.advance({ minutes: 45 });
  const { ana, ben } = await helpline.connectAll('ana', 'ben');
  await expectOk(ben.send('meeting:fine', { meetingId }, newId(), ago(2)));
  const waits = { waitsFor: 'over', waitsUntil: inMinutes(13) };
  expect(await meeting.now(meetingId)).toMatchObject(waits);
  await expectOk(ana.send('meeting:fine', { meetingId }, newId(), ago(30)));
  expect(await meeting.now(meetingId)).toMatchObject(waits);
});
