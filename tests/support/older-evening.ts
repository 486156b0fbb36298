import { uuidv7 } from 'uuidv7';
import { hashPassword } from '#server/platform/auth/passwords';
import type { Role } from '#shared/viewer';
import { password } from './helpline.ts';
import type { databaseAsOf } from './older-database.ts';

type OlderDatabase = Awaited<ReturnType<typeof databaseAsOf>>;

const names = ['ana', 'ben', 'mo', 'nan', 'line', 'shift', 'call', 'grant', 'flag', 'signal'] as const;
const requests = ['asked', 'handedBack', 'said'] as const;
type Name = (typeof names)[number] | (typeof requests)[number];
/** The ids of all people and rows of that evening. */
export const ids = Object.fromEntries([...names, ...requests].map((name) => [name, uuidv7()])) as Record<
  Name,
  string
>;
const { ana, ben, mo, nan, line, shift, call, grant, flag, signal, asked, handedBack, said } = ids;

const at = (time: string) => `2026-11-18T${time}:00.000Z`;

/** Written with the names of the tables and columns of that time. At 20:00 a call for support and a debrief wait to escalate. */
export async function fillEvening(database: OlderDatabase): Promise<void> {
  const { put, sql } = database;
  const own = { helpline_id: line, version: 1 };
  await put('helplines', {
    id: line,
    name: 'Line',
    time_zone: 'Europe/London',
    opening_pattern: sql.json([]),
    change: 1,
    created_at: at('09:00'),
    climbs_after_minutes: [3, 6],
    debrief_climbs_after_minutes: [4, 7],
    daily_list_at: '08:15',
    listed_on: '2026-11-18',
    alone_after_minutes: 30_000,
  });
  const passwordHash = await hashPassword(password);
  const person = (id: string, name: string, role: Role) =>
    put('people', {
      ...own,
      id,
      first_name: name[0]!.toUpperCase() + name.slice(1),
      email: `${name}@example.org`,
      roles: [role],
      password_hash: passwordHash,
    });
  await person(ana, 'ana', 'supporter');
  await person(ben, 'ben', 'supervisor');
  await person(mo, 'mo', 'manager');
  await person(nan, 'nan', 'manager');
  const onCall = { manager_id: mo, next_manager_id: nan };
  await put('shifts', { ...own, ...onCall, id: shift, starts_at: at('18:00'), ends_at: at('23:00') });
  await put('places', { shift_id: shift, place: 1, helpline_id: line, person_id: ana });
  await put('calls', {
    ...own,
    id: call,
    shift_id: shift,
    state: 'wrapUp',
    taken_by: ana,
    held_by: ana,
    started_at: at('18:30'),
    ended_at: at('19:00'),
    presenting_issues: [],
    note: 'Words',
    outcomes: [],
    field_marks: sql.json({}),
  });
  await put('flags', {
    ...own,
    id: flag,
    state: 'taken',
    call_id: call,
    shift_id: shift,
    reason: 'safeguarding',
    note: '',
    raised_by: ana,
    raised_at: at('19:05'),
    taken_by: ben,
    touched_at: at('19:50'),
    steps: sql.json([{ step: 'raised', by: ana, at: at('19:05') }]),
  });
  await put('openings', {
    ...own,
    id: grant,
    call_id: call,
    call_started_at: at('18:30'),
    opened_by: mo,
    opened_at: at('19:45'),
    until: at('20:45'),
    because: 'To help',
    concerns: [ana],
  });
  const logged = {
    id: uuidv7(),
    helpline_id: line,
    at: at('19:45'),
    by: mo,
    deed: 'call-opened',
    about: call,
  };
  await put('log', logged);
  await put('reaches', { ...own, id: ana, push_kinds: ['rota'], email_kinds: [], quiet_from: '22:00' });
  await put('notices', {
    id: uuidv7(),
    helpline_id: line,
    person_id: mo,
    channel: 'email',
    kind: 'support-now',
    path: '/desk',
    created_at: at('19:59'),
    due_at: at('19:59'),
    state: 'waiting',
  });
  await put('cluster_bodies', { id: uuidv7(), body: 'Words', at: at('19:59') });
  await put('signals', {
    ...own,
    id: signal,
    shift_id: shift,
    kind: 'support-now',
    raised_by: ana,
    raised_at: at('19:57'),
    climbed_to: [mo],
  });
  const rung = { helpline_id: line, signal_id: signal };
  await put('rungs', { ...rung, id: uuidv7(), manager_id: mo, due_at: at('20:00'), done_at: at('20:00') });
  await put('rungs', { ...rung, id: uuidv7(), manager_id: nan, due_at: at('20:03') });
  await fillDebriefs(database);
}

async function fillDebriefs({ put, sql }: OlderDatabase) {
  const request = {
    helpline_id: line,
    version: 1,
    urgency: 'now',
    asked_by: ana,
    asked_at: at('19:40'),
    shift_id: shift,
    note: 'Hard',
    call_ids: [call],
  };
  const step = (name: string, by: string, more: Record<string, string> = {}) => ({
    step: name,
    by,
    at: at('19:50'),
    ...more,
  });
  const path = [step('asked', ana), step('climbed', mo), step('accepted', mo), step('offered', mo)];
  const words = 'I climbed the stairs';
  await put('debriefs', {
    ...request,
    id: asked,
    state: 'otherTimeAsked',
    held_by: mo,
    may_climb: true,
    climbed_to: [mo],
    steps: sql.json([...path, step('otherTimeAsked', ana, { words })]),
  });
  await put('debriefs', {
    ...request,
    id: handedBack,
    state: 'asked',
    climbed_to: [nan],
    steps: sql.json([step('asked', ana), step('accepted', nan), step('handedBack', nan)]),
  });
  const rung = { helpline_id: line, debrief_id: handedBack, manager_id: mo };
  await put('debrief_rungs', {
    ...rung,
    id: uuidv7(),
    kind: 'unseen',
    due_at: at('19:55'),
    done_at: at('19:56'),
  });
  await put('debrief_rungs', { ...rung, id: uuidv7(), kind: 'unanswered', due_at: at('20:04') });
  await put('debrief_lines', {
    helpline_id: line,
    version: 1,
    id: said,
    debrief_id: asked,
    from_person: mo,
    body: 'Ring me',
    sent_at: at('19:55'),
    between: [ana, mo],
  });
}
