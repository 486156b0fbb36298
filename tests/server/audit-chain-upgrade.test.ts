import { afterAll, beforeAll, expect, test } from 'vitest';
import { uuidv7 } from 'uuidv7';
import { verifyAuditLog } from '#server/platform/audit-log/verify';
import { migrate } from '#server/platform/database/migrate';
import { openDatabase } from '#server/platform/database/db';
import { databaseAsOf } from '../support/older-database.ts';

let database: Awaited<ReturnType<typeof databaseAsOf>>;
beforeAll(async () => {
  database = await databaseAsOf('0016_encryption');
});
afterAll(() => database.drop());

test('lines from before are numbered by time and chained, each helpline for itself', async () => {
  const helplines = [uuidv7(), uuidv7()];
  const times = ['21:00:00.125', '20:00', '22:30'];
  for (const id of helplines) {
    const named = { name: id, time_zone: 'Europe/London', opening_pattern: [] };
    await database.put('helplines', { id, ...named, created_at: '2026-11-18T20:00Z' });
    for (const time of times) {
      const line = { id: uuidv7(), helpline_id: id, at: `2026-11-18T${time}Z` };
      await database.put('audit_log', { ...line, action: 'person-changed', about: uuidv7() });
    }
  }
  await migrate(database.url);

  const { db, close } = openDatabase(database.url);
  for (const id of helplines) {
    expect(await verifyAuditLog(db, id)).toMatchObject({ number: 3, wrong: null });
    const rows = await database.sql<
      { at: Date }[]
    >`select at from audit_log where helpline_id = ${id} order by number`;
    expect(rows.map(({ at }) => at.toISOString().slice(11, 16))).toEqual(['20:00', '21:00', '22:30']);
  }
  await close();
});
