import { expect, test } from 'vitest';
import { checkInAsSeenBy, type CheckIn } from '#shared/check-ins';
import { debriefMessageAsSeenBy, mayWriteIn, type DebriefMessage } from '#shared/debrief-messages';
import {
  debriefAsSeenBy,
  mayAnswerDebrief,
  mayShareDebrief,
  type Debrief,
  type DebriefState,
} from '#shared/debriefs';
import { followUpAsSeenBy, mayDoFollowUp, type FollowUp } from '#shared/follow-ups';
import type { Role, Viewer } from '#shared/viewer';

const viewer = (id: string, role: Role, shiftIds: string[] = []): Viewer => ({
  id,
  helplineId: 'line',
  roles: [role],
  shiftIds,
  placedAt: {},
  talkIds: shiftIds,
  besideIds: [],
});
const viewers = [
  viewer('ana', 'supporter', ['tonight']),
  viewer('ben', 'supporter', ['tonight']),
  viewer('cai', 'supporter', ['yesterday']),
  viewer('mo', 'manager'),
  viewer('nan', 'manager'),
  viewer('sue', 'supervisor'),
];
const who = (may: (viewer: Viewer) => unknown) =>
  viewers
    .filter((one) => may(one))
    .map(({ id }) => id)
    .join(' ');

const debrief = {
  state: 'closed',
  askedBy: 'ana',
  shiftId: 'tonight',
  managerId: null,
  escalatedTo: [] as string[],
  assignedTo: 'mo',
  sharedWithPartner: true,
  closing: { whatHelped: 'Talking', supervision: null },
} as unknown as Debrief;

test('what was written down at the end is for the one who asked and the one who held it', () => {
  expect(who((one) => debriefAsSeenBy(one, debrief))).toBe('ana ben mo nan');
  expect(who((one) => debriefAsSeenBy(one, debrief)?.closing)).toBe('ana mo');
});

test('who may answer: any manager, or the one named and those it escalated to', () => {
  const may = (more: Partial<Debrief>) => who((one) => mayAnswerDebrief(one, { ...debrief, ...more }));
  expect(may({})).toBe('mo nan');
  expect(may({ escalatedTo: ['sue'] })).toBe('mo nan');
  expect(may({ managerId: 'sue' })).toBe('sue');
  expect(may({ managerId: 'nan', escalatedTo: ['mo'] })).toBe('mo nan');
  expect(may({ managerId: 'cai', escalatedTo: ['ben'] })).toBe('');
});

test('it is shared by the one who asked, in a shift, while it goes on', () => {
  const may = (more: Partial<Debrief>) => who((one) => mayShareDebrief(one, { ...debrief, ...more }));
  expect(may({ state: 'asked' })).toBe('ana');
  expect(may({ state: 'asked', shiftId: null })).toBe('');
  expect(may({ state: 'closed' })).toBe('');
});

test('the two write to each other while it goes on, and only they read it, whoever has it later', () => {
  const states: DebriefState[] = ['accepted', 'offered', 'other-time-asked', 'agreed', 'held'];
  for (const state of states) expect(who((one) => mayWriteIn(one, { ...debrief, state }))).toBe('ana mo');
  for (const state of ['closed', 'withdrawn'] as const)
    expect(who((one) => mayWriteIn(one, { ...debrief, state }))).toBe('');
  expect(who((one) => mayWriteIn(one, { ...debrief, state: 'asked', assignedTo: null }))).toBe('');
  const line = { between: ['ana', 'nan'] } as DebriefMessage;
  expect(who((one) => debriefMessageAsSeenBy(one, line))).toBe('ana nan');
});

test('what was agreed is seen by whoever does it, agreed to it or raised it, and done by whom it is for', () => {
  const followUp = { raisedBy: 'sue', forId: 'mo', withId: 'ana' } as FollowUp;
  expect(who((one) => followUpAsSeenBy(one, followUp))).toBe('ana mo sue');
  expect(who((one) => mayDoFollowUp(one, followUp))).toBe('mo');
  const forAny = { raisedBy: 'sue', forId: null, withId: null } as FollowUp;
  expect(who((one) => followUpAsSeenBy(one, forAny))).toBe('mo nan sue');
  expect(who((one) => mayDoFollowUp(one, forAny))).toBe('mo nan');
});

test('how heavy a night was is seen by those it was shared with', () => {
  const seen = (sharedWith: CheckIn['sharedWith']) =>
    who((one) => checkInAsSeenBy(one, { personId: 'ana', shiftId: 'tonight', sharedWith } as CheckIn));
  expect(seen('nobody')).toBe('ana');
  expect(seen('partner')).toBe('ana ben');
  expect(seen('managers')).toBe('ana mo nan');
});
