import { readMigrationFiles } from 'drizzle-orm/migrator';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from '../root.ts';
import type { TransactionSql } from './connection.ts';

export const ourVersion = (
  JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8')) as { version: string }
).version;

export const ourMigrations = readMigrationFiles({
  migrationsFolder: join(projectRoot, 'drizzle', 'migrations'),
}).map(({ hash }) => hash);

export async function migrationsIn(tx: TransactionSql): Promise<string[]> {
  const [found] = await tx<
    [{ made: boolean }]
  >`select to_regclass('drizzle.__drizzle_migrations') is not null as made`;
  if (!found.made) return [];
  const rows = await tx<
    { hash: string }[]
  >`select hash from drizzle.__drizzle_migrations order by created_at, id`;
  return rows.map(({ hash }) => hash);
}

/** Compares a list of migrations with those of this version. */
export function epochOf(migrations: string[], ours = ourMigrations): 'same' | 'older' | 'newer' | 'other' {
  const shared = Math.min(migrations.length, ours.length);
  if (migrations.slice(0, shared).some((hash, index) => hash !== ours[index])) return 'other';
  if (migrations.length === ours.length) return 'same';
  return migrations.length < ours.length ? 'older' : 'newer';
}
