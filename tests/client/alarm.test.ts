import { render, screen, within } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Signal } from '#shared/signals';
import type { App } from '../../client/app.ts';
import DeskNews from '../../client/desk/DeskNews.svelte';
import Announcements from '../../client/ui/Announcements.svelte';
import { Announcer } from '../../client/ui/announcer.svelte.ts';
import { openDialogs } from '../../client/ui/open-dialogs.svelte.ts';
import Alarm from './Alarm.svelte';
import StackedDialogs from './StackedDialogs.svelte';
import WithApp from './WithApp.svelte';
import { asked } from './asked.ts';
import { ana, type FakeSocket } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { supportAsked } from './pair-night.ts';
import { lorna } from './person-row.ts';

let socket: FakeSocket;
let app: App;

beforeEach(() => {
  ({ socket, app } = openApp(lorna, { me: lorna, people: [ana] }));
});
afterEach(() => {
  closeApp(app);
  openDialogs.inside = undefined;
  vi.useRealTimers();
});

const signal = (change: Partial<Signal> = {}) => supportAsked({ escalatedTo: [lorna.id], ...change });
const desk = (props: { inDialog?: boolean } = {}) =>
  render(WithApp, { props: { app, shown: DeskNews, props } });
const hear = (name: string, row: object) => flushSync(() => socket.say(name, row));

test('of dialogs that lie over one another the front one alone holds the alarm, and gives it back', async () => {
  openDialogs.inside = Alarm;
  const { rerender } = render(StackedDialogs, { second: false });
  const inDialog = (name: string) => within(screen.getByRole('dialog', { name, hidden: true }));
  expect(inDialog('The first').getByText('Ben needs support now.')).toBeTruthy();
  await rerender({ second: true });
  expect(document.querySelectorAll('[data-alarm]')).toHaveLength(1);
  expect(inDialog('The second').getByText('Ben needs support now.')).toBeTruthy();
  await rerender({ second: false });
  expect(inDialog('The first').getByText('Ben needs support now.')).toBeTruthy();
  expect(openDialogs.haveAlarm).toBe(true);
});

test('a dialog that is open before the alarm is fetched holds it afterwards', () => {
  render(StackedDialogs);
  expect(openDialogs.haveAlarm).toBe(false);
  flushSync(() => (openDialogs.inside = Alarm));
  expect(document.querySelectorAll('[data-alarm]')).toHaveLength(1);
});

test('a call for support is shown and said at once to the manager whom it has reached, once', () => {
  desk();
  expect(screen.queryByText(/needs support now/)).toBeNull();
  hear('signal:changed', signal());
  expect(screen.getByText(/^Ana needs support now/)).toBeTruthy();
  expect(app.announcer.urgent).toBe('Ana needs support now.');
  const said = vi.spyOn(app.announcer, 'sayNow');
  hear('signal:changed', signal({ version: 3, seenBy: [{ by: lorna.id, at: '2026-11-21T21:42:00Z' }] }));
  expect(said).not.toHaveBeenCalled();
});

test('a call for support that is taken back goes from the desk', () => {
  desk();
  hear('signal:changed', signal());
  hear('signal:changed', signal({ version: 3, loweredAt: '2026-11-21T21:42:00Z' }));
  expect(screen.queryByText(/needs support now/)).toBeNull();
});

test('a call for support that has not reached this manager is neither shown nor said', () => {
  desk();
  hear('signal:changed', signal({ escalatedTo: [] }));
  expect(screen.queryByText(/needs support now/)).toBeNull();
  expect(app.announcer.urgent).toBe('');
});

test('with a dialog open the page behind it shows the call for support no second time, and says it once', () => {
  openDialogs.inside = Alarm;
  render(StackedDialogs);
  desk();
  const said = vi.spyOn(app.announcer, 'sayNow');
  hear('signal:changed', signal());
  expect(screen.queryByText(/^Ana needs support now/)).toBeNull();
  desk({ inDialog: true });
  expect(screen.getAllByText(/^Ana needs support now/)).toHaveLength(1);
  expect(said).toHaveBeenCalledOnce();
});

test('a debrief asked for now stands on every page with its link and is said politely; a quiet one is said only', () => {
  desk();
  hear('debrief:changed', asked('quiet', 'next-day-or-two', '2026-11-21T21:41:00Z', { askedBy: ana.id }));
  expect(app.announcer.polite).toBe('Ana asks for a debrief in the next day or two.');
  expect(screen.queryByRole('link')).toBeNull();
  hear('debrief:changed', asked('loud', 'now', '2026-11-21T21:42:00Z', { askedBy: ana.id }));
  expect(screen.getByRole('link', { name: 'Open the request' }).getAttribute('href')).toBe('/desk/loud');
  expect(app.announcer.urgent).toBe('');
});

test('what is said twice in the same words is read aloud twice', () => {
  const announcer = new Announcer();
  render(Announcements, { announcer });
  const alert = screen.getByRole('alert');
  flushSync(() => announcer.sayNow('Ana needs support now.'));
  const before = alert.textContent;
  flushSync(() => announcer.sayNow('Ana needs support now.'));
  expect(alert.textContent).not.toBe(before);
  expect(alert.textContent.trim()).toBe('Ana needs support now.');
});

test('polite announcements rest for ten seconds, and what came meanwhile is said together, each once', () => {
  vi.useFakeTimers();
  const announcer = new Announcer();
  for (const words of ['One.', 'Two.', 'Three.', 'Two.']) announcer.say(words);
  expect(announcer.polite).toBe('One.');
  vi.advanceTimersByTime(10_000);
  expect(announcer.polite).toBe('Three. Two.');
});

test('what is said politely in the same words some seconds later is read aloud again', () => {
  vi.useFakeTimers();
  const announcer = new Announcer();
  render(Announcements, { announcer });
  const text = () => document.querySelector('[aria-live=polite]')!.textContent;
  flushSync(() => announcer.say('A message from Ben.'));
  const before = text();
  vi.advanceTimersByTime(11_000);
  flushSync(() => announcer.say('A message from Ben.'));
  expect(text()).not.toBe(before);
  expect(text().trim()).toBe('A message from Ben.');
});
