import postgres from 'postgres';

/**
 * Whether the role of this address may do more than read and write rows: it is a superuser, owns a table, or may create one.
 * Such a role brings the database up to date by itself. One that may not leaves that to its owner.
 */
export async function mayChangeTables(url: string): Promise<boolean> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    const [found] = await sql<[{ may: boolean }]>`
      select rolsuper
        or has_database_privilege(current_database(), 'CREATE')
        or has_schema_privilege('public', 'CREATE')
        or exists (
          select from pg_class where relnamespace = 'public'::regnamespace and pg_has_role(relowner, 'MEMBER')
        ) as may
      from pg_roles where rolname = current_user`;
    return found.may;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
