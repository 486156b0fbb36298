import { services, serviceVersions } from '#drizzle/schema/services';
import type { ServiceText, ServiceVersion } from '#shared/directory';
import { agreementIn, versionKey, versionsIn } from '../agreement/version-queries.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { sealedTable } from '../platform/encryption/sealed-table.ts';
import { text } from '../platform/encryption/words-in.ts';
import { latestNumbers } from './taking-queries.ts';

type VersionRow = typeof serviceVersions.$inferSelect;

/** The whole directory of a helpline shares one key: it is read as a whole. */
export const sealedServiceVersions = sealedTable(serviceVersions, {
  columns: { body: text, words: text },
  scopeOf: ({ helplineId }) => ({ helplineId, purpose: 'directory', subjectId: helplineId }),
});

const versions = versionsIn(serviceVersions, {
  owner: serviceVersions.serviceId,
  owners: services,
  sealed: sealedServiceVersions,
});

/** The only mapping from the table to the wire. A new column stays private until it is named here. */
const versionIn = (row: VersionRow): ServiceVersion => ({
  ...agreementIn(row),
  text: JSON.parse(row.body) as ServiceText,
});

/** The versions in force and those proposed, of these services, by `versionKey`. */
export async function versionsInUse(tx: Db | Tx, serviceIds: string[]) {
  const rows = await versions.inUse(tx, serviceIds);
  return new Map(rows.map((row) => [versionKey(row.serviceId, row.number), versionIn(row)]));
}

/** Every version of a service, latest first. */
export async function versionsOf(
  tx: Db | Tx,
  helplineId: string,
  serviceId: string,
): Promise<ServiceVersion[]> {
  const rows = await versions.all(tx, serviceVersions.helplineId, { ownerId: serviceId, helplineId });
  return rows.map(versionIn);
}

type NewVersion = Omit<typeof serviceVersions.$inferInsert, 'number' | 'outcome' | 'body'> & {
  text: ServiceText;
};

/** Inserts the next version of a service; returns its number. */
export const insertVersion = (tx: Tx, { text: written, ...version }: NewVersion): Promise<number> =>
  versions.insert(tx, version.serviceId, { ...version, body: JSON.stringify(written) });

/** Inserts the next version of many services, each of them agreed. */
export async function insertAgreedVersions(tx: Tx, agreed: NewVersion[]): Promise<void> {
  const latest = await latestNumbers(
    tx,
    agreed.map(({ serviceId }) => serviceId),
  );
  const rows = agreed.map(({ text: written, ...version }) => ({
    ...version,
    body: JSON.stringify(written),
    number: (latest.get(version.serviceId) ?? 0) + 1,
    outcome: 'agreed' as const,
  }));
  await tx.insert(serviceVersions).values(await sealedServiceVersions.sealAll(tx, rows));
}

/** Writes down who agreed or declined; and the number of the last text on which two agreed, null if there is none. */
export const { settle: settleVersion, lastAgreedNumber } = versions;
