import postgres, { type Sql, type TransactionSql } from 'postgres';
import { plainText } from './rows.ts';

export type { TransactionSql };

/** Opens one connection without a statement timeout, with the text format of values fixed. */
export async function withPatientConnection<Result>(
  databaseUrl: string,
  work: (sql: Sql) => Promise<Result>,
): Promise<Result> {
  const sql = postgres(databaseUrl, {
    max: 1,
    connect_timeout: 5,
    max_lifetime: null,
    onnotice: () => {},
    connection: {
      application_name: 'alongside backup',
      statement_timeout: 0,
      lock_timeout: 10_000,
      idle_in_transaction_session_timeout: 0,
      ...plainText,
    },
  });
  try {
    return await work(sql);
  } finally {
    await sql.end({ timeout: 5 });
  }
}
