import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inject } from 'vitest';
import { projectRoot } from '#server/platform/root';
import { databaseNamed, onDatabase } from './on-database.ts';

/**
 * A database with the two roles of docs/deploy/database.sql, every statement as it stands there but for the names, which are of
 * this run because roles belong to the whole PostgreSQL. No table is made yet.
 */
export async function databaseWithRoles() {
  const name = `alongside_${randomBytes(4).toString('hex')}`;
  const owner = `${name}_owner`;
  const addressOf = (role: string, password: string) => {
    const url = new URL(inject('databaseServer'));
    [url.username, url.password, url.pathname] = [role, password, `/${name}`];
    return url.href;
  };
  const superuserUrl = databaseNamed(inject('databaseServer'), name);

  const file = await readFile(join(projectRoot, 'docs', 'deploy', 'database.sql'), 'utf8');
  const named = file.replace(/\balongside(_owner)?\b/g, (found) => (found === 'alongside' ? name : owner));
  const [first, second] = named.split(/^\\connect .*$/m);
  await runEach(inject('databaseServer'), first!);
  await runEach(superuserUrl, second!);
  return {
    name,
    addressOf,
    ownersUrl: addressOf(owner, 'choose-one'),
    ownUrl: addressOf(name, 'choose-another'),
    /** Of PostgreSQL's superuser, for whom no policy holds. */
    superuserUrl,
    drop: () =>
      runEach(
        inject('databaseServer'),
        [`drop database ${name} with (force)`, `drop role ${name}`, `drop role ${owner}`].join(';\n'),
      ),
  };
}

/** Runs statements one after the other, each outside of a transaction. */
export async function runEach(url: string, statements: string) {
  await onDatabase(url, async (sql) => {
    for (const statement of statements.split(/;$/m))
      if (statement.replace(/^--.*$/gm, '').trim()) await sql.unsafe(statement);
  });
}
