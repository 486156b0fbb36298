import { expect, test } from 'vitest';
import { access } from '#shared/access';
import type { BreakGlass } from '#shared/break-glass';
import type { Call } from '#shared/calls';
import type { CommandName } from '#shared/contract';
import type { DebriefMessage } from '#shared/debrief-messages';
import type { Debrief } from '#shared/debriefs';
import type { Flag } from '#shared/flags';
import type { FollowUp } from '#shared/follow-ups';
import type { Message } from '#shared/messages';
import type { MissedCall } from '#shared/missed-calls';
import type { Person } from '#shared/people';
import { denialOf, type Permission } from '#shared/permission';
import type { Shift } from '#shared/shifts';
import type { Signal } from '#shared/signals';
import type { PersonalUpdate } from '#shared/updates';
import { scopeOf, type Actor, type Role } from '#shared/viewer';

const [beforeKit, whenKitCame] = ['2026-11-21T21:00:00.000Z', '2026-11-21T22:00:00.000Z'];

/** Ana and Ben are on tonight; Kit was given a place later; Dan is on another shift. The manager Mo is asked by name. Max is manager and supporter. */
const person = (id: string, roles: Role[], shiftId?: string, since?: string) =>
  ({
    id,
    helplineId: 'line',
    roles,
    shiftIds: shiftId ? [shiftId] : [],
    placedAt: shiftId && since ? { [shiftId]: since } : {},
    talkIds: shiftId ? [shiftId] : [],
    joined: shiftId ? { id: shiftId } : null,
  }) as unknown as Actor;
const actors = [
  person('ana', ['supporter'], 'tonight'),
  person('ben', ['supporter'], 'tonight'),
  person('kit', ['supporter'], 'tonight', whenKitCame),
  person('cai', ['supporter']),
  person('dan', ['supporter'], 'elsewhere'),
  person('mo', ['manager']),
  person('nan', ['manager']),
  person('sue', ['supervisor']),
  person('max', ['manager', 'supporter']),
];

const of = <Row>(fields: Partial<Row>) => fields as Row;
const shift = of<Shift>({
  id: 'tonight',
  places: ['ana', 'ben'].map((personId) => ({ personId })) as Shift['places'],
});
const inTonight = { shiftId: 'tonight' };
const call = of<Call>({
  ...inTonight,
  takenBy: 'ana',
  assignedTo: 'ana',
  flagged: true,
  openTo: ['mo'],
  closedAt: null,
});
const message = of<Message>({ ...inTonight, from: 'ben', to: 'ana' });
const signal = of<Signal>({ ...inTonight, raisedBy: 'ana', escalatedTo: ['mo'], loweredAt: null });
const missedCall = of<MissedCall>({ ...inTonight, rangAt: beforeKit });
/** Asked of Mo by name; Sue was asked next. */
const debrief = of<Debrief>({
  ...inTonight,
  askedBy: 'ana',
  managerId: 'mo',
  escalatedTo: ['sue'],
  assignedTo: 'mo',
  sharedWithPartner: true,
  sharedAt: beforeKit,
});
const ofAnyManager = of<Debrief>({
  ...debrief,
  askedBy: 'max',
  managerId: null,
  escalatedTo: [],
  assignedTo: null,
});
const fromMo = of<DebriefMessage>({ from: 'mo', between: ['ana', 'mo'] });
const callToLookAt = of<FollowUp>({ source: 'call', forId: 'nan', raisedBy: 'ana', withId: 'ana' });
const task = of<FollowUp>({ source: 'debrief', forId: null, raisedBy: 'sue', withId: 'ana' });
const flag = of<Flag>({ ...inTonight, raisedBy: 'ana', raisedAt: beforeKit });
const asked = of<BreakGlass>({
  affectedPersonIds: ['ana', 'ben'],
  askedBy: 'mo',
  until: null,
  answeredBy: null,
  reviewedBySupporters: false,
});
const opened: BreakGlass = { ...asked, until: beforeKit, answeredBy: 'nan' };
const cai = of<Person>({ id: 'cai' });
const update = of<PersonalUpdate>({ personId: 'ana' });

/** y: may. n: not theirs. f: not found. j: has to join a shift first. For Ana, Ben, Kit, Cai, Dan, Mo, Nan, Sue and Max. */
type Verdicts = [command: CommandName, row: unknown, verdicts: string];
const [all, onShift, inTheirShift] = ['yyyyyyyyy', 'yyyjyjjjj', 'yyyffffff'];
const [managers, supporters] = ['nnnnnyyny', 'yyyyynnny'];
const ownFlag = 'ynfffffnf';
const ownDebrief = 'ynfffnfnf';
const ofCai = 'fffyfyyfy';

