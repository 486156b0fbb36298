import { fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { firstPattern, usualPattern, type PatternPage as Page } from '#shared/patterns';
import type { App } from '../../client/app.ts';
import PatternPage from '../../client/shifts/PatternPage.svelte';
import { eventually } from '../support/eventually.ts';
import type { FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { lorna } from './person-row.ts';
import { show } from './show.ts';

let socket: FakeSocket;
let app: App;
/** What the server has. */
let page: Page;

beforeEach(() => {
  page = { patterns: [{ from: null, lines: firstPattern }], digest: 'first' };
  const answers: Record<string, () => object> = {
    '/api/rota/pattern': () => page,
    '/api/rota/pattern/preview': () => ({ made: [], replaced: 0, left: [] }),
    '/api/rota/changes': () => ({ changes: [] }),
  };
  vi.stubGlobal('fetch', (path: string) => Promise.resolve(Response.json(answers[path.split('?')[0]!]!())));
  ({ socket, app } = openApp(lorna, { me: lorna, people: [lorna] }));
});
afterEach(() => closeApp(app));

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole('button', { name }));

test('a pattern that another manager has overtaken is sent again as it was typed, once both were looked at', async () => {
  show(app, PatternPage);
  await press('Evenings, and weekends from midday');
  await press('Show what it would make');
  await press(/^Change the pattern from/);
  await eventually(() => expect(socket.sent).toHaveLength(1));
  expect(socket.sent[0]!.fields).toMatchObject({ lines: usualPattern, basedOn: 'first' });

  const theirs = { from: '2026-12-07', lines: usualPattern.slice(0, 1) };
  page = { patterns: [...page.patterns, theirs], digest: 'second' };
  const message = 'Another manager has changed the pattern meanwhile. Look at it, then choose again.';
  socket.sent[0]!.answer({ ok: false, code: 'conflict', message });
  await screen.findByText(message);
  await screen.findByText(/^From .*7 December/);

  await press(/^Change the pattern from/);
  await eventually(() => expect(socket.sent).toHaveLength(2));
  expect(socket.sent[1]!.fields).toMatchObject({ lines: usualPattern, basedOn: 'second' });
});
