import { afterAll, beforeAll, expect, test } from 'vitest';
import { nouns } from '#server/nouns';
import { openRegistry } from '#server/platform/live/registry';
import type { CommandName } from '#shared/contract';
import { protocol } from '#shared/protocol';
import { examples } from '../support/examples.ts';
import { newId, openHelpline, refused, type Helpline } from '../support/helpline.ts';
import { openTestServer, origin, type TestServer } from '../support/test-server.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import type { Client } from '../support/client.ts';

const { commands } = openRegistry(nouns);
const names = Object.keys(commands) as CommandName[];
const isObject = (value: unknown) => typeof value === 'object' && value !== null && !Array.isArray(value);
/** The same, with a field that nobody knows in every object in it. */
const withMore = (value: unknown): object =>
  JSON.parse(
    JSON.stringify(value, (_key, inside: unknown) =>
      isObject(inside) ? { ...(inside as object), more: 1 } : inside,
    ),
  ) as object;
let testServer: TestServer;
let helpline: Helpline;
let cai: Client;
let headers: Record<string, string>;
beforeAll(async () => {
  // More events at once than one person may send.
  testServer = await openTestServer({ commandsPerMinute: 0 });
  helpline = await openHelpline(testServer);
  const cookie = await helpline.cookieOf('cai');
  headers = { cookie, origin };
  cai = await helpline.connect('cai', { cookie });
});
afterAll(async () => {
  helpline.leaveAll();
  await testServer.close();
});

const say = (name: string, payload: unknown) => cai.socket.timeout(5_000).emitWithAck(name, payload);

test.each(names)('%s is read in its right shape, and in no other', async (name) => {
  const right = { commandId: newId(), ...examples[name] };
  expect(await say(name, right)).not.toEqual(refused('malformed'));

  const wrong: unknown[] = [undefined, null, 7, 'x', true, [], [right], {}, examples[name]];
  wrong.push({ ...right, commandId: 7 }, { ...right, commandId: 'X' });
  wrong.push({ ...right, commandId: newId().toUpperCase() });
  for (const key of ['__proto__', 'constructor', 'toString'])
    wrong.push(JSON.parse(`${JSON.stringify(right).slice(0, -1)},"${key}":{"roles":["manager"]}}`));
  for (const field of Object.keys(right))
    for (const value of [
      ...(isObject(right[field as 'commandId']) ? [] : [{ a: 1 }]),
      -1,
      [[]],
      '\0',
      'x'.repeat(9_000),
    ])
      wrong.push({ ...right, [field]: value });
  const replies = await Promise.all(wrong.map((payload) => say(name, payload)));
  expect(replies.map((reply: { code?: string }) => reply.code)).toEqual(wrong.map(() => 'malformed'));
});

test.each(names)(
  '%s from a page that knows more of it is carried out with what is known here',
  async (name) => {
    const right = { commandId: newId(), ...examples[name] };
    const more = { ...withMore(right), more: { of: ['this'] } };
    const reply: unknown = await say(name, more);
    expect(reply).not.toEqual(refused('malformed'));
    expect(await say(name, more)).toEqual(reply);
    for (const key of ['__proto__', 'constructor'])
      expect(await say(name, JSON.parse(`${JSON.stringify(more).slice(0, -1)},"${key}":{}}`))).toEqual(
        refused('malformed'),
      );
  },
);

test('a command that nobody knows is malformed', async () => {
  for (const name of ['call', 'call:delete', '__proto__', 'constructor', 'toString', 'welcome', ''])
    expect(await say(name, { commandId: newId() })).toEqual(refused('malformed'));
});

test('malformed input does not change the prototype of objects', () => {
  expect(({} as { roles?: unknown }).roles).toBeUndefined();
});

test('an acknowledgement asked for without a command is given', async () => {
  expect(await cai.socket.timeout(5_000).emitWithAck('call:start')).toEqual(refused('malformed'));
});

const deep = `${'['.repeat(15_000)}${']'.repeat(15_000)}`;
const placeholder = '{"_placeholder":true,"num":0}';
test.each<[string, ...(string | Buffer)[]]>([
  ['an event without a name', '42[]'],
  ['an event that is no list', '42{"a":1}'],
  ['an event that is no JSON', '42["state:set",'],
  ['a number for a name', '42[7,{}]'],
  ['null for a name', '42[null]'],
  ['a reserved name', '42["disconnect","x"]'],
  ['another reserved name', '42["connect_error",{}]'],
  ['a name that all objects have', '42["__proto__",{}]'],
  ['a command without an acknowledgement', '42["state:set",{"state":"ready"}]'],
  ['a command with a word for an acknowledgement', '42["state:set",{},"answer"]'],
  ['typing without anything', '42["typing"]'],
  ['typing with null', '42["typing",null]'],
  ['typing with the wrong thing', '42["typing",{"on":"yes","shiftId":"x"}]'],
  ['JSON thousands deep', `42["state:set",${deep}]`],
  ['JSON thousands deep in a field', `42["state:set",{"state":${deep}}]`],
  ['a frame of 40 KB', `42["message:send",{"body":"${'x'.repeat(40 * 1_024)}"}]`],
  ['a binary attachment', `451-["message:send",${placeholder}]`, Buffer.from('x')],
  ['a binary attachment for a body', `451-["message:send",{"body":${placeholder}}]`, Buffer.from('x')],
  ['a binary attachment that never comes', `451-["message:send",${placeholder}]`],
  ['an attachment that was not announced', Buffer.from('x')],
  ['a placeholder that points nowhere', '451-["x",{"_placeholder":true,"num":9}]', Buffer.from('x')],
  ['a thousand attachments announced', '451000-["x"]'],
  ['an answer to nothing', '43999["x"]'],
  ['an error of one’s own', '44{"message":"x"}'],
  ['a second connect', '40{"since":{}}'],
  ['a connect with null', '40null'],
  ['a connect with a list', '40[1]'],
  ['a connect to another namespace', '40/admin,{}'],
  ['an event for another namespace', '42/admin,["state:set",{}]'],
  ['an unknown kind of packet', '49["x"]'],
  ['an unknown kind of frame', 'x'],
  ['an empty frame', ''],
  ['a ping that is not asked for', '2probe'],
])('%s harms nobody else', async (_what, ...sent) => {
  const raw = await openRawSocket(testServer.url, headers);
  raw.say(`40{"protocol":${protocol}}`);
  expect(await raw.hears('42["welcome"')).not.toBeNull();
  for (const frame of sent) raw.say(frame);
  raw.say('427["nothing",{}]');
  const answer = await raw.hears('437');
  if (answer !== null) expect(answer).toContain('malformed');
  raw.leave();
  expect(await say('presence:set', { commandId: newId(), state: 'ready' })).toEqual(refused('conflict'));
});

const spoken = `"protocol":${protocol}`;
test.each([
  '40null',
  '40[1]',
  '40"x"',
  `40{"since":{"a":1},${spoken}}`,
  `40{"__proto__":{"since":1},${spoken}}`,
  `40{"since":1e99,${spoken}}`,
  '40',
])('a first word of %s is welcomed in full, or not at all', async (first) => {
  const raw = await openRawSocket(testServer.url, headers);
  raw.say(first);
  const welcome = await raw.hears('42["welcome"');
  if (welcome !== null) expect(welcome).toContain('"since":0');
  raw.leave();
  expect(await say('presence:set', { commandId: newId(), state: 'ready' })).toEqual(refused('conflict'));
});
