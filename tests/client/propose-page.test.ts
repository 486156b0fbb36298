import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Manual, Page } from '#shared/pages';
import type { App } from '../../client/app.ts';
import EditPage from '../../client/pages/EditPage.svelte';
import { navigate, route } from '../../client/shell/route.ts';
import { eventually } from '../support/eventually.ts';
import { type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { lorna } from './person-row.ts';
import { show } from './show.ts';

const pageId = '01900000-0000-7000-8000-000000000050';
let socket: FakeSocket;
let app: App;
let stop: () => void;
let manual: Manual;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T21:42:10Z') });
  manual = { version: 1, ids: [], pages: [], readings: [] };
  vi.stubGlobal('fetch', () => Promise.resolve(Response.json(manual)));
  ({ socket, app } = openApp(lorna, { me: lorna, people: [lorna] }));
  stop = route.begin({
    here: { '/manual/:id/edit': EditPage },
    others: () => Promise.resolve({ pages: {} }),
  });
  navigate('/manual/:id/edit', { params: { id: pageId } });
});
afterEach(() => {
  closeApp(app);
  stop();
});

const write = (label: RegExp, value: string) =>
  fireEvent.input(screen.getByLabelText(label), { target: { value } });
const press = (name: string) => fireEvent.click(screen.getByRole('button', { name }));

/** A draft as the server saves it. */
const drafted = (body: string): Page => ({
  ...{ id: pageId, version: 2, state: 'draft', starter: null, current: null, proposed: null },
  ...{ mustReadSince: null, fromReview: false },
  draft: { chapter: 'Calls', title: 'Silent calls', body, by: lorna.id, at: '2026-11-21T21:42:10Z' },
});

async function propose() {
  show(app, EditPage);
  await eventually(() => expect(screen.getByLabelText('Title')).toBeTruthy());
  await write(/^Title/, 'Silent calls');
  await write(/^Chapter/, 'Calls');
  await write(/^Text/, 'Wait.');
  await write(/^What changes/, 'It is new.');
  await press('Save the draft');
  await settled();
  manual = { ...manual, version: 2, ids: [pageId], pages: [drafted('Wait.')] };
  socket.sent[0]!.answer({ ok: true });
  await press('Propose it');
  await eventually(() => expect(socket.sent).toHaveLength(2));
}

test.each([
  ['brings to it whoever is still on its page', false],
  ['leaves whoever has gone elsewhere where they are', true],
])('a page that is proposed %s', async (_, goesElsewhere) => {
  await propose();
  if (goesElsewhere) {
    navigate('/tonight');
    await eventually(() => expect(route.pathname).toBe('/tonight'));
  }
  socket.sent[1]!.answer({ ok: true });
  await eventually(() => expect(app.drafts.some).toBe(false));
  await settled(40);
  expect(route.pathname).toBe(goesElsewhere ? '/tonight' : `/manual/${pageId}`);
});

test('a page is proposed once its draft is saved, although that was on its way when it was pressed', async () => {
  show(app, EditPage);
  await eventually(() => expect(screen.getByLabelText('Title')).toBeTruthy());
  await write(/^Title/, 'Silent calls');
  await write(/^Chapter/, 'Calls');
  await write(/^Text/, 'Wait.');
  await write(/^What changes/, 'It is new.');
  await press('Save the draft');
  await settled();
  await press('Propose it');
  await settled();
  expect(socket.sent.map(({ name }) => name)).toEqual(['page:draft']);
  manual = { ...manual, version: 2, ids: [pageId], pages: [drafted('Wait.')] };
  socket.sent[0]!.answer({ ok: true });
  await eventually(() => expect(socket.sent).toHaveLength(2));
  expect(socket.sent[1]).toMatchObject({
    name: 'page:publish',
    fields: { pageId, words: 'It is new.', basedOn: 2 },
  });
});