const verdicts: Verdicts[] = [
  ['presence:join', shift, 'yynnnnnnn'],
  ['presence:leave', inTonight, inTheirShift],
  ['presence:set', null, onShift],
  ['call:start', null, onShift],
  ['call:log', inTonight, inTheirShift],
  ['call:note', call, 'ynnffnfnf'],
  ['call:note', { ...call, assignedTo: 'ben' }, 'nynffnfnf'],
  ['call:note', { ...call, closedAt: beforeKit, flagged: false, openTo: [] }, 'ynfffffff'],
  ['call:note', { ...call, shiftId: 'last week', flagged: false, openTo: [] }, 'yffffffff'],
  ['call:end', call, 'ynnffnfnf'],
  ['call:close', call, 'ynnffnfnf'],
  ['call:takeOver', call, 'yyyffnfnf'],
  ['call:takeOver', { ...call, shiftId: 'last week' }, 'yffffnfnf'],
  ['missedCall:note', null, onShift],
  ['missedCall:undo', missedCall, 'yyfffffff'],
  ['missedCall:undo', { ...missedCall, rangAt: whenKitCame }, 'yyyffffff'],
  ['message:send', null, onShift],
  ['message:seen', message, 'ynfffffff'],
  ['message:seen', { ...message, shiftId: 'last week' }, 'fffffffff'],
  ['message:open', message, 'ynfffffff'],
  ['message:answer', message, 'ynfffffff'],
  ['signal:raise', null, onShift],
  ['signal:answer', signal, 'nyyffyfff'],
  ['signal:answer', { ...signal, loweredAt: beforeKit }, 'nyfffyfff'],
  ['signal:lower', signal, 'ynnffnfff'],
  ['signal:seen', signal, 'nyyffyfff'],
  ['debrief:ask', null, supporters],
  ['debrief:withdraw', debrief, ownDebrief],
  ['debrief:widen', debrief, ownDebrief],
  ['debrief:share', debrief, ownDebrief],
  ['debrief:agree', debrief, ownDebrief],
  ['debrief:askOtherTime', debrief, ownDebrief],
  ['debrief:supervision', debrief, ownDebrief],
  ['debrief:seen', debrief, 'nnfffyfyf'],
  ['debrief:seen', ofAnyManager, 'nnfffyyfn'],
  ['debrief:accept', debrief, 'nnfffyfyf'],
  ['debrief:handBack', debrief, 'nnfffyfnf'],
  ['debrief:handBack', { ...debrief, assignedTo: 'nan' }, 'nnfffnnnf'],
  ['debrief:offer', debrief, 'nnfffyfnf'],
  ['debrief:offer', ofAnyManager, 'nnfffnnfn'],
  ['debrief:hold', debrief, 'nnfffyfnf'],
  ['debrief:close', debrief, 'nnfffyfnf'],
  ['debrief:sendMessage', debrief, 'ynfffyfyf'],
  ['debrief:messageSeen', fromMo, 'yffffnfff'],
  ['followUp:take', callToLookAt, 'nffffyyfy'],
  ['followUp:take', task, 'nffffnnnn'],
  ['followUp:done', callToLookAt, 'nffffnyfn'],
  ['followUp:done', task, 'nffffyyny'],
  ['followUp:reopen', task, 'nffffyyny'],
  ['checkIn:tell', inTonight, inTheirShift],
  ['flag:raise', call, 'yyyffnfnf'],
  ['flag:withdraw', flag, ownFlag],
  ['flag:answer', flag, ownFlag],
  ['flag:answer', { ...flag, raisedAt: whenKitCame }, 'ynnffffnf'],
  ...(['take', 'keep', 'release', 'ask', 'close'] as const).map((what): Verdicts => [
    `flag:${what}`,
    flag,
    'nnfffffyf',
  ]),
  ['grant:open', call, 'fffffyyyy'],
  ['breakGlass:ask', asked, 'nnnnnyyyy'],
  ['breakGlass:ask', { affectedPersonIds: ['ana', 'max'] }, 'nnnnnyyyn'],
  ['breakGlass:confirm', asked, 'fffffnyyy'],
  ['breakGlass:confirm', { ...asked, affectedPersonIds: ['ana', 'max'] }, 'fffffnyyf'],
  ['breakGlass:decline', asked, 'fffffnyyy'],
  ['breakGlass:end', asked, 'fffffynnn'],
  ['breakGlass:end', { ...asked, answeredBy: 'nan' }, 'fffffynnn'],
  ['breakGlass:end', opened, 'nnfffyynn'],
  ['breakGlass:seen', asked, 'fffffynnn'],
  ['breakGlass:seen', opened, 'yyfffynnn'],
  ['breakGlass:review', asked, 'fffffnnnn'],
  ['breakGlass:review', opened, 'nnfffnnyy'],
  ['breakGlass:review', { ...opened, reviewedBySupporters: true }, 'yyfffnnyy'],
  ['shift:place', shift, managers],
  ['shift:onCall', shift, managers],
  ['person:invite', null, managers],
  ['person:reinvite', cai, managers],
  ['person:sendLink', cai, managers],
  ['person:showLink', cai, managers],
  ['person:stopLink', cai, ofCai],
  ['person:change', cai, managers],
  ['person:agree', cai, ofCai],
  ['person:decline', cai, ofCai],
  ['person:profile', null, all],
  ['person:endSignIns', cai, managers],
  ['person:suspend', cai, managers],
  ['person:restore', cai, managers],
  ['notification:change', null, all],
  ['notification:addDevice', null, all],
  ['notification:removeDevice', null, all],
  ['notification:test', null, all],
  ['update:seen', update, 'yffffffff'],
  ['helpline:change', null, managers],
  ['helpline:planSupervision', null, 'nnnnnyyyy'],
];

