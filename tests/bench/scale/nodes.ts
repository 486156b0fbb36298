import { scrape, valueOf } from '../../support/exposition.ts';
import { freePort } from '../../support/free-port.ts';
import { start, type Started } from '../servers.ts';

export type Nodes = Awaited<ReturnType<typeof openNodes>>;
/** What the servers say of themselves, together: bytes, seconds, messages. */
export type Reading = { memory: number; processor: number; messages: number; messageSeconds: number };

/** So many servers on one database, which keep their ports when they are started anew. */
export async function openNodes(databaseUrl: string, count: number) {
  const places = await Promise.all(
    Array.from({ length: count }, async () => ({ port: await freePort(), metricsPort: await freePort() })),
  );
  let running: Started[] = [];
  await startAll();
  return {
    ports: places.map(({ port }) => port),
    start: startAll,
    async stop() {
      await Promise.all(running.map((server) => server.stop()));
      running = [];
    },
    async read(): Promise<Reading> {
      const said = await Promise.all(places.map(({ metricsPort }) => scrape(metricsPort)));
      const sum = (name: string) =>
        said.reduce((total, families) => total + (valueOf(families, name) ?? 0), 0);
      return {
        memory: sum('process_resident_memory_bytes'),
        processor: sum('process_cpu_seconds_total'),
        messages: sum('alongside_notify_seconds_count'),
        messageSeconds: sum('alongside_notify_seconds_sum'),
      };
    },
  };

  async function startAll() {
    running = await Promise.all(
      places.map(({ port, metricsPort }) =>
        start('alongside', databaseUrl, [String(port), String(metricsPort)]),
      ),
    );
  }
}
