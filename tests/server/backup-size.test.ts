import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startBackupChild } from '../support/backup.ts';
import { freshDatabase } from '../support/database.ts';
import { onDatabase } from '../support/on-database.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const rows = 30_000;
let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let full: Awaited<ReturnType<typeof freshDatabase>>;
let empty: Awaited<ReturnType<typeof freshDatabase>>;

beforeAll(async () => {
  [folder, full, empty] = await Promise.all([temporaryFolder(), freshDatabase(), freshDatabase()]);
  await onDatabase(full.url, async (sql) => {
    const id = '01890000-0000-7000-8000-000000000001';
    await sql`insert into helplines (id, name, time_zone, opening_pattern, change, created_at)
      values (${id}, 'Test line', 'Europe/London', '[]', ${rows}, now())`;
    await sql`insert into people (id, helpline_id, version, first_name, roles) values (${id}, ${id}, 1, 'Ana', '{supporter}')`;
    await sql`insert into shifts (id, helpline_id, version, starts_at, ends_at) values (${id}, ${id}, 1, now(), now())`;
    await sql`insert into messages (id, helpline_id, version, shift_id, from_person, body, covered, sent_at, received_at)
      select gen_random_uuid(), ${id}, n, ${id}, ${id}, repeat(md5(n::text), 145), false, now(), now()
      from generate_series(1, ${rows}::int) n`;
  });
});
afterAll(() => Promise.all([folder.remove(), full.drop(), empty.drop()]));

test('thirty thousand messages with 140 MB of text are written, read and restored in little memory', async () => {
  const file = join(folder.path, 'large.backup');
  const took = {
    take: await measured('take', full.url, file),
    verify: await measured('verify', full.url, file),
    restore: await measured('restore', empty.url, file),
  };
  for (const { megabytes } of Object.values(took)) expect(megabytes).toBeLessThan(100);
}, 360_000);

async function measured(...what: Parameters<typeof startBackupChild>) {
  const child = await startBackupChild(...what);
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'close')]);
  expect(code).toBe(0);
  return JSON.parse(said) as { megabytes: number };
}
