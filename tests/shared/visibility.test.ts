import { expect, test } from 'vitest';
import { callAsSeenBy, emptyRecord, mayTakeOver, mayWriteCall, type Call } from '#shared/calls';
import { messageAsSeenBy, type Message } from '#shared/messages';
import { debriefAsSeenBy, type Debrief } from '#shared/debriefs';
import { personAsSeenBy, type Person } from '#shared/people';
import type { Role, Viewer } from '#shared/viewer';
import { checkInAsSeenBy, type CheckIn } from '#shared/check-ins';
import { presenceAsSeenBy, type Presence } from '#shared/presence';
import { flagAsSeenBy, type Flag } from '#shared/flags';
import { shiftAsSeenBy, type Place, type Shift } from '#shared/shifts';
import { signalAsSeenBy, type Signal } from '#shared/signals';

const viewer = (
  id: string,
  role: Role,
  shiftIds: string[] = [],
  talkIds = shiftIds,
  placedAt: Record<string, string> = {},
  besideIds: string[] = [],
): Viewer => ({
  id,
  helplineId: 'line',
  roles: [role],
  shiftIds,
  placedAt,
  talkIds,
  besideIds,
});

/** Ana and Ben are on tonight. Dan was on with Ana yesterday, and that window is still open. Eve was on last week. */
const viewers = {
  ana: viewer('ana', 'supporter', ['tonight', 'yesterday']),
  ben: viewer('ben', 'supporter', ['tonight']),
  cai: viewer('cai', 'supporter'),
  dan: viewer('dan', 'supporter', ['yesterday']),
  eve: viewer('eve', 'supporter'),
  mo: viewer('mo', 'manager'),
  nan: viewer('nan', 'manager'),
  sue: viewer('sue', 'supervisor'),
  tom: viewer('tom', 'supervisor'),
};
type Name = keyof typeof viewers;
const everybody = Object.keys(viewers) as Name[];

const at = '2026-11-21T21:00:00.000Z';
const row = { id: 'row', version: 7 };
const presence: Presence = {
  ...row,
  shiftId: 'tonight',
  personId: 'ana',
  firstName: 'Ana',
  joinedAt: at,
  leftAt: null,
  connected: true,
  lastHeardAt: at,
  state: 'on-a-call',
  stateSince: at,
  feeling: 'finding-it-hard',
  backAt: null,
  offerBreak: false,
};
const call = {
  ...row,
  shiftId: 'tonight',
  state: 'closed',
  takenBy: 'ana',
  assignedTo: 'ana',
  record: emptyRecord,
  flagged: false,
  openTo: [],
  handedTo: null,
} as unknown as Call;
const message = { ...row, shiftId: 'tonight', from: 'ana', to: 'ben', body: 'Hard' } as Message;
const signal = { ...row, shiftId: 'tonight', raisedBy: 'ana', escalatedTo: [] as string[] } as Signal;
const debrief = {
  ...row,
  shiftId: 'tonight',
  askedBy: 'ana',
  managerId: null,
  escalatedTo: [] as string[],
  assignedTo: null,
  sharedWithPartner: false,
} as unknown as Debrief;
const checkIn = { ...row, shiftId: 'tonight', personId: 'ana', sharedWith: 'partner' } as CheckIn;
const flag = { ...row, shiftId: 'tonight', raisedBy: 'ana' } as Flag;

const sees = <Row>(asSeenBy: (viewer: Viewer, row: Row) => Row | null, what: Row) =>
  everybody.filter((name) => asSeenBy(viewers[name], what) !== null).join(' ');

