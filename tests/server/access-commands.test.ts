import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { access } from '#shared/access';
import type { CommandFields, CommandName } from '#shared/contract';
import { actors, openWorld, type Actor, type World } from '../access/actors.ts';
import { commandCases, type Case } from '../access/commands.ts';
import { newId } from '../support/helpline.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

let testServer: TestServer;
beforeAll(async () => void (testServer = await openTestServer()));
afterAll(() => testServer.close());

const everybody = Object.keys(actors) as Actor[];
const nobodyIn = ['signedOut', 'suspended'] as const;
const cases = Object.entries(commandCases) as [CommandName, Case][];

test('every command has its permission and its case', () => {
  expect(Object.keys(commandCases).sort()).toEqual(Object.keys(access).sort());
});

test('who is suspended or signed out cannot even connect', async () => {
  const world = await openWorld(testServer, { joined: false });
  for (const actor of nobodyIn) expect(await world.clientOf(actor)).toBeNull();
  await world.close();
});

describe.each(cases)('%s', (name, { given, may, notJoined }) => {
  const open = () => openWorld(testServer, { joined: !notJoined });

  test('is for those who may, and refused to everybody else', async () => {
    const world = await open();
    const fields = await given(world);
    const tried = everybody.filter((one) => one !== 'placedLater' && !isOneOf(nobodyIn, one));
    const [refused, let_through] = [
      tried.filter((one) => !may.includes(one)),
      tried.filter((one) => may.includes(one)),
    ];
    for (const actor of refused) await expectRefused(world, actor, name, fields());
    for (const [index, actor] of let_through.entries())
      await expectLetThrough(world, actor, name, fields(), index === 0);
    await world.close();
  });

  test('reads the same for whoever came later', async () => {
    const world = await open();
    const fields = await given(world);
    await world.placeLater();
    if (may.includes('placedLater')) await expectLetThrough(world, 'placedLater', name, fields(), true);
    else await expectRefused(world, 'placedLater', name, fields());
    await world.close();
  });
});

const isOneOf = <One>(list: readonly One[], one: unknown): one is One => list.includes(one as One);

async function send(world: World, actor: Actor, name: CommandName, fields: CommandFields<CommandName>) {
  return (await world.as(actor)).send(name, fields);
}

/** What has been done already by another who may is a conflict, and no refusal of permission. */
async function expectLetThrough(
  world: World,
  actor: Actor,
  name: CommandName,
  fields: CommandFields<CommandName>,
  isFirst: boolean,
) {
  const reply = await send(world, actor, name, fields);
  const code = reply.ok ? 'ok' : reply.code;
  expect(isFirst ? ['ok'] : ['ok', 'conflict'], `${actor}: ${JSON.stringify(reply)}`).toContain(code);
}

/** In the words for something that does not exist, unless the actor may know of it. */
async function expectRefused(
  world: World,
  actor: Actor,
  name: CommandName,
  fields: CommandFields<CommandName>,
) {
  const reply = await send(world, actor, name, fields);
  const needsShift = 'onShift' in access[name];
  expect(
    needsShift ? ['conflict'] : ['not-yours', 'not-found', 'conflict'],
    `${actor}: ${JSON.stringify(reply)}`,
  ).toContain(reply.ok ? 'ok' : reply.code);
  if (reply.ok || reply.code !== 'not-found') return;
  expect(await send(world, actor, name, aboutNothing(fields)), actor).toEqual(reply);
}

/** The same command with every id replaced by one that does not exist. */
const aboutNothing = (fields: object) =>
  Object.fromEntries(
    Object.entries(fields).map(([field, value]) => [
      field,
      field.endsWith('Id') ? newId() : (value as unknown),
    ]),
  ) as CommandFields<CommandName>;
