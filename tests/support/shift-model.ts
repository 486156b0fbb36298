import fc from 'fast-check';
import { expect } from 'vitest';
import type { CommandFields, CommandName } from '#shared/contract';
import { newId } from './helpline.ts';
import type { Client } from './client.ts';

export const players = ['ana', 'ben', 'cai', 'mo', 'sue'] as const;
export type Player = (typeof players)[number];

/** The ids created by the sequence so far, per noun, for later commands to use. */
export type Model = Record<
  | 'call'
  | 'message'
  | 'signal'
  | 'debrief'
  | 'line'
  | 'followUp'
  | 'flag'
  | 'breakGlass'
  | 'handed'
  | 'kit'
  | 'shift'
  | 'rotaChange',
  string[]
>;
export type Real = { shiftId: string; clients: Record<Player, Client>; minutePasses: () => void };
type Step = fc.AsyncCommand<Model, Real>;

export const emptyModel = (): Model => ({
  call: [],
  message: [],
  signal: [],
  debrief: [],
  line: [],
  followUp: [],
  flag: [],
  breakGlass: [],
  handed: [],
  kit: [],
  shift: [],
  rotaChange: [],
});

/** Moves the clock, so that rows can be older than a person's place. */
class MinutePasses implements Step {
  check = () => true;
  run = (_model: Model, { minutePasses }: Real) => Promise.resolve(minutePasses());
  toString = () => 'a minute passes';
}

/** Any of the pair, a manager or a supervisor sends any command about any row: acceptance and refusal are both fine, a fault is not. */
class Given<Name extends CommandName> implements Step {
  #who: Player;
  #name: Name;
  #fields: (model: Model, real: Real) => CommandFields<Name>;
  constructor(who: Player, name: Name, fields: (model: Model, real: Real) => CommandFields<Name>) {
    this.#who = who;
    this.#name = name;
    this.#fields = fields;
  }

  check = () => true;