test.each<[string, string, string]>([
  ['how it is going', sees(presenceAsSeenBy, presence), 'ana ben'],
  ['how it went last week', sees(presenceAsSeenBy, { ...presence, shiftId: 'last week' }), ''],
  ['a message', sees(messageAsSeenBy, message), 'ana ben'],
  [
    'a message of yesterday',
    sees(messageAsSeenBy, { ...message, to: 'dan', shiftId: 'yesterday' }),
    'ana dan',
  ],
  ['a message for nobody who can be named', sees(messageAsSeenBy, { ...message, to: null }), 'ana'],
  ['a message whose conversation has gone', sees(messageAsSeenBy, { ...message, shiftId: 'last week' }), ''],
  ['a call', sees(callAsSeenBy, call), 'ana ben'],
  ['a call that another took over', sees(callAsSeenBy, { ...call, assignedTo: 'ben' }), 'ana ben'],
  ['a flagged call', sees(callAsSeenBy, { ...call, flagged: true }), 'ana ben sue tom'],
  ['a call a debrief is about', sees(callAsSeenBy, { ...call, openTo: ['mo'] }), 'ana ben mo'],
  [
    'one’s own call of last week',
    sees(callAsSeenBy, { ...call, takenBy: 'eve', assignedTo: 'eve', shiftId: 'last week' }),
    'eve',
  ],
  ['a signal', sees(signalAsSeenBy, signal), 'ana ben'],
  ['a signal that escalated', sees(signalAsSeenBy, { ...signal, escalatedTo: ['mo'] }), 'ana ben mo'],
  [
    'one that escalated to somebody',
    sees(signalAsSeenBy, { ...signal, escalatedTo: ['cai', 'sue'] }),
    'ana ben',
  ],
  ['a debrief asked of any manager', sees(debriefAsSeenBy, debrief), 'ana mo nan'],
  ['a debrief asked of one manager', sees(debriefAsSeenBy, { ...debrief, managerId: 'nan' }), 'ana nan'],
  ['a debrief asked of a supervisor', sees(debriefAsSeenBy, { ...debrief, managerId: 'sue' }), 'ana sue'],
  [
    'a debrief that escalated',
    sees(debriefAsSeenBy, { ...debrief, managerId: 'nan', escalatedTo: ['mo'] }),
    'ana mo nan',
  ],
  [
    'a debrief shared with the partner',
    sees(debriefAsSeenBy, { ...debrief, managerId: 'nan', sharedWithPartner: true }),
    'ana ben nan',
  ],
  ['a debrief that a manager holds', sees(debriefAsSeenBy, { ...debrief, assignedTo: 'mo' }), 'ana mo nan'],
  ['a flag', sees(flagAsSeenBy, flag), 'ana ben sue tom'],
  [
    'a flag of last week',
    sees(flagAsSeenBy, { ...flag, raisedBy: 'eve', shiftId: 'last week' }),
    'eve sue tom',
  ],
])('%s is seen by those it is for', (_what, found, expected) => {
  expect(found).toBe(expected);
});

/** Kit was given Ben’s place at 22:00. */
const kit = viewer('kit', 'supporter', ['tonight'], ['tonight'], { tonight: '2026-11-21T22:00:00.000Z' });
const [before, atThatMoment] = ['2026-11-21T21:59:59.999Z', '2026-11-21T22:00:00.000Z'];

test.each<[string, (time: string | null) => object | null, boolean]>([
  ['a call', (closedAt) => callAsSeenBy(kit, { ...call, closedAt }), true],
  ['a signal', (loweredAt) => signalAsSeenBy(kit, { ...signal, loweredAt }), true],
  ['who is there', (leftAt) => presenceAsSeenBy(kit, { ...presence, leftAt }), true],
  ['what was shared of a night', (at) => checkInAsSeenBy(kit, { ...checkIn, at: at! }), false],
  ['a flag', (raisedAt) => flagAsSeenBy(kit, { ...flag, raisedAt: raisedAt! }), false],
  [
    'a shared debrief',
    (sharedAt) => debriefAsSeenBy(kit, { ...debrief, sharedWithPartner: true, sharedAt }),
    false,
  ],
])('somebody placed later sees %s from then on, and nothing that was over before', (_what, at, mayBeOpen) => {
  expect(at(before)).toBeNull();
  expect(at(atThatMoment)).not.toBeNull();
  if (mayBeOpen) expect(at(null)).not.toBeNull();
});

test('somebody placed later reads no message of the two before, and their own ones', () => {
  expect(messageAsSeenBy(kit, message)).toBeNull();
  expect(messageAsSeenBy(kit, { ...message, to: 'kit' })).not.toBeNull();
  expect(messageAsSeenBy(viewer('kit', 'supporter', [], []), { ...message, to: 'kit' })).toBeNull();
});

/** Lee listens along tonight. */
const lee = viewer('lee', 'supporter', [], [], {}, ['tonight']);

