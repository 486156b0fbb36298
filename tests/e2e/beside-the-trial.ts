import { startEmbedded } from '#server/platform/database/embedded/start';
import { startBuiltServer } from '../support/built-server.ts';
import type { HostedServer } from '../support/hosted-server.ts';

/** A second server on the database of a trial. It is none itself: it has the same people, and lets nobody in without a proof. */
export async function besideTheTrial(
  { dataDir }: HostedServer,
  work: (address: string) => Promise<void>,
): Promise<void> {
  const embedded = await startEmbedded({ dir: dataDir });
  const server = await startBuiltServer({ DATABASE_URL: embedded.url, KEY_FILE: `${dataDir}.key` });
  try {
    await work(server.address);
  } finally {
    await server.stop();
    await embedded.stop();
  }
}
