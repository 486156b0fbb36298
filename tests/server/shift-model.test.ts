import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { eventually } from '../support/eventually.ts';
import { projectionOf, rowsOf } from '../support/projection.ts';
import { openHelpline, type Helpline } from '../support/helpline.ts';
import { repetitions } from '../support/repetitions.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';
import { emptyModel, players, steps, type Player, type Real } from '../support/shift-model.ts';

const sequences = repetitions({ few: 200, all: 1_000 });
/** A helpline fills up with what the sequences leave, so now and then there is a new one. */
const sequencesPerHelpline = 25;

let testServer: TestServer;
let helpline: Helpline;
let real: Real;
let cookies: Record<Player, string>;
let played = 0;

beforeAll(async () => void (testServer = await openTestServer()));
afterAll(async () => {
  helpline.leaveAll();
  await testServer.close();
});

async function takePlaces() {
  if (played++ % sequencesPerHelpline > 0) return;
  helpline?.leaveAll();
  helpline = await openHelpline(testServer);
  const taken = await Promise.all(players.map((name) => helpline.cookieOf(name)));
  cookies = Object.fromEntries(players.map((name, index) => [name, taken[index]])) as typeof cookies;
  const clients = await Promise.all(players.map((name) => helpline.connect(name, { cookie: cookies[name] })));
  real = {
    shiftId: helpline.shiftId,
    minutePasses: () => testServer.clock.advance({ seconds: 1 }),
    clients: Object.fromEntries(players.map((name, index) => [name, clients[index]])) as Real['clients'],
  };
}

test(
  'after every sequence of commands, the news adds up to a fresh welcome',
  { timeout: 600_000 },
  async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.commands(steps, { maxCommands: 14, size: 'max' }),
        fc.constantFrom(...players),
        async (given, who) => {
          await takePlaces();
          await fc.asyncModelRun(() => ({ model: emptyModel(), real }), given);
          const fresh = await helpline.connect(who, { cookie: cookies[who] });
          const told = rowsOf(fresh.welcome);
          fresh.leave();
          await real.clients[who].catchesUp();
          await eventually(() => expect(projectionOf(real.clients[who])).toEqual(told), 5);
        },
      ),
      { numRuns: sequences, endOnFailure: true },
    );
  },
);
