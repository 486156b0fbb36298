import type { CallBack } from '#shared/call-backs';
import { emptyRecord, type Call } from '#shared/calls';
import type { Shift } from '#shared/shifts';
import type { Component } from 'svelte';
import { App } from '../../client/app.ts';
import { ana, FakeSocket } from './fake-socket.ts';
import { show as showIn } from './show.ts';

/** Four evenings from the one on which the fake server welcomes, the first of them with the call. */
export const evenings = ['21', '22', '23', '24'].map((day): Shift => ({
  id: `evening of the ${day}`,
  version: 1,
  startsAt: `2026-11-${day}T18:00:00.000Z`,
  endsAt: `2026-11-${Number(day) + 1}T00:00:00.000Z`,
  covered: true,
  places: [],
  managerId: null,
  nextManagerId: null,
}));

export const call: Call = {
  id: '01900000-0000-7000-8000-000000000020',
  version: 1,
  shiftId: evenings[0]!.id,
  state: 'writing-up',
  takenBy: ana.id,
  assignedTo: ana.id,
  takenOverAt: null,
  startedAt: '2026-11-21T21:00:00.000Z',
  endedAt: '2026-11-21T21:40:00.000Z',
  closedAt: null,
  writtenAfterwards: false,
  record: { ...emptyRecord, outcomes: ['call-back'] },
  fieldVersions: {},
  flagged: false,
  openTo: [],
  planId: null,
  handedTo: null,
};

/** Agreed for the next evening, between 19:00 and 20:00, with a number that is kept. */
export const agreed = (change: Partial<CallBack> = {}): CallBack => ({
  id: '01900000-0000-7000-8000-000000000030',
  version: 2,
  callId: call.id,
  shiftId: evenings[0]!.id,
  toShiftId: evenings[1]!.id,
  from: '2026-11-22T19:00:00.000Z',
  until: '2026-11-22T20:00:00.000Z',
  words: 'Let it ring for long.',
  promisedBy: ana.id,
  promisedAt: '2026-11-21T21:41:00.000Z',
  forId: null,
  numberUntil: '2026-11-23T21:41:00.000Z',
  tries: [],
  settledBy: null,
  settledAt: null,
  ending: null,
  reason: null,
  ...change,
});

/** A page of Ana's, in a helpline that keeps numbers. */
export function pageWith(...callBacks: CallBack[]) {
  const socket = new FakeSocket();
  const app = new App(socket.asLive, { person: ana, trial: false });
  const helpline = { ...app.people.helpline, id: 'h', timeZone: 'Europe/London', callBackNumbers: true };
  const welcome = () => socket.welcome({ helplines: [helpline], shifts: evenings, calls: [call], callBacks });
  welcome();
  const show = <Props extends Record<string, unknown>>(shown: Component<Props>, props: Props) =>
    showIn(app, shown, props);
  const end = () => {
    app.clock.stop();
    app.live.close();
  };
  return { socket, app, welcome, show, end };
}