test('whoever listens along sees a state and since when, and nothing of what is written, said or asked', () => {
  const seen = { ...presence, feeling: null, backAt: null, offerBreak: false };
  const away = { ...presence, state: 'taking-a-break' as const, backAt: at, offerBreak: true };
  expect(presenceAsSeenBy(lee, presence)).toEqual(seen);
  expect(presenceAsSeenBy(lee, away)).toEqual({ ...seen, state: 'taking-a-break' });
  expect(presenceAsSeenBy(lee, presenceAsSeenBy(lee, away)!)).toEqual({ ...seen, state: 'taking-a-break' });
  expect(presenceAsSeenBy(lee, { ...presence, shiftId: 'yesterday' })).toBeNull();
  const others = [
    messageAsSeenBy(lee, message),
    callAsSeenBy(lee, call),
    signalAsSeenBy(lee, signal),
    debriefAsSeenBy(lee, { ...debrief, sharedWithPartner: true }),
    checkInAsSeenBy(lee, checkIn),
    flagAsSeenBy(lee, flag),
  ];
  expect(others).toEqual(others.map(() => null));
});

test('who holds a debrief about a call is shown to that person and to nobody else', () => {
  const open = { ...call, openTo: ['mo', 'nan'], flagged: true };
  const shown = everybody.map((name) => callAsSeenBy(viewers[name], open)?.openTo ?? null);
  expect(shown).toEqual([[], [], null, null, null, ['mo'], ['nan'], [], []]);
  expect(open.openTo).toEqual(['mo', 'nan']);
});

test('the one who has a call writes, while the window is open; their partner takes it over', () => {
  const may = (rule: (viewer: Viewer, call: Call) => boolean, what = call) =>
    everybody.filter((name) => rule(viewers[name], what)).join(' ');
  expect(may(mayWriteCall)).toBe('ana');
  expect(may(mayTakeOver)).toBe('ben');
  expect(may(mayWriteCall, { ...call, shiftId: 'last week' })).toBe('');
  expect(may(mayTakeOver, { ...call, shiftId: 'yesterday' })).toBe('dan');
});

test('of a shift everybody learns whether it is covered, some who is on, and few how to ring them', () => {
  const place = (number: 1 | 2, personId: string): Place => ({
    place: number,
    personId,
    firstName: personId,
    here: true,
    phone: '020 7946 0000',
    placedAt: '2026-11-01T10:00:00.000Z',
  });
  const shift = { ...row, id: 'tonight', covered: true, places: [place(1, 'ana'), place(2, 'ben')] } as Shift;
  const shown = (what: Shift) =>
    everybody.map((name) => {
      const { places, covered } = shiftAsSeenBy(viewers[name], what)!;
      expect(covered).toBe(true);
      return places.length === 0 ? 'covered' : places.every(({ phone }) => phone) ? 'phone' : 'names';
    });
  expect(shown(shift).join(' ')).toBe('phone phone covered covered covered phone phone names names');
  const past = { ...shift, id: 'last week', places: [place(1, 'eve'), place(2, 'ben')] };
  expect(shown(past).join(' ')).toBe('covered names covered covered names phone phone names names');
});

test.each<[Role[], string]>([
  [['supporter'], 'all: mo nan; named: sue tom; none: ana ben cai dan eve'],
  [['manager'], 'all: mo nan; named: ana ben cai dan eve sue tom; none: '],
  [['supervisor', 'supporter'], 'all: mo nan; named: ana ben cai dan eve sue tom; none: '],
])('of somebody who is %j, managers learn all, and others at most the name', (roles, expected) => {
  const person: Person = {
    ...row,
    firstName: 'Ida',
    roles,
    email: 'ida@example.org',
    phone: '020 7946 0000',
    phrases: ['Back in five'],
    suspendedAt: null,
    invitedAt: at,
    invitedUntil: at,
    isIn: true,
    proposal: { by: 'mo', at, roles, email: null },
    linkAskedBy: 'mo',
    induction: { from: '2026-11-02', until: '2026-11-29' },
  };
  const kind = (name: Name) => {
    const seen = personAsSeenBy(viewers[name], person);
    if (!seen) return 'none';
    expect(seen.phrases).toEqual([]);
    if (seen.email) return 'all';
    const { invitedAt, invitedUntil, proposal, linkAskedBy, induction } = seen;
    expect([invitedAt, invitedUntil, proposal, linkAskedBy, induction]).toEqual([
      null,
      null,
      null,
      null,
      null,
    ]);
    expect(seen.phone === null).toBe(!roles.includes('manager'));
    return 'named';
  };
  const of = (wanted: string) => everybody.filter((name) => kind(name) === wanted).join(' ');
  expect(`all: ${of('all')}; named: ${of('named')}; none: ${of('none')}`).toBe(expected);
  expect(personAsSeenBy({ ...viewers.cai, id: person.id }, person)).toEqual(person);
});
