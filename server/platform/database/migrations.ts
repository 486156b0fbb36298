import { readMigrationFiles } from 'drizzle-orm/migrator';
import { join } from 'node:path';
import type { ISql } from 'postgres';
import { projectRoot } from '../root.ts';

export const migrationsFolder = join(projectRoot, 'drizzle', 'migrations');

/** The hashes of the migrations of this version, in their order. */
export const ourMigrations = readMigrationFiles({ migrationsFolder }).map(({ hash }) => hash);

/** The hashes of the migrations that were applied, in their order; none where none ever was. */
export async function migrationsIn(sql: ISql): Promise<string[]> {
  const [found] = await sql<
    [{ made: boolean }]
  >`select to_regclass('drizzle.__drizzle_migrations') is not null as made`;
  if (!found.made) return [];
  const rows = await sql<
    { hash: string }[]
  >`select hash from drizzle.__drizzle_migrations order by created_at, id`;
  return rows.map(({ hash }) => hash);
}

export type Age = 'same' | 'older' | 'newer' | 'other';

/** How a list of migrations compares with those of this version. */
export function ageOf(migrations: string[], ours = ourMigrations): Age {
  const shared = Math.min(migrations.length, ours.length);
  if (migrations.slice(0, shared).some((hash, index) => hash !== ours[index])) return 'other';
  if (migrations.length === ours.length) return 'same';
  return migrations.length < ours.length ? 'older' : 'newer';
}
