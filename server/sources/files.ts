import type { Source } from '#shared/sources';
import type { Viewer } from '#shared/viewer';
import { recordAudit } from '../platform/audit-log/record-audit.ts';
import type { Db, Tx } from '../platform/database/db.ts';
import { refuseUnless, Refusal, type Change } from '../platform/live/commands/command.ts';
import { servicesOf } from '../services/queries.ts';
import { ReadTrouble } from './fetching.ts';
import { servicesInFile, type InFile } from './file.ts';
import { refuseUnlessSwitchedOn } from './guards.ts';
import { hsdsOf } from './hsds.ts';
import { sourceById } from './queries.ts';
import { readForOf } from './read-for.ts';
import { readingsOfFile } from './readings.ts';
import { recordRead } from './recording.ts';

/** `change` runs a change as whoever asks for it. */
export type FilesDeps = { db: Db; change: (work: (change: Change) => Promise<void>) => Promise<void> };
type Brought = { helplineId: string; sourceId: string; text: string; now: Date };

/** Reads a file that a manager has brought, and writes down its differences. Refuses one that is no list of services. */
export async function bringFile(
  { db, change }: FilesDeps,
  { helplineId, sourceId, text, now }: Brought,
): Promise<void> {
  const { areas } = await sourceOfFiles(db, helplineId, sourceId);
  const brought = readingsOfFile(inFile(text), await readForOf(db, helplineId, areas, now));
  await change(async (begun) =>
    recordRead(begun, await sourceOfFiles(begun.tx, helplineId, sourceId), brought),
  );
}

async function sourceOfFiles(tx: Db | Tx, helplineId: string, sourceId: string): Promise<Source> {
  const source = await sourceById(tx, helplineId, sourceId);
  refuseUnless(source?.removedAt === null, 'not-found');
  await refuseUnlessSwitchedOn({ tx, helplineId });
  refuseUnless(
    source.address === null,
    'conflict',
    'This list is read from its address. Add another one for files.',
  );
  return source;
}

function inFile(text: string): InFile {
  try {
    return servicesInFile(text);
  } catch (error) {
    if (!(error instanceof ReadTrouble)) throw error;
    throw new Refusal(
      'malformed',
      error.trouble === 'not-json'
        ? 'This is no JSON file, or only a part of one. Nothing was read.'
        : 'There are no services in this file as Open Referral UK writes them. Nothing was read.',
    );
  }
}

/** Our services in force as a file, after it was written down who takes it. */
export async function exportServices({ db, change }: FilesDeps, actor: Viewer, now: Date) {
  const { helplineId } = actor;
  await change((begun) => recordAudit({ ...begun, actor }, 'services-exported', helplineId));
  const { boroughs, today } = await readForOf(db, helplineId, [], now);
  const services = (await servicesOf(db, helplineId)).filter(({ state }) => state === 'published');
  return { file: hsdsOf(services, boroughs), name: `services-${today}.json` };
}
