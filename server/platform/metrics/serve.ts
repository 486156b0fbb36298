import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { collectDefaultMetrics } from 'prom-client';
import { errorFields, type Logger } from '../logger.ts';
import type { Settings } from '../settings.ts';
import type { Metrics } from './metrics.ts';

export type MetricsServer = { port: number; close: () => Promise<void> };

type Deps = {
  where: NonNullable<Settings['metrics']>;
  metrics: Metrics;
  /** Reads what is stored anew. */
  refresh: () => Promise<void>;
  log: Logger;
};

/** Serves `/metrics`, with those of the process, on an address of its own; rejects if its port is taken. */
export async function serveMetrics({ where, metrics, refresh, log }: Deps): Promise<MetricsServer> {
  const { registry } = metrics;
  collectDefaultMetrics({ register: registry });
  const server = createServer((request, response) => {
    if (request.url !== '/metrics' || (request.method !== 'GET' && request.method !== 'HEAD'))
      return void response.writeHead(404, { 'content-type': 'text/plain' }).end('Metrics are at /metrics.\n');
    text().then(
      (body) => response.writeHead(200, { 'content-type': registry.contentType }).end(body),
      (error: unknown) => {
        log('error', 'metrics could not be written', errorFields(error));
        response.writeHead(500).end();
      },
    );
  });
  await listen(server, where);
  return {
    port: (server.address() as AddressInfo).port,
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };

  async function text(): Promise<string> {
    await refresh();
    return registry.metrics();
  }
}

/** Rejects if the port is taken, or the host is not this computer's. */
export function listen(server: Server, { port, host }: Deps['where']): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
}
