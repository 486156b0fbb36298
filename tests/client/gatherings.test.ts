import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Gathering, GatheringLine } from '#shared/gatherings';
import type { App } from '../../client/app.ts';
import Answer from '../../client/gatherings/Answer.svelte';
import Confirm from '../../client/gatherings/Confirm.svelte';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { show } from './show.ts';

const gathering: Gathering = {
  ...{ id: 'g', version: 1, kind: 'one-to-one', state: 'planned', place: null },
  ...{ startsAt: '2026-11-24T10:00:00.000Z', minutes: 60, ledBy: 'mo', withId: ana.id },
  ...{ comingIds: [], cannotIds: [], confirmedIds: [], caughtUpIds: [], followUpIds: [] },
};
const line = (id: string, version: number): GatheringLine => ({
  ...{ id, version, gatheringId: 'g', kind: 'one-to-one', section: 'role', words: 'Words' },
  ...{ by: 'mo', byName: null, at: '2026-11-21T21:00:00.000Z', struck: false, between: ['mo', ana.id] },
});
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers();
  ({ socket, app } = openApp(ana, { people: [ana] }));
});
afterEach(() => closeApp(app));

async function press(name: string) {
  await fireEvent.click(screen.getByRole('button', { name }));
  await settled();
}

test('that I come names the time that I read', async () => {
  show(app, Answer, { gathering });
  await press('I come');
  expect(socket.sent).toMatchObject([
    { name: 'gathering:say', fields: { answer: 'coming', startsAt: gathering.startsAt } },
  ]);
});

test('that it is right names the latest of the lines that I read', async () => {
  show(app, Confirm, { gathering: { ...gathering, state: 'held' }, lines: [line('a', 7), line('b', 4)] });
  await press('This is right');
  expect(socket.sent).toMatchObject([{ name: 'gathering:confirm', fields: { basedOn: 7 } }]);
});
