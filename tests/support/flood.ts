import { Worker } from 'node:worker_threads';
import { protocol } from '#shared/protocol';

/** Runs beside the server: as fast as it can, over a connection that it opens again whenever it is closed. */
const work = `
  const { parentPort, workerData } = require('node:worker_threads');
  const { WebSocket } = require('ws');
  const frame = '42' + JSON.stringify(['message:send', { body: 'x'.repeat(500) }]);
  let sent = 0;
  open();
  parentPort.on('message', () => parentPort.postMessage({ sent }));
  function open() {
    const socket = new WebSocket(workerData.address, { headers: workerData.headers });
    socket.on('open', () => socket.send(workerData.hello));
    socket.on('message', (data) => String(data).startsWith('40') && go());
    socket.on('error', () => {});
    socket.on('close', () => setTimeout(open, 10));
    function go() {
      parentPort.postMessage('begun');
      for (let count = 0; count < 100 && socket.readyState === 1; count += 1, sent += 1) socket.send(frame);
      if (socket.readyState === 1) setTimeout(go, 1);
    }
  }`;

/** Somebody who sends nothing but malformed commands, up to 100,000 a second. */
export function startFlood(url: string, headers: Record<string, string>) {
  const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`;
  const hello = `40${JSON.stringify({ protocol })}`;
  const worker = new Worker(work, { eval: true, workerData: { address, headers, hello } });
  const begun = new Promise<void>((resolve) => worker.once('message', () => resolve()));
  return {
    begun,
    /** Ends it, and returns how many frames it has sent. */
    async stop(): Promise<number> {
      const sent = new Promise<number>((resolve) => {
        worker.on('message', (said: { sent?: number }) => said.sent !== undefined && resolve(said.sent));
      });
      worker.postMessage('stop');
      const count = await sent;
      await worker.terminate();
      return count;
    },
  };
}
