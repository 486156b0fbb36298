import { cleanup, fireEvent, screen } from '@testing-library/svelte';
import { afterEach, expect, test } from 'vitest';
import type { CallBack } from '#shared/call-backs';
import PromiseCallBack from '../../client/call-backs/PromiseCallBack.svelte';
import { agreed, call, pageWith } from './call-back-night.ts';
import { settled } from './fake-socket.ts';

let page: ReturnType<typeof pageWith>;

function promising(...callBacks: CallBack[]) {
  page = pageWith(...callBacks);
  return page.show(PromiseCallBack, { call });
}
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
