import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { eq } from 'drizzle-orm';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { people } from '#drizzle/schema/people';
import { shifts } from '#drizzle/schema/shifts';
import { hashOf } from '../support/hash.ts';
import { refusedWith, sitAtTerminal, type Terminal } from '../support/terminal.ts';

const now = new Date('2026-11-25T20:17Z');
const inThreeDays = new Date('2026-11-28T20:17Z');
let terminal: Terminal;
beforeAll(async () => {
  terminal = await sitAtTerminal(now);
});
afterAll(() => terminal.leave());

test('before there is a helpline, the list says so', async () => {
  expect(await terminal.types('helpline list')).toEqual({
    code: 0,
    said: 'There is no helpline yet.',
    complained: '',
  });
});

test('a helpline is made with its first manager, its shifts and a link that only its hash stands for', async () => {
  const made = await terminal.types(
    'helpline create --name "Evening line" --manager Mo --email Mo@Example.org',
  );
  expect(made).toMatchObject({ code: 0, complained: '' });
  const secret = /^https:\/\/line\.example\/join#([\w-]{43})$/m.exec(made.said)![1]!;
  expect(made.said.replace(secret, 'SECRET')).toBe(
    [
      'The helpline "Evening line" is made, with 29 shifts over the next four weeks.',
      'Give this link to Mo. It works once, for 3 days:',
      'https://line.example/join#SECRET',
      'Nobody has chosen how long call records are kept. None is erased until a manager chooses, under Helpline settings.',
    ].join('\n'),
  );
  const helpline = await terminal.helplineCalled('Evening line');
  const manager = await terminal.personAt('mo@example.org');
  expect(helpline).toMatchObject({ timeZone: 'Europe/London', change: 1 });
  expect(manager).toMatchObject({
    firstName: 'Mo',
    email: 'mo@example.org',
    roles: ['manager'],
    invitedAt: now,
  });
  expect(manager.invitation).toMatchObject({
    secretHash: hashOf(secret),
    expiresAt: inThreeDays,
  });
  const laidOut = await terminal.db.select().from(shifts).where(eq(shifts.helplineId, helpline.id));
  expect(laidOut).toHaveLength(29);
  expect(laidOut.every(({ version }) => version === 1)).toBe(true);
});

test('a name or an address that is taken makes nothing', async () => {
  expect(
    await terminal.types('helpline create --name "Evening line" --manager Al --email al@example.org'),
  ).toEqual(refusedWith('There is a helpline called "Evening line" already.'));
  const again = 'person invite --helpline "Evening line" --name Mo --email mo@example.org --role supporter';
  expect(await terminal.types(again)).toEqual(
    refusedWith('Somebody with this e-mail address is here already. Try "person link" for a new link.'),
  );
  expect(await terminal.db.$count(helplines)).toBe(1);
  expect(await terminal.db.$count(people)).toBe(1);
});

test('a helpline may have opening times and a time zone of its own', async () => {
  const mornings = [{ weekday: 6, opensAt: '08:00', closesAt: '14:00' }];
  await writeFile(join(terminal.folder, 'mornings.json'), JSON.stringify(mornings));
  const made = await terminal.types(
    'helpline create --name Mornings --manager Jo --email jo@example.org --time-zone Europe/Dublin --pattern mornings.json --json',
  );
  const facts = JSON.parse(made.said) as { link: string; helpline: { id: string } };
  expect(facts).toEqual({
    helpline: { id: facts.helpline.id, name: 'Mornings', timeZone: 'Europe/Dublin' },
    manager: { id: expect.any(String) as string, firstName: 'Jo', email: 'jo@example.org' },
    shifts: 4,
    link: expect.stringMatching(/#[\w-]{43}$/) as string,
    expiresAt: inThreeDays.toISOString(),
  });
  const [kept] = await terminal.db.select().from(helplines).where(eq(helplines.id, facts.helpline.id));
  expect(kept!.openingPattern).toEqual(mornings);
});

test.each([
  ['no-such.json', null, 'The file no-such.json cannot be read. Is the path right?'],
  ['broken.json', '[{', 'The file broken.json does not hold opening times: it should be a list of'],
  ['empty.json', '[]', 'The file empty.json does not hold opening times: it should be a list of'],
  ['late.json', '[{"weekday":8,"opensAt":"18:00","closesAt":"24:00"}]', 'does not hold opening times'],
  [
    'none.json',
    '[{"weekday":7,"opensAt":"20:00","closesAt":"20:00"}]',
    'In the file none.json an opening ends when it begins.',
  ],
  [
    'twice.json',
    '[{"weekday":7,"opensAt":"20:00","closesAt":"02:00"},{"weekday":1,"opensAt":"01:00","closesAt":"05:00"}]',
    'In the file twice.json two openings overlap.',
  ],
])('opening times in %s are refused', async (name, content, sentence) => {
  if (content !== null) await writeFile(join(terminal.folder, name), content);
  const { code, complained } = await terminal.types(
    `helpline create --name Nights --manager Al --email al@example.org --pattern ${name}`,
  );
  expect(code).toBe(2);
  expect(complained).toContain(sentence);
});

test('the list shows every helpline, and the same as facts', async () => {
  const helpline = await terminal.helplineCalled('Evening line');
  const { said } = await terminal.types('helpline list');
  expect(said.split('\n')).toContain(`Evening line, Europe/London, people: 1, id: ${helpline.id}`);
  expect(JSON.parse((await terminal.types('helpline list --json')).said)).toMatchObject({
    helplines: [
      { id: helpline.id, name: 'Evening line', people: 1 },
      { name: 'Mornings', people: 1 },
    ],
  });
});

test('bringing the database up to date twice is as good as once', async () => {
  expect(await terminal.types('migrate')).toMatchObject({
    code: 0,
    said: 'The database is up to date. Steps that were missing: 0.',
  });
});

test('invented people are refused where the database is not this computer’s own', async () => {
  expect(await terminal.types('seed demo')).toEqual(
    refusedWith('Invented people are only for the database on this computer. Leave DATABASE_URL out.'),
  );
});

test('how long call records are kept is chosen as the helpline is made, or left for a manager to choose', async () => {
  const made = (choice: string, name: string) =>
    terminal.types(`helpline create --name ${name} --manager Di --email ${name}@example.org ${choice}`);
  for (const wrong of ['29', '36501', '30.5', 'always'])
    expect(await made(`--keep-call-records ${wrong}`, 'Wrong')).toMatchObject({ code: 2, said: '' });
  expect((await made('--keep-call-records 2555', 'Years')).said).not.toContain('Nobody has chosen');
  await made('--keep-call-records forever', 'Ever');
  expect(await terminal.helplineCalled('Years')).toMatchObject({ callRecordDays: 2555 });
  expect(await terminal.helplineCalled('Ever')).toMatchObject({ callRecordDays: 0 });
  expect(await terminal.helplineCalled('Evening line')).toMatchObject({ callRecordDays: null });
});
