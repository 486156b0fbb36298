import { screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { MeetingPlace } from '#shared/meeting-places';
import type { Series } from '#shared/series';
import type { App } from '../../client/app.ts';
import SeriesPage from '../../client/series/SeriesPage.svelte';
import SheetPage from '../../client/series/SheetPage.svelte';
import { route } from '../../client/shell/route.ts';
import { press } from './boxes.ts';
import { ana, type FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { ben } from './person-row.ts';
import { show } from './show.ts';

const cafe: MeetingPlace = {
  ...{ id: 'cafe', version: 1, name: 'The café', address: 'By the station', borough: 'lambeth' },
  ...{ opening: '', wayOut: '', signal: true, retiredAt: null },
};
const series: Series = {
  ...{ id: 's', version: 1, kind: 'meetings', state: 'active', withIds: [ana.id, ben.id] },
  ...{ offeredBy: ana.id, offeredAt: '2026-11-01T10:00:00.000Z', knownAs: 'Sam', purpose: 'The market.' },
  ...{ most: 4, everyWeeks: 1, consentedHow: 'in-person', consentedOn: '2026-11-02', held: 0 },
  ...{ reviewedAt: null, changed: null, sheets: [], toldTeam: [], endsBy: null, ending: null },
  ...{ endedAt: null, endedBy: null, people: [ana, ben].map(({ id, firstName }) => ({ id, firstName })) },
};
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  ({ socket, app } = openApp(ana, { me: ana, people: [ana, ben], meetingPlaces: [cafe], series: [series] }));
});
afterEach(() => {
  closeApp(app);
  route.params = {};
});

test('no further meeting is proposed in a series that somebody else ends meanwhile', async () => {
  route.params = { id: series.id };
  show(app, SeriesPage);
  await press(/Propose the next meeting/);
  expect(screen.getByRole('button', { name: 'Propose it' })).toBeTruthy();
  const ended = {
    state: 'ended',
    ending: 'we',
    endedAt: '2026-11-21T21:42:00.000Z',
    endedBy: ben.id,
  } as const;
  flushSync(() => socket.say('series:changed', { ...series, version: 2, ...ended }));
  expect(screen.queryByRole('button', { name: /^Propose/ })).toBeNull();
});

test('a sheet is shown by its name, and nothing else of an address is taken for one', () => {
  route.params = { id: 'ups-and-downs' };
  show(app, SheetPage);
  expect(screen.getByText('My last weeks')).toBeTruthy();
  route.params = { id: 'toString' };
  flushSync();
  expect(screen.getByRole('heading', { name: 'This sheet is not here' })).toBeTruthy();
});
