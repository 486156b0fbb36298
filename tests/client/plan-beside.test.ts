import { fireEvent, screen } from '@testing-library/svelte';
import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Plan } from '#shared/plans';
import type { App } from '../../client/app.ts';
import PlanBeside from '../../client/plans/PlanBeside.svelte';
import { call } from './call-back-night.ts';
import { ana, type FakeSocket, settled } from './fake-socket.ts';
import { closeApp, openApp } from './open-app.ts';
import { shiftRow } from './shift-row.ts';
import { show } from './show.ts';

const plan: Plan = {
  ...{
    id: 'p',
    version: 1,
    state: 'agreed',
    knownAs: 'Bea',
    word: null,
    agreedOn: '2026-11-01',
    how: 'phone',
  },
  ...{ madeBy: [], reviewBy: '2027-02-01', draft: null, readOutAt: null },
  ...{ endedAt: null, endedBy: null, ending: null },
  texts: { helps: 'Tea', doesNot: '', when: '', others: '', emergency: '' },
};
let socket: FakeSocket;
let app: App;

beforeEach(() => {
  vi.useFakeTimers({ now: new Date('2026-11-21T21:42:10Z') });
  ({ socket, app } = openApp(ana));
  const mine = { ...call, shiftId: 'tonight', state: 'active', endedAt: null, planId: 'p' } as const;
  flushSync(() => socket.welcome({ shifts: [shiftRow()], calls: [mine], plans: [plan] }));
});
afterEach(() => closeApp(app));

const press = async (name: string) => {
  await fireEvent.click(screen.getByRole('button', { name }));
  await settled();
};

test('that it is not them is sent, also while what was read out waits for a link', async () => {
  show(app, PlanBeside);
  flushSync(() => socket.say('disconnect', 'transport close'));
  await press('I have read it to them');
  await press('It is not them');
  expect(app.live.outbox.all.map(({ name }) => name)).toEqual(['plan:readOut', 'plan:notThem']);
  expect(screen.queryByText('Our plan with Bea')).toBeNull();
  expect(screen.getByText(/^Saved here, not sent yet/)).toBeTruthy();
});
