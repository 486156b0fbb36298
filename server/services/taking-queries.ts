import { max, sql } from 'drizzle-orm';
import { services, serviceVersions } from '#drizzle/schema/services';
import type { Tx } from '../platform/database/db.ts';
import { isOneOf } from '../platform/database/one-of.ts';
import { isoTime } from '../platform/database/times.ts';

type ServiceRow = typeof services.$inferInsert;

export async function insertServices(tx: Tx, ids: string[], row: Omit<ServiceRow, 'id'>): Promise<void> {
  if (ids.length > 0) await tx.insert(services).values(ids.map((id) => ({ id, ...row })));
}

/** The highest number of a version of each of these services; none for a service without. */
export async function latestNumbers(tx: Tx, serviceIds: string[]): Promise<Map<string, number>> {
  const { serviceId, number } = serviceVersions;
  const rows = await tx
    .select({ serviceId, latest: max(number) })
    .from(serviceVersions)
    .where(isOneOf(serviceId, serviceIds))
    .groupBy(serviceId);
  return new Map(rows.map((row) => [row.serviceId, row.latest ?? 0]));
}

/** Puts the latest version of each of these services into force. Where its publisher has checked it, says so. */
export async function putLatestIntoForce(
  tx: Tx,
  taken: { serviceId: string; checkedAt: Date | null }[],
  version: number,
): Promise<void> {
  const ids = sql.param(taken.map(({ serviceId }) => serviceId));
  const times = sql.param(taken.map(({ checkedAt }) => isoTime(checkedAt)));
  await tx.execute(sql`
    update services set
      version = ${version},
      state = 'published',
      current_number = (select max(number) from service_versions where service_id = services.id),
      checked_by = case when taken.checked_at is null then checked_by end,
      checked_at = coalesce(taken.checked_at, services.checked_at)
    from unnest(${ids}::uuid[], ${times}::text[]::timestamptz[]) as taken (service_id, checked_at)
    where services.id = taken.service_id`);
}