const letterOf = { 'not-yours': 'n', 'not-found': 'f', conflict: 'j' } as const;
const denial = (command: CommandName, actor: Actor, row: unknown) =>
  denialOf(access[command] as Permission<unknown>, actor, row);
const verdictsOn = (command: CommandName, row: unknown) =>
  actors
    .map((actor) => denial(command, actor, row))
    .map((denied) => (denied === null ? 'y' : letterOf[denied.code]))
    .join('');

test.each(verdicts)('%s', (command, row, expected) => {
  expect(verdictsOn(command, row)).toBe(expected);
});

test('every command is tried', () => {
  const tried = new Set<string>(verdicts.map(([command]) => command));
  expect([...tried].sort()).toEqual(Object.keys(access).sort());
});

test('a row that does not exist is refused like one that may not be known of', () => {
  const aboutARow = verdicts.filter(([, row]) => row !== null);
  for (const [command, row] of aboutARow)
    for (const actor of actors) {
      const unseen = denial(command, actor, row);
      const missing = denial(command, actor, null);
      if (unseen?.code === 'not-found') expect(missing, `${command} ${actor.id}`).toEqual(unseen);
      else expect(['not-found', 'not-yours', 'conflict'], `${command} ${actor.id}`).toContain(missing?.code);
    }
});

test('a refusal says whose turn it is', () => {
  const [, ben, , , , , nan, sue] = actors as [Actor, Actor, Actor, Actor, Actor, Actor, Actor, Actor];
  expect(denial('call:note', ben, call)?.message).toMatch(/^Your partner has this call/);
  expect(denial('debrief:offer', nan, { ...ofAnyManager, assignedTo: 'mo' })?.message).toMatch(/^Another/);
  expect(denial('debrief:offer', nan, ofAnyManager)?.message).toMatch(/^Say first/);
  expect(denial('call:log', sue, inTonight)?.message).toMatch(/^This call cannot be written down/);
  expect(denial('presence:leave', sue, inTonight)?.message).toBeUndefined();
  expect(denial('call:note', nan, call)?.message).toBeUndefined();
});

test('a change of role, of a place, of its time or of an open conversation asks for a new welcome', () => {
  const ana = actors[0]!;
  const others: Partial<Actor>[] = [
    { roles: ['supporter', 'manager'] },
    { shiftIds: [] },
    { placedAt: { tonight: whenKitCame } },
    { talkIds: [] },
  ];
  const scopes = [ana, ...others.map((change) => ({ ...ana, ...change }))].map(scopeOf);
  expect(new Set(scopes).size).toBe(scopes.length);
  const both = { ...ana, roles: ['manager', 'supporter'] as Role[] };
  expect(scopeOf(both)).toBe(scopeOf({ ...ana, roles: ['supporter', 'manager'] }));
});
