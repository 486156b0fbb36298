import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync, type Component } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { namesAlone, type Directory as Services, type Service, type ServiceText } from '#shared/directory';
import type { Manual as Pages, Page } from '#shared/pages';
import type { App } from '../../client/app.ts';
import BesideManual from '../../client/pages/BesideManual.svelte';
import EditPage from '../../client/pages/EditPage.svelte';
import Manual from '../../client/pages/Manual.svelte';
import ManualPage from '../../client/pages/ManualPage.svelte';
import DirectoryPage from '../../client/services/Directory.svelte';
import CheckingRound from '../../client/services/CheckingRound.svelte';
import EditService from '../../client/services/EditService.svelte';
import ServiceFields from '../../client/services/ServiceFields.svelte';
import { navigate, route } from '../../client/shell/route.ts';
import { ana, type FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { show } from './show.ts';

const id = '01900000-0000-7000-8000-000000000050';
const text: ServiceText = {
  ...namesAlone({ name: 'Quiet Room', organisation: '', kind: 'safe-place' }),
  boroughs: ['atlantis'],
};
const service = {
  ...{ id, version: 3, state: 'published', proposed: null, checked: null, faults: [] },
  current: { number: 1, change: 'text', outcome: 'agreed', text, words: '' },
} as unknown as Service;
const directory: Services = { version: 3, ids: [id], services: [service], bankHolidays: [] };
const page: Page = {
  ...{ id, version: 3, state: 'published', starter: 'safeguarding', proposed: null, draft: null },
  current: {
    ...{ number: 1, change: 'text', outcome: 'agreed', words: '', chapter: 'Calls', title: 'Our own page' },
    ...{ body: 'Ring Lorna.', proposedBy: ana.id, proposedAt: '2026-11-20T10:00:00.000Z' },
    ...{ settledBy: ana.id, settledAt: '2026-11-20T11:00:00.000Z' },
  },
  ...{ mustReadSince: null, fromReview: false },
};
const manual: Pages = { version: 3, ids: [id], pages: [page], readings: [] };
const ours = 'Safeguarding: somebody is being harmed';
const mayDiffer = /^The manual could not be fetched\. These pages come with Alongside/;

let socket: FakeSocket;
let app: App;
let stop: () => void;
let isReached: boolean;
let reach: (() => void)[];

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T21:42:10Z') });
  [isReached, reach] = [false, []];
  vi.stubGlobal('fetch', async (path: string) => {
    if (!isReached) throw new TypeError('Failed to fetch');
    return Promise.resolve(Response.json(path.startsWith('/api/manual') ? manual : directory));
  });
  ({ socket, app } = openApp(ana, { people: [ana] }));
  stop = route.begin({
    here: { '/directory/:id/edit': EditService, '/manual/:id': ManualPage, '/manual/:id/edit': EditPage },
    others: () => Promise.resolve({ pages: {} }),
  });
});
afterEach(() => {
  closeApp(app);
  stop();
});

async function tryAgain() {
  isReached = true;
  await fireEvent.click(await vi.waitFor(() => screen.getByRole('button', { name: 'Try again' })));
}
const says = (words: RegExp | string) => vi.waitFor(() => expect(screen.getByText(words)).toBeTruthy());

test.each([
  ['a service', '/directory/:id/edit', EditService, 'Change a service'],
  ['a page', '/manual/:id/edit', EditPage, 'Change a page'],
] as const)(
  'the form of %s that could not be fetched is not shown as that of a new one',
  async (...given) => {
    const [, address, Shown, heading] = given;
    navigate(address, { params: { id } });
    show(app, Shown);
    await says(/cannot be reached/);
    expect([screen.queryByRole('textbox'), screen.queryByText(/^Add a|^Write a/)]).toEqual([null, null]);
    await tryAgain();
    await vi.waitFor(() => expect(screen.getByRole('heading', { name: heading })).toBeTruthy());
    expect(screen.getAllByRole('textbox').length).toBeGreaterThan(0);
  },
);

test('where the directory could not be fetched, a round says so, and not that there is nothing to check', async () => {
  show(app, CheckingRound);
  await says(/cannot be reached/);
  expect(screen.queryByText('There is nothing to check.')).toBeNull();
  await tryAgain();
  await says('Quiet Room');
});

test('where the directory could not be fetched, it is fetched again by a press, and nothing is added before', async () => {
  show(app, DirectoryPage);
  await says(/cannot be reached/);
  expect(screen.queryByRole('button', { name: 'Add a service' })).toBeNull();
  await tryAgain();
  await says('Quiet Room');
  expect(screen.getByRole('button', { name: 'Add a service' })).toBeTruthy();
});

test.each([
  ['the manual', Manual],
  ['the manual beside a call', BesideManual],
])('%s that could not be fetched is fetched again by a press', async (...given) => {
  const [, Shown] = given;
  show(app, Shown);
  await says(mayDiffer);
  await tryAgain();
  await says('Our own page');
  expect(screen.queryByText(mayDiffer)).toBeNull();
});

test.each([
  ['the manual', Manual],
  ['the manual beside a call', BesideManual],
])(
  '%s opens with nothing, and with Alongside’s own pages only where it could not be fetched',
  async (...given) => {
    const [, Shown] = given;
    vi.stubGlobal('fetch', () => new Promise((_answer, fail) => reach.push(() => fail(new TypeError()))));
    show(app, Shown);
    await vi.waitFor(() => expect(reach).toHaveLength(1));
    expect(screen.getByText('Opening…')).toBeTruthy();
    expect(screen.queryByText(ours)).toBeNull();
    reach[0]!();
    await says(mayDiffer);
    expect(screen.getByText(ours)).toBeTruthy();
    for (const untrue of ['To be agreed', /^Pages marked/, /as it was last fetched/])
      expect(screen.queryByText(untrue)).toBeNull();
  },
);

test('a page of Alongside’s own stands there by its address only where the manual could not be fetched', async () => {
  navigate('/manual/:id', { params: { id: 'safeguarding' } });
  show(app, ManualPage);
  await says(mayDiffer);
  expect(screen.queryByText(/^To be agreed/)).toBeNull();
  expect(screen.queryByRole('link', { name: /Write what you would change/ })).toBeNull();
  isReached = true;
  flushSync(() => socket.welcome({ people: [ana] }));
  await says('Our own page');
  expect([screen.queryByText(ours), screen.queryByText(mayDiffer)]).toEqual([null, null]);
});

test('a borough that is not in the list stays there once it is not ticked any more', async () => {
  let written = text;
  const onedit = (change: Partial<ServiceText>) => (written = { ...written, ...change });
  const { rerender } = show(app, ServiceFields, { text: written, onedit });
  await fireEvent.click(screen.getByRole('checkbox', { name: 'Atlantis' }));
  expect(written.boroughs).toEqual([]);
  const shown = ServiceFields as unknown as Component<Record<string, unknown>>;
  await rerender({ app, shown, props: { text: written, onedit } });
  expect(screen.getByRole('checkbox', { name: 'Atlantis' })).toBeTruthy();
});
