import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { escalationSteps } from '#drizzle/schema/escalation';
import { meetings } from '#drizzle/schema/meetings';
import { connectClient } from '../support/client.ts';
import { freePort } from '../support/free-port.ts';
import { expectOk } from '../support/helpline.ts';
import { startMainProcess } from '../support/main-process.ts';
import { ladder, meetingWithoutWord, reachedBy } from '../support/meetings.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
const meeting = meetingWithoutWord(testServer, helpline);

test('a server killed between any two steps leaves the next to whoever comes after it, and repeats none', async () => {
  const meetingId = await meeting.allowed();
  const port = await freePort();
  let passed = -meeting.begins;
  for (const [index, { after }] of ladder.entries()) {
    await minutesPass(after + 0.5 - passed);
    passed = after + 0.5;
    const server = await startMainProcess(port, testServer.databaseUrl, { COMMANDS_PER_MINUTE: '100000' });
    const nan = await connectClient(server.url, await helpline.cookieOf('nan'), 0, server.url);
    await expect.poll(() => meeting.reached(meetingId)).toEqual(reachedBy(index + 1));
    server.signal('SIGKILL');
    await nan.hasLeft();
    await server.ended;
    expect(await meeting.reached(meetingId)).toEqual(reachedBy(index + 1));
  }
});

test('a server killed right after support was asked for has reached the manager, and the next goes on from there', async () => {
  const meetingId = await meeting.allowed();
  const port = await freePort();
  const start = () => startMainProcess(port, testServer.databaseUrl, { COMMANDS_PER_MINUTE: '100000' });
  let server = await start();
  const ana = await connectClient(server.url, await helpline.cookieOf('ana'), 0, server.url);
  await expectOk(ana.send('meeting:support', { meetingId }));
  server.signal('SIGKILL');
  await ana.hasLeft();
  await server.ended;
  expect(await meeting.reached(meetingId)).toEqual(['mo']);

  await minutesPass(2.5);
  server = await start();
  await expect.poll(() => meeting.reached(meetingId)).toEqual(['mo', 'nan']);
  await server.stop();
});

/** For servers whose clock cannot be moved: what they wait for comes nearer instead. */
async function minutesPass(minutes: number) {
  const earlier = sql`make_interval(secs => ${minutes * 60})`;
  await testServer.db
    .update(escalationSteps)
    .set({ dueAt: sql`${escalationSteps.dueAt} - ${earlier}` })
    .where(eq(escalationSteps.helplineId, helpline.id));
  await testServer.db
    .update(meetings)
    .set({
      startsAt: sql`${meetings.startsAt} - ${earlier}`,
      endsAt: sql`${meetings.endsAt} - ${earlier}`,
      waitsUntil: sql`${meetings.waitsUntil} - ${earlier}`,
    })
    .where(eq(meetings.helplineId, helpline.id));
}