  async run(model: Model, real: Real) {
    const reply = await real.clients[this.#who].send(this.#name, this.#fields(model, real));
    expect(reply.ok ? 'ok' : reply.code).toMatch(/^(ok|not-yours|not-found|conflict)$/);
  }

  toString = () => `${this.#who} ${this.#name}`;
}

const nth = (ids: string[], index: number) => ids[index % Math.max(1, ids.length)] ?? newId();

function made(ids: string[]): string {
  const id = newId();
  ids.push(id);
  return id;
}

const choice = { who: fc.constantFrom(...players), index: fc.nat(5) };
type Choice = { who: Player; index: number };

function step<Name extends CommandName>(
  name: Name,
  fields: (model: Model, index: number, real: Real) => CommandFields<Name>,
): fc.Arbitrary<Step> {
  return fc
    .record(choice)
    .map(({ who, index }: Choice) => new Given(who, name, (model, real) => fields(model, index, real)));
}

export const steps: fc.Arbitrary<Step>[] = [
  step('presence:join', (_, __, { shiftId }) => ({ shiftId })),
  step('presence:leave', (_, __, { shiftId }) => ({ shiftId })),
  fc.constant(new MinutePasses()),
  step('shift:place', (_, index, { shiftId, clients }) => ({
    shiftId,
    place: index % 2 ? 1 : 2,
    personId: [clients.ana, clients.ben, clients.cai, clients.ben, clients.ana, null][index]?.me.id ?? null,
  })),
  step('shift:add', ({ shift, rotaChange }, index) => ({
    changeId: made(rotaChange),
    shiftId: made(shift),
    startsAt: `2026-11-2${index}T08:00:00.000Z`,
    endsAt: `2026-11-2${index}T12:00:00.000Z`,
    secondLine: index % 2 === 1,
  })),
  step('shift:cancel', ({ shift, rotaChange }, index) => ({
    changeId: made(rotaChange),
    shiftId: nth(shift, index),
  })),
  step('shift:undo', ({ rotaChange }, index) => ({ changeId: nth(rotaChange, index) })),
  step('presence:set', (_, index) => ({ state: index % 2 ? 'ready' : 'taking-a-break' })),
  step('call:start', ({ call }) => ({ callId: made(call) })),
  step('call:note', ({ call }, index) => ({
    callId: nth(call, index),
    changes: index % 2 ? { note: `Words ${index}` } : { presentingIssues: ['sleep'] },
  })),
  step('call:end', ({ call }, index) => ({ callId: nth(call, index) })),
  step('call:close', ({ call }, index) => ({ callId: nth(call, index) })),
  step('call:takeOver', ({ call }, index) => ({ callId: nth(call, index) })),
  step('message:send', ({ message }, index, { clients }) => ({
    messageId: made(message),
    body: 'With you',
    ...(index === 3 && { to: clients.cai.me.id }),
    covered: index === 1,
    asks: index === 2,
  })),
  step('message:seen', ({ message }, index) => ({ messageId: nth(message, index) })),
  step('message:open', ({ message }, index) => ({ messageId: nth(message, index) })),
  step('message:answer', ({ message }, index) => ({ messageId: nth(message, index), answer: 'now' })),
  step('signal:raise', ({ signal }, index) => ({
    signalId: made(signal),
    kind: index % 2 ? 'support-now' : 'sit-with-me',
  })),
  step('signal:answer', ({ signal }, index) => ({ signalId: nth(signal, index) })),
  step('signal:lower', ({ signal }, index) => ({ signalId: nth(signal, index) })),
  step('debrief:ask', ({ debrief, call }, index, { clients }) => ({
    debriefId: made(debrief),
    urgency: index % 2 ? 'now' : 'before-i-finish',
    callIds: call.slice(0, index % 2),
    managerId: index < 3 ? null : clients[index === 3 ? 'mo' : 'sue'].me.id,
    mayEscalate: index === 4,
  })),
  ...(['seen', 'widen', 'accept', 'handBack', 'agree', 'askOtherTime', 'hold', 'withdraw'] as const).map(
    (deed) => step(`debrief:${deed}`, ({ debrief }, index) => ({ debriefId: nth(debrief, index) })),
  ),
  step('debrief:share', ({ debrief }, index) => ({ debriefId: nth(debrief, index), shared: index < 4 })),
  step('debrief:offer', ({ debrief }, index) => ({
    debriefId: nth(debrief, index),
    for: `20${90 + index}-01-01T10:00:00.000Z`,
  })),
  step('debrief:sendMessage', ({ debrief, line }, index) => ({
    debriefId: nth(debrief, index),
    lineId: made(line),
    body: 'Thank you',
  })),
  step('debrief:messageSeen', ({ line }, index) => ({ lineId: nth(line, index) })),
  step('debrief:close', ({ debrief, followUp }, index) => ({
    debriefId: nth(debrief, index),
    whatHelped: 'Talking',
    bringToSupervision: index % 2 === 1,
    followUp: { followUpId: made(followUp), words: 'Ask again', dueOn: null },
  })),
  step('debrief:supervision', ({ debrief }, index) => ({ debriefId: nth(debrief, index), agreed: true })),
  step('followUp:take', ({ followUp }, index) => ({ followUpId: nth(followUp, index) })),
  step('followUp:done', ({ followUp }, index) => ({ followUpId: nth(followUp, index) })),
  step('followUp:reopen', ({ followUp }, index) => ({ followUpId: nth(followUp, index) })),
  step('checkIn:tell', (_, index, { shiftId }) => ({
    checkInId: newId(),
    shiftId,
    heaviness: index === 5 ? null : 'full',
    sharedWith: index < 2 ? 'partner' : index < 4 ? 'managers' : 'nobody',
  })),
  step('flag:raise', ({ flag, call }, index) => ({
    flagId: made(flag),
    callId: nth(call, index),
    reason: 'something-to-learn',
    askMeFirst: index % 2 === 1,
  })),
  step('flag:withdraw', ({ flag }, index) => ({ flagId: nth(flag, index) })),
  step('flag:take', ({ flag }, index) => ({ flagId: nth(flag, index) })),
  step('flag:ask', ({ flag }, index) => ({ flagId: nth(flag, index), question: 'What helped?' })),
  step('grant:open', ({ call }, index) => ({
    grantId: newId(),
    callId: nth(call, index),
    reason: 'A complaint came.',
  })),
  step('breakGlass:ask', ({ breakGlass }, _, { shiftId }) => ({
    breakGlassId: made(breakGlass),
    shiftId,
    reason: 'An ambulance crew asks what was said.',
  })),
  step('breakGlass:confirm', ({ breakGlass }, index) => ({ breakGlassId: nth(breakGlass, index) })),
  step('breakGlass:end', ({ breakGlass }, index) => ({ breakGlassId: nth(breakGlass, index) })),
  step('handover:line', ({ handed, call }, index, { shiftId }) => ({
    lineId: made(handed),
    shiftId,
    kind: 'keep-in-mind',
    words: 'The door code is new.',
    ...(index % 2 === 1 && { callId: nth(call, index) }),
  })),
  step('handover:finish', (_, __, { shiftId }) => ({ shiftId })),
  step('handover:drop', ({ handed }, index) => ({ lineId: nth(handed, index) })),
  step('kit:add', ({ kit }, _, { clients }) => ({
    kitId: made(kit),
    name: 'Bag 1',
    items: [],
    holderId: clients.ana.me.id,
  })),
  step('kit:give', ({ kit }, index, { clients }) => ({ kitId: nth(kit, index), toId: clients.ben.me.id })),
  step('kit:take', ({ kit }, index) => ({ kitId: nth(kit, index) })),
  step('flag:close', ({ flag }, index) => ({
    flagId: nth(flag, index),
    learning: 'You stayed.',
    theme: 'Staying',
  })),
];
