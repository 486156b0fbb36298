import { uuidv7 } from 'uuidv7';
import { afterEach, expect, test } from 'vitest';
import { migrate } from '#server/platform/database/migrate';
import { databaseAsOf } from '../support/older-database.ts';

const undo: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const step of undo.splice(0).reverse()) await step();
});

test('older messages are for the partner of that time, and where nobody can be named for their writer alone', async () => {
  const database = await databaseAsOf('0005_true-times');
  const { url, sql } = database;
  undo.push(() => database.drop());
  const [line, alone, swapped, quiet] = [uuidv7(), uuidv7(), uuidv7(), uuidv7()];
  const [ana, ben, cai] = [uuidv7(), uuidv7(), uuidv7()];
  await sql`insert into helplines (id, name, time_zone, opening_pattern, change, created_at)
    values (${line}, 'Line', 'Europe/London', '[]', 1, now())`;
  for (const [index, id] of [ana, ben, cai].entries())
    await sql`insert into people (id, helpline_id, version, first_name, email, roles)
      values (${id}, ${line}, 1, ${'P' + index}, ${id + '@example.org'}, ${['supporter']})`;
  for (const [index, id] of [alone, swapped, quiet].entries()) {
    const [from, to] = [`2026-11-0${index + 1}T18:00Z`, `2026-11-0${index + 1}T23:00Z`];
    await sql`insert into shifts (id, helpline_id, version, starts_at, ends_at)
      values (${id}, ${line}, 1, ${from}, ${to})`;
  }
  const place = (shift: string, number: number, person: string) =>
    sql`insert into places (shift_id, place, helpline_id, person_id) values (${shift}, ${number}, ${line}, ${person})`;
  await place(alone, 1, ana);
  await place(swapped, 1, ana);
  await place(swapped, 2, cai);
  await place(quiet, 1, ana);
  await place(quiet, 2, ben);
  const present = (shift: string, person: string, from: string, until: string | null) =>
    sql`insert into presences (id, helpline_id, version, shift_id, person_id, joined_at, left_at, connected,
      last_heard_at, state, state_since)
      values (${uuidv7()}, ${line}, 1, ${shift}, ${person}, ${from}, ${until}, false, ${from}, 'ready', ${from})`;
  await present(swapped, ana, '2026-11-02T18:00Z', null);
  await present(swapped, ben, '2026-11-02T18:05Z', '2026-11-02T19:30Z');
  await present(swapped, cai, '2026-11-02T20:10Z', null);
  const said = (body: string, shift: string, from: string, at: string) =>
    sql`insert into messages (id, helpline_id, version, shift_id, from_person, body, covered, sent_at)
      values (${uuidv7()}, ${line}, 1, ${shift}, ${from}, ${body}, false, ${at})`;
  await said('to nobody', alone, ana, '2026-11-01T19:00Z');
  await said('Ana to Ben', swapped, ana, '2026-11-02T19:00Z');
  await said('Ben to Ana', swapped, ben, '2026-11-02T19:01Z');
  await said('between', swapped, ana, '2026-11-02T19:50Z');
  await said('Ana to Cai', swapped, ana, '2026-11-02T20:20Z');
  await said('before Ben came', quiet, ana, '2026-11-03T18:01Z');

  await migrate(url);
  const rows = await sql<{ body: string; to: string | null }[]>`select body, to_person as to from messages`;
  const names = new Map([
    [ana, 'Ana'],
    [ben, 'Ben'],
    [cai, 'Cai'],
  ]);
  expect(Object.fromEntries(rows.map(({ body, to }) => [body, to && names.get(to)]))).toEqual({
    'to nobody': null,
    'Ana to Ben': 'Ben',
    'Ben to Ana': 'Ana',
    between: null,
    'Ana to Cai': 'Cai',
    'before Ben came': 'Ben',
  });
});
