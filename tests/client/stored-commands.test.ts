import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import * as v from 'valibot';
import { uuidv7 } from 'uuidv7';
import type { CommandName } from '#shared/contract';
import { debriefMessageCommands } from '#shared/debrief-messages';
import { debriefCommands } from '#shared/debriefs';
import { grantCommands } from '#shared/grants';
import { helplineCommands } from '#shared/helpline';
import { notificationCommands } from '#shared/notifications';
import { presenceCommands } from '#shared/presence';
import { protocol } from '#shared/protocol';
import type { Kept } from '../../client/live/waiting.ts';
import { EncryptedStore } from '../../client/live/encrypted-store.ts';
import { fromStore, toStore } from '../../client/live/stored-commands.ts';
import { kept, newBrowser, openTab, until } from './browser.ts';
import { ana } from './fake-socket.ts';

/** By the clock of the test's server, a moment ago. */
const at = Date.parse('2026-11-21T21:42:00Z');
const [one, other] = [uuidv7(), uuidv7()];
const entry = (name: string, fields: object) => ({
  commandId: one,
  name,
  fields,
  at,
  keepRefused: true,
  typed: { place: 'a box', text: 'Words' },
  left: true,
  order: 3,
});

const commands = {
  ...presenceCommands,
  ...grantCommands,
  ...notificationCommands,
  ...debriefCommands,
  ...debriefMessageCommands,
  ...helplineCommands,
};

beforeEach(newBrowser);
afterEach(() => vi.unstubAllGlobals());

const device = { deviceId: one, label: 'A phone', endpoint: 'https://push.example', p256dh: 'x', auth: 'y' };
/** Each command that version 2 renamed, or whose fields it did: as it was, and as it is. */
const renamed: [string, object, CommandName, object][] = [
  ['shift:join', { shiftId: one }, 'presence:join', { shiftId: one }],
  ['shift:leave', { shiftId: one }, 'presence:leave', { shiftId: one }],
  ['state:set', { state: 'ready' }, 'presence:set', { state: 'ready' }],
  [
    'call:open',
    { openingId: one, callId: other, because: 'A worry' },
    'grant:open',
    { grantId: one, callId: other, reason: 'A worry' },
  ],
  ['reach:change', { pushKinds: [], quiet: null }, 'notification:change', { pushKinds: [], quiet: null }],
  ['reach:addDevice', device, 'notification:addDevice', device],
  ['reach:removeDevice', { deviceId: one }, 'notification:removeDevice', { deviceId: one }],
  ['reach:test', { channel: 'push' }, 'notification:test', { channel: 'push' }],
  [
    'debrief:write',
    { debriefId: one, lineId: other, body: 'Words' },
    'debrief:sendMessage',
    { debriefId: one, lineId: other, body: 'Words' },
  ],
  ['debrief:lineSeen', { lineId: one }, 'debrief:messageSeen', { lineId: one }],
  ['supervision:plan', { nextOn: '2026-12-01' }, 'helpline:planSupervision', { nextOn: '2026-12-01' }],
  [
    'debrief:ask',
    { debriefId: one, urgency: 'now', note: 'Words', mayClimb: true },
    'debrief:ask',
    { debriefId: one, urgency: 'now', note: 'Words', mayEscalate: true },
  ],
  [
    'helpline:change',
    {
      climbsAfterMinutes: [2, 6],
      debriefClimbsAfterMinutes: [3, 9],
      dailyListAt: '08:30',
      basedOn: { climbsAfterMinutes: [2, 5], debriefClimbsAfterMinutes: [3, 8], dailyListAt: '09:00' },
    },
    'helpline:change',
    {
      escalatesAfterMinutes: [2, 6],
      debriefEscalatesAfterMinutes: [3, 9],
      dailyDigestAt: '08:30',
      basedOn: {
        escalatesAfterMinutes: [2, 5],
        debriefEscalatesAfterMinutes: [3, 8],
        dailyDigestAt: '09:00',
      },
    },
  ],
];

test.each(renamed)('%s of version 1 is carried over', (name, fields, nameNow, fieldsNow) => {
  expect(fromStore(entry(name, fields))).toEqual(entry(nameNow, fieldsNow));
  const { entries } = commands[nameNow as keyof typeof commands];
  const exact = v.strictObject(entries as v.ObjectEntries);
  if (name !== 'reach:addDevice') expect(v.safeParse(exact, fieldsNow).issues).toBeUndefined();
});

test.each(['message:send', 'call:note', 'signal:raise'])('%s was not renamed and stays as it is', (name) => {
  expect(fromStore(entry(name, { because: 'kept' }))).toEqual(entry(name, { because: 'kept' }));
});

test('what is of today comes back as it was, with old words that mean something else now', () => {
  const today = entry('debrief:ask', { mayClimb: true }) as unknown as Kept;
  expect(toStore(today)).toEqual({ ...today, protocol });
  expect(fromStore(toStore(today))).toEqual(today);
});

test('what an earlier version left in the store goes out in today’s shape, under the same id', async () => {
  const box = (await EncryptedStore.open(ana.id))!;
  await box.write(
    `command ${one}`,
    entry('call:open', { openingId: one, callId: other, because: 'A worry' }),
    at,
  );
  const { live, socket } = await openTab();
  expect(live.outbox.all).toMatchObject([{ name: 'grant:open', typed: { place: 'a box', text: 'Words' } }]);
  socket.welcome();
  await until(() => socket.sent.length === 1);
  expect(socket.sent[0]).toMatchObject({
    name: 'grant:open',
    fields: { commandId: one, grantId: one, callId: other, reason: 'A worry' },
  });
  expect(socket.sent[0]!.fields).not.toHaveProperty('because');
});

test('what a newer version left stays for it: not sent, not lost', async () => {
  const box = (await EncryptedStore.open(ana.id))!;
  const newer = { ...entry('message:whisper', { words: 'Later' }), protocol: protocol + 1 };
  await box.write(`command ${one}`, newer, at);
  const { live, socket } = await openTab();
  socket.welcome();
  void live.send('presence:set', { state: 'ready' });
  await until(() => socket.sent.length === 1);
  expect(socket.sent[0]!.name).toBe('presence:set');
  socket.sent[0]!.answer({ ok: true });
  const [left] = await kept('command', 1);
  expect(left!.value).toEqual(newer);
});
