import { cleanup, fireEvent, screen } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { CallBack } from '#shared/call-backs';
import PromiseCallBack from '../../client/call-backs/PromiseCallBack.svelte';
import { agreed, call, pageWith } from './call-back-night.ts';
import { settled } from './fake-socket.ts';

let page: ReturnType<typeof pageWith>;

function promising(...callBacks: CallBack[]) {
  page = pageWith(...callBacks);
  return page.show(PromiseCallBack, { call });
}
beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  cleanup();
  page.end();
});

const press = async (name: string) => {
  await fireEvent.click(await screen.findByRole('button', { name }), { detail: 1 });
  await settled();
};
const boxOf = (label: string) => screen.getByLabelText<HTMLInputElement>(label);
const type = (label: string, value: string) => fireEvent.input(boxOf(label), { target: { value } });
const choose = (label: string, value: string) => fireEvent.change(boxOf(label), { target: { value } });
/** What was sent last. */
const sent = () => page.socket.sent.at(-1)!;

test('a number that is kept stays while the time is changed', async () => {
  promising(agreed());
  await press('Change the time');
  await choose('Between', '2026-11-22T19:30:00.000Z');
  await press('Save the time');
  expect(sent().fields).toMatchObject({ from: '2026-11-22T19:30:00.000Z', keepsNumber: true });
  expect(sent().fields).not.toHaveProperty('reachOn');
});

test('a number that is kept goes where that is chosen, or where another takes its place', async () => {
  promising(agreed());
  await press('Change the time');
  await type('Another number in its place (optional)', '020 7946 0999');
  await press('Save the time');
  expect(sent().fields).toMatchObject({ reachOn: '020 7946 0999' });
  expect(sent().fields).not.toHaveProperty('keepsNumber');
  sent().answer({ ok: true });
  await settled();

  await press('Change the time');
  await fireEvent.click(boxOf('Delete the number when this is saved'));
  await press('Save the time');
  expect(sent().fields).not.toHaveProperty('keepsNumber');
  expect(sent().fields).not.toHaveProperty('reachOn');
});

/** A first promise for the next evening. */
async function promiseWithNumber() {
  await choose('We ring back', 'evening of the 22');
  await choose('Between', '2026-11-22T21:00:00.000Z');
  await choose('And', '2026-11-22T21:30:00.000Z');
  await type('Number (optional)', '020 7946 0999');
  await press('Save the time');
}
/** Whether nothing can be changed just now. */
const isHeld = () => boxOf('Number (optional)').closest<HTMLElement>('.tight')!.inert;
const refusal = { ok: false, code: 'conflict', message: 'This cannot be kept.' } as const;

test('a promise without words that is refused says why, with its time and number still there', async () => {
  promising();
  await promiseWithNumber();
  expect(isHeld()).toBe(true);
  sent().answer(refusal);
  expect((await screen.findByRole('alert')).textContent).toBe(refusal.message);
  expect(boxOf('Between').value).toBe('2026-11-22T21:00:00.000Z');
  expect(boxOf('Number (optional)').value).toBe('020 7946 0999');
  expect(isHeld()).toBe(false);
  expect(page.app.live.outbox.all).toMatchObject([
    { refusal: refusal.message, fields: { reachOn: '020 7946 0999' } },
  ]);
});

test('a promise that is refused while another page is shown comes back with why, its time and its number', async () => {
  const { unmount } = promising();
  page.socket.say('disconnect', 'transport close');
  await promiseWithNumber();
  unmount();
  page.show(PromiseCallBack, { call });
  expect(screen.getByRole('status').textContent).toMatch(/tomorrow between 21:00 and 21:30.*not sent yet/s);
  page.welcome();
  await settled();
  sent().answer(refusal);
  expect((await screen.findByRole('alert')).textContent).toBe(refusal.message);
  expect(boxOf('We ring back').value).toBe('evening of the 22');
  expect(boxOf('And').value).toBe('2026-11-22T21:30:00.000Z');
  expect(boxOf('Number (optional)').value).toBe('020 7946 0999');
  await press('Save the time');
  expect(sent().fields).toMatchObject({ from: '2026-11-22T21:00:00.000Z', reachOn: '020 7946 0999' });
  expect(page.app.live.outbox.all).toHaveLength(1);
});

