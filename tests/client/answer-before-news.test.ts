import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Source } from '#shared/sources';
import type { App } from '../../client/app.ts';
import MyCalendar from '../../client/feeds/MyCalendar.svelte';
import OpenRecord from '../../client/grants/OpenRecord.svelte';
import TakeTogether from '../../client/sources/TakeTogether.svelte';
import { eventually } from '../support/eventually.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { lorna } from './person-row.ts';
import { show } from './show.ts';

let socket: FakeSocket;
let app: App;

beforeEach(() => {
  ({ socket, app } = openApp(lorna, { me: lorna, people: [ana, lorna] }));
});
afterEach(() => closeApp(app));

const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }), { detail: 1 });
const sent = (count: number) => eventually(() => expect(socket.sent).toHaveLength(count));
async function answer() {
  socket.sent.at(-1)!.answer({ ok: true });
  await eventually(() => expect(app.live.outbox.all).toEqual([]));
  await settled(40);
  flushSync();
}

// A tab that sends through another one hears the answer and the news in any order.
test.each(['before the news', 'after the news'])(
  'the link of a calendar is shown, answered %s, until another is made',
  async (when) => {
    const feed = (version: number, madeAt: string) =>
      flushSync(() => socket.say('feed:changed', { id: lorna.id, version, madeAt }));
    const link = () => screen.queryByDisplayValue(/\/api\/feed\//) !== null;
    feed(2, '2026-11-01T10:00:00.000Z');
    show(app, MyCalendar);
    await press('Make a new link');
    await sent(1);
    if (when === 'after the news') feed(3, '2026-11-21T21:42:10.000Z');
    expect(link()).toBe(false);
    await answer();
    if (when === 'before the news') feed(3, '2026-11-21T21:42:10.000Z');
    await eventually(() => expect(link()).toBe(true));
    feed(4, '2026-11-21T21:43:00.000Z');
    expect(link()).toBe(false);
  },
);

test.each(['before the news', 'after the news'])('a record opens, answered %s', async (when) => {
  const onopened = vi.fn();
  const onclose = vi.fn();
  const words = { named: { callId: 'call' }, title: 'Open it', who: 'Ana', place: 'why' };
  show(app, OpenRecord, { ...words, onopened, onclose });
  await fireEvent.input(screen.getByRole('textbox', { hidden: true }), { target: { value: 'She asked.' } });
  await fireEvent.click(screen.getByRole('button', { name: /Open it for an hour/, hidden: true }));
  await sent(1);
  const { grantId } = socket.sent[0]!.fields;
  const grant = {
    ...{ id: grantId, version: 2, callId: 'call', callStartedAt: '2026-11-21T21:18:00Z' },
    ...{ openedBy: lorna.id, openedAt: '2026-11-21T21:42:10Z', until: '2026-11-21T22:42:10Z' },
    ...{ reason: 'She asked.', through: null, affectedPersonIds: [ana.id] },
  };
  const hear = () => flushSync(() => socket.say('grant:changed', grant));
  if (when === 'after the news') hear();
  expect(onopened).not.toHaveBeenCalled();
  await answer();
  if (when === 'before the news') hear();
  expect(onopened.mock.calls).toEqual([['call']]);
  expect(onclose).not.toHaveBeenCalled();
});

test('of all that are taken together the next hundred goes once it is heard how many are left', async () => {
  const sourceWith = (version: number, left: number): Source => ({
    ...{ id: 's', version, name: 'The council', address: 'https://council.example/orp', areas: [] },
    ...{ isWeekly: false, addedBy: lorna.id, addedAt: '2026-11-20T12:00:00Z', dueAt: null, reads: 1 },
    ...{ lastRead: null, trouble: null, removedAt: null },
    waiting: { new: left, changed: 0, gone: 0, unreadable: 0, kinds: {} },
  });
  const ondecided = vi.fn();
  const props = { what: 'new', kind: null, ondecided };
  const { rerender } = show(app, TakeTogether, { ...props, source: sourceWith(1, 150) });
  const hear = async (version: number, left: number) => {
    await rerender({ props: { props: { ...props, source: sourceWith(version, left) } } } as never);
    await settled(40);
    flushSync();
  };
  await press('Take all 150…');
  await press('Take 150');
  await sent(1);
  await answer();
  expect(socket.sent).toHaveLength(1);
  expect(screen.getByRole('button', { name: 'Taking… 150 left' })).toBeTruthy();
  await hear(2, 50);
  await sent(2);
  await answer();
  expect(ondecided).not.toHaveBeenCalled();
  await hear(3, 0);
  await eventually(() => expect(ondecided).toHaveBeenCalledOnce());
  expect(socket.sent).toHaveLength(2);
});
