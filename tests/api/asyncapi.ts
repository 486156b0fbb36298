import type ts from 'typescript';
import { nouns } from '#server/nouns';
import { openRegistry } from '#server/platform/live/registry';
import { longestFrame } from '#shared/limits';
import { id, instant } from '#shared/shapes';
import { protocol, versionRefusals } from '#shared/protocol';
import { actors } from '../access/actors.ts';
import { commandCases } from '../access/commands.ts';
import { newsCases } from '../access/news.ts';
import { schemaOfShape } from './input-schemas.ts';
import type { Program } from './program.ts';
import { openTypeSchemas, type Schema, type TypeSchemas } from './type-schemas.ts';

/** `key`: where its message stands. What comes in is apart from what goes out under the same name. */
type Event = {
  name: string;
  key: string;
  payload: Schema | null;
  answer: Schema | null;
  about: string | undefined;
};
type Message = { name: string; payload?: Schema; summary?: string };
const channel = { $ref: '#/channels/socket' };

/** The socket as AsyncAPI 3, told from the server: commands are received, news is sent. Whatever the contract names is in it. */
export function asyncApiOf(program: Program): Schema {
  const types = openTypeSchemas(program.checker);
  const commands = commandsOf(program, types);
  const received = eventsIn(program, types, 'ToServer').filter(({ name }) => !(name in commands));
  const sent = eventsIn(program, types, 'ToClient');
  const messages = messagesOf([...received, ...sent]);
  for (const [name, { payload, summary }] of Object.entries(commands))
    messages[keyOf(name)] = { name, ...(summary && { summary }), payload };
  messages.reply = {
    name: 'reply',
    payload: types.schemaOf(typeNamed(program, 'shared/refusals.ts', 'Reply')),
  };
  return {
    asyncapi: '3.0.0',
    info,
    defaultContentType: 'application/json',
    servers: {
      alongside: {
        host: 'alongside.example.org',
        protocol: 'wss',
        protocolVersion: '13',
        pathname: '/socket.io',
      },
    },
    channels: { socket: { address: '/', description: aboutChannel, messages } },
    operations: {
      ...Object.fromEntries(Object.keys(commands).map((name) => [keyOf(name), commandOperation(name)])),
      ...Object.fromEntries(received.map((event) => [event.key, receivedOperation(event)])),
      ...Object.fromEntries(sent.map(({ name }) => [`sent-${keyOf(name)}`, sentOperation(name)])),
    },
    components: { schemas: types.named },
  };
}

const info = {
  title: 'Alongside over Socket.IO',
  version: String(protocol),
  license: { name: 'AGPL-3.0-or-later' },
  description: [
    'Made by `npm run api` from the sources; docs/wire.md tells how it is used. A message is a Socket.IO event of its name: its payload is',
    'the first argument, and a reply is what the acknowledgement is given. `x-who-may` and `x-seen-by` name who may send a command and who',
    'is told of a row, in the words of `x-actors`; tests try each as each of them. A reader takes no notice of fields that it does not know.',
  ].join(' '),
  'x-actors': actors,
};
const aboutChannel = [
  'The default namespace of Socket.IO 4, opened with the cookie of the sign-in, an `Origin` of the server’s own and',
  '`auth: { since, protocol }`. `welcome` is the first event.',
  `A refused connection gets one of ${[...versionRefusals, 'not-signed-in', 'too-fast', 'failed'].join(', ')}.`,
  `A frame holds ${longestFrame} bytes at most.`,
].join(' ');

const commandOperation = (name: string): Schema => ({
  ...{ action: 'receive', channel, messages: [messageAt(name)] },
  reply: { channel, messages: [messageAt('reply')] },
  'x-who-may': (commandCases as Record<string, { may: readonly string[] }>)[name]?.may,
});
const receivedOperation = ({ key, answer }: Event): Schema => ({
  ...{ action: 'receive', channel, messages: [messageAt(key)] },
  ...(answer && { reply: { channel, messages: [messageAt(`${key}-reply`)] } }),
});
const sentOperation = (name: string): Schema => ({
  ...{ action: 'send', channel, messages: [messageAt(name)] },
  'x-seen-by': (newsCases as Record<string, { seenBy: readonly string[] }>)[name]?.seenBy,
});

/** What may come in with its fields, as the validators of the nouns say. Every command has an id, and may say when it happened. */
function commandsOf(
  program: Program,
  types: TypeSchemas,
): Record<string, { payload: Schema; summary?: string }> {
  const { checker } = program;
  const declared = typeNamed(program, 'shared/nouns.ts', 'Commands');
  const entries = Object.entries(openRegistry(nouns).commands).map(([name, shape]) => {
    const fields = schemaOfShape(shape) as { properties: Schema; required?: string[] };
    const payload = {
      ...fields,
      properties: { commandId: schemaOfShape(id), at: schemaOfShape(instant), ...fields.properties },
      required: ['commandId', ...(fields.required ?? [])],
    };
    const symbol = checker.getPropertyOfType(declared, name);
    const summary = symbol && types.aboutOf(symbol).description;
    return [name, { payload, ...(summary && { summary }) }] as const;
  });
  return Object.fromEntries(entries);
}

/** The events that one side of the contract names, each with what it carries and what its acknowledgement is given. */
function eventsIn(program: Program, types: TypeSchemas, side: 'ToServer' | 'ToClient'): Event[] {
  const { checker } = program;
  const sideType = typeNamed(program, 'shared/contract.ts', side);
  return checker.getPropertiesOfType(sideType).map((symbol) => {
    const [signature] = checker.getTypeOfSymbol(symbol).getCallSignatures();
    const given = signature!.parameters.map((parameter) => checker.getTypeOfSymbol(parameter));
    const answers = given.flatMap((type) => type.getCallSignatures());
    const payload = given.find((type) => type.getCallSignatures().length === 0);
    const answer = answers[0]?.parameters[0];
    const isCommand = side === 'ToServer' && symbol.name.includes(':');
    return {
      name: symbol.name,
      key: side === 'ToServer' ? `received-${keyOf(symbol.name)}` : keyOf(symbol.name),
      payload: payload && !isCommand ? types.schemaOf(payload) : null,
      answer: answer && !isCommand ? types.schemaOf(checker.getTypeOfSymbol(answer)) : null,
      about: types.aboutOf(symbol).description,
    };
  });
}

function messagesOf(events: Event[]): Record<string, Message> {
  return Object.fromEntries<Message>(
    events.flatMap(({ name, key, payload, answer, about }) => [
      [key, { name, ...(about && { summary: about }), ...(payload && { payload }) }] as const,
      ...(answer ? [[`${key}-reply`, { name: `${name} reply`, payload: answer }] as const] : []),
    ]),
  );
}

function typeNamed({ checker, source }: Program, path: string, name: string): ts.Type {
  const module = checker.getSymbolAtLocation(source(path))!;
  const symbol = checker.getExportsOfModule(module).find((one) => one.name === name);
  if (!symbol) throw new Error(`${path} exports no ${name}.`);
  return checker.getDeclaredTypeOfSymbol(symbol);
}

/** Keys of the document hold no colon: `call:start` is under `call.start`. */
const keyOf = (name: string) => name.replace(':', '.');
const messageAt = (name: string) => ({ $ref: `#/channels/socket/messages/${keyOf(name)}` });