test('a promise without a number that is refused still takes one', async () => {
  const { unmount } = promising();
  await press('Save the time');
  sent().answer(refusal);
  await screen.findByRole('alert');
  unmount();
  page.show(PromiseCallBack, { call });
  await type('Number (optional)', '020 7946 0999');
  await press('Save the time');
  expect(sent().fields).toMatchObject({ reachOn: '020 7946 0999' });
});

test('a number that is typed moves no day; the page says for how long one is kept', async () => {
  promising();
  await choose('We ring back', 'evening of the 24');
  await type('Number (optional)', '0');
  expect(boxOf('We ring back').value).toBe('evening of the 24');
  expect(screen.getByRole('alert').textContent).toMatch(/48 hours at most\. Choose an earlier time/);
  await press('Save the time');
  expect(page.socket.sent).toEqual([]);
  await type('Number (optional)', '');
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByRole('button', { name: 'Save the time' })).toHaveProperty('disabled', false);
});

test('with a number only times are offered by which it is still kept', async () => {
  promising();
  const offered = (label: string) => [...boxOf(label).querySelectorAll('option')].map(({ value }) => value);
  expect(offered('We ring back')).toContain('evening of the 24');
  await choose('We ring back', 'evening of the 23');
  await type('Number (optional)', '020 7946 0999');
  expect(offered('We ring back')).toEqual(['evening of the 21', 'evening of the 22', 'evening of the 23']);
  expect(offered('Between').at(-1)).toBe('2026-11-23T21:00:00.000Z');
  expect(offered('And').at(-1)).toBe('2026-11-23T21:30:00.000Z');
});

test('what was agreed in words is not lost with a change of the time, nor what is typed while it is saved', async () => {
  promising(agreed());
  await press('Change the time');
  expect(boxOf('What was agreed (optional)').value).toBe('Let it ring for long.');
  await press('Save the time');
  expect(sent().fields).toMatchObject({ words: 'Let it ring for long.' });
  await type('What was agreed (optional)', 'Let it ring for long. Ask for the');
  sent().answer({ ok: true });
  await screen.findByRole('button', { name: 'Change the time' });
  expect(page.app.drafts.at(`call back ${call.id}`)).toBe('Let it ring for long. Ask for the');
});

test('a time and a number that are being filled in are still there when the form is shown again, and only here', async () => {
  const { unmount } = promising();
  await choose('We ring back', 'evening of the 22');
  await choose('Between', '2026-11-22T21:00:00.000Z');
  await choose('And', '2026-11-22T21:30:00.000Z');
  await type('Number (optional)', '020 7946 0999');
  unmount();
  const again = page.show(PromiseCallBack, { call });
  expect(boxOf('We ring back').value).toBe('evening of the 22');
  expect(boxOf('Number (optional)').value).toBe('020 7946 0999');
  expect(page.app.drafts.some).toBe(false);
  again.unmount();
  page.show(PromiseCallBack, { call: { ...call, id: '01900000-0000-7000-8000-000000000021' } });
  expect(boxOf('Number (optional)').value).toBe('');
  cleanup();

  page.show(PromiseCallBack, { call });
  await press('Save the time');
  expect(sent().fields).toMatchObject({
    from: '2026-11-22T21:00:00.000Z',
    until: '2026-11-22T21:30:00.000Z',
    reachOn: '020 7946 0999',
  });
  sent().answer({ ok: true });
  await settled();
  cleanup();
  page.show(PromiseCallBack, { call });
  expect(boxOf('Number (optional)').value).toBe('');
  cleanup();
  page.end();

  promising();
  expect(boxOf('Number (optional)').value).toBe('');
});

test('another time that is being filled in is still there when the record is shown again, until it is left', async () => {
  const { unmount } = promising(agreed());
  await press('Change the time');
  await choose('Between', '2026-11-22T19:30:00.000Z');
  unmount();
  const again = page.show(PromiseCallBack, { call });
  expect(boxOf('Between').value).toBe('2026-11-22T19:30:00.000Z');
  await press('Leave it as it was');
  await press('Change the time');
  expect(boxOf('Between').value).toBe('2026-11-22T19:00:00.000Z');

  await choose('Between', '2026-11-22T20:00:00.000Z');
  await press('Save the time');
  again.unmount();
  page.show(PromiseCallBack, { call });
  sent().answer({ ok: true });
  await settled();
  expect(screen.getByRole('button', { name: 'Change the time' })).toBeTruthy();
});
