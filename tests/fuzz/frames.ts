import fc from 'fast-check';
import { examples } from '../support/examples.ts';
import { newId } from '../support/helpline.ts';

/** Names that mean something to JavaScript, to the server, or to nobody. */
const names = [
  ...Object.keys(examples),
  ...['probe', 'typing', 'welcome', '__proto__', 'constructor', 'toString', 'hasOwnProperty', 'error', ''],
  ...['connect', 'disconnect', 'disconnecting', 'newListener', 'removeListener', 'join'],
];
const hostileKeys = ['__proto__', 'constructor', 'prototype', 'toJSON', 'then', 'length', 'commandId', 'at'];
const hostileTexts = [
  '\u0000',
  '\uD800',
  '\u202E',
  "'; drop table people; --",
  '{{1}}',
  '%s%n',
  'x'.repeat(33_000),
];

const leaf = fc.oneof(
  fc.anything({ maxDepth: 2, withNullPrototype: false, withSparseArray: false }),
  fc.constantFrom(...hostileTexts),
  fc.constantFrom(Number.MAX_SAFE_INTEGER, -0, 1e308, null, true, [], {}),
);
const fields = fc.oneof(
  fc.dictionary(fc.oneof(fc.constantFrom(...hostileKeys), fc.string({ maxLength: 12 })), leaf, {
    maxKeys: 6,
  }),
  leaf,
);

/** A valid command, of which at most one field is something else. */
const nearlyRight = fc
  .tuple(fc.constantFrom(...Object.entries(examples)), fc.option(leaf), fc.nat(), fc.boolean())
  .map(([[name, example], wrong, which, adds]) => {
    const given: Record<string, unknown> = { commandId: newId(), ...example };
    const keys = adds ? hostileKeys : Object.keys(given);
    if (wrong !== null) given[keys[which % keys.length]!] = wrong;
    return [name, given] as const;
  });
const event = fc.oneof(nearlyRight, fc.tuple(fc.constantFrom(...names), fields));

const deep = fc
  .integer({ min: 10, max: 8_000 })
  .map((depth) => `42["call:note",${'['.repeat(depth)}${']'.repeat(depth)}]`);
const asEvent = fc
  .tuple(event, fc.option(fc.nat(1_000)))
  .map(([sent, ack]) => `42${ack ?? ''}${jsonOf(sent)}`);
const cut = fc.tuple(asEvent, fc.nat()).map(([frame, at]) => frame.slice(0, Math.max(1, at % frame.length)));
/** Engine.IO and Socket.IO types, counts of attachments, namespaces and ids that do not belong together. */
const packet = fc
  .tuple(
    fc.constantFrom('0', '1', '2', '3', '4', '5', '6', '9'),
    fc.stringMatching(/^[0-6]?[0-9,/[\]{}"-]{0,12}$/),
  )
  .map(([type, rest]) => type + rest);
const binary = fc.uint8Array({ maxLength: 400 }).map((bytes) => Buffer.from(bytes));
const attachments = fc
  .tuple(
    fc.nat(30),
    fc.constantFrom('{"_placeholder":true,"num":0}', '{"_placeholder":true,"num":9e9}', '{}'),
  )
  .map(([count, placeholder]) => `45${count}-["call:note",${placeholder}]`);
const oversize = fc.integer({ min: 32_000, max: 70_000 }).map((size) => `42["probe","${'x'.repeat(size)}"]`);

/** What somebody may send who is signed in and means harm: mostly read by the server, sometimes ending the connection. */
export const frame: fc.Arbitrary<string | Buffer> = fc.oneof(
  { weight: 400, arbitrary: asEvent },
  { weight: 8, arbitrary: cut },
  { weight: 4, arbitrary: packet },
  { weight: 4, arbitrary: binary },
  { weight: 4, arbitrary: attachments },
  { weight: 3, arbitrary: deep },
  { weight: 1, arbitrary: oversize },
);

function jsonOf(value: unknown): string {
  try {
    return (
      JSON.stringify(value, (_key, one: unknown) => (typeof one === 'bigint' ? `${one}` : one)) ?? 'null'
    );
  } catch {
    return '["probe",{}]';
  }
}
