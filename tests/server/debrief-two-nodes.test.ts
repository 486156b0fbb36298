import { eq, sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { escalationSteps } from '#drizzle/schema/escalation';
import { debriefById } from '#server/debriefs/queries';
import type { DebriefStep } from '#shared/debriefs';
import { askedDebrief } from '../support/debriefs.ts';
import { freePort } from '../support/free-port.ts';
import { expectOk, newId } from '../support/helpline.ts';
import { openTestServer } from '../support/test-server.ts';
import { startMainProcess } from '../support/main-process.ts';
import { connectClient } from '../support/client.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();

const stepsOf = async (id: string) => (await debriefById(testServer.db, helpline.id, id))!.steps;
const escalationsIn = (steps: DebriefStep[]) =>
  steps.filter(({ step }) => step === 'escalated').map(({ by }) => (by === helpline.ids.nan ? 'nan' : 'mo'));

test('of several servers that look at the same moment, one takes each step', async () => {
  const others = await Promise.all(
    [1, 2, 3].map(() => openTestServer({ databaseUrl: testServer.databaseUrl })),
  );
  const all = [testServer, ...others];
  const requests: string[] = [];
  try {
    const { ana } = await helpline.pair();
    for (let request = 0; request < 10; request += 1) {
      const debriefId = newId();
      requests.push(debriefId);
      await expectOk(ana.send('debrief:ask', { debriefId, urgency: 'now' }));
    }
    for (const minutes of [2.1, 3]) {
      for (const { clock } of all) clock.advance({ minutes });
      await Promise.all(all.flatMap(({ due }) => [due.look(), due.look()]));
    }
  } finally {
    await Promise.all(others.map((other) => other.close()));
  }
  for (const id of requests) expect(escalationsIn(await stepsOf(id))).toEqual(['nan', 'mo']);
});

test('a server that is closed between two steps leaves the next to whoever comes after it', async () => {
  const { ana, debriefId } = await askedDebrief(helpline, { urgency: 'now' });
  const first = await openLater(2.1);
  await first.due.look();
  await first.close();
  expect(escalationsIn(await stepsOf(debriefId))).toEqual(['nan']);
  const second = await openLater(5.1);
  await second.due.look();
  expect(escalationsIn(await stepsOf(debriefId))).toEqual(['nan', 'mo']);
  await second.due.look();
  await second.close();
  expect(escalationsIn(await stepsOf(debriefId))).toEqual(['nan', 'mo']);
  await ana.hears('debrief:changed', ({ escalatedTo }) => escalatedTo.length === 2);
});

test('a server killed between asking and the next manager loses neither', async () => {
  const port = await freePort();
  const start = () => startMainProcess(port, testServer.databaseUrl, { COMMANDS_PER_MINUTE: '100000' });
  const seatAt = async (name: 'ana' | 'nan', url: string) =>
    connectClient(url, await helpline.cookieOf(name), 0, url);
  const debriefId = newId();

  let server = await start();
  const ana = await seatAt('ana', server.url);
  await expectOk(ana.send('debrief:ask', { debriefId, urgency: 'now', managerId: null }));
  server.signal('SIGKILL');
  await ana.hasLeft();
  await server.ended;
  await minutesPass(2.5);

  server = await start();
  const nan = await seatAt('nan', server.url);
  const isReached = ({ escalatedTo }: { escalatedTo: string[] }) => escalatedTo.length === 1;
  const [known] = nan.welcome.debriefs;
  if (!isReached(known!)) await nan.hears('debrief:changed', isReached);
  server.signal('SIGKILL');
  await nan.hasLeft();
  await server.ended;
  expect(escalationsIn(await stepsOf(debriefId))).toEqual(['nan']);
  await minutesPass(3);

  server = await start();
  const back = await seatAt('nan', server.url);
  const isAtBoth = ({ escalatedTo }: { escalatedTo: string[] }) => escalatedTo.length === 2;
  if (!isAtBoth(back.welcome.debriefs[0]!)) await back.hears('debrief:changed', isAtBoth);
  expect(escalationsIn(await stepsOf(debriefId))).toEqual(['nan', 'mo']);
  back.leave();
  await server.stop();
});

/** Another server on the same database, on which it is that much later. */
async function openLater(minutes: number) {
  const later = await openTestServer({ databaseUrl: testServer.databaseUrl });
  const ahead = testServer.clock.now().getTime() - later.clock.now().getTime();
  later.clock.advance({ minutes, seconds: ahead / 1_000 });
  return later;
}

/** For servers whose clock cannot be moved: what they wait for comes nearer instead. */
const minutesPass = (minutes: number) =>
  testServer.db
    .update(escalationSteps)
    .set({ dueAt: sql`${escalationSteps.dueAt} - make_interval(secs => ${minutes * 60})` })
    .where(eq(escalationSteps.helplineId, helpline.id));
