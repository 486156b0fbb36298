import type { AddressInfo } from 'node:net';
import { WebSocketServer, type WebSocket } from 'ws';
import { openBareTable } from './bare-table.ts';

type Sent = { id: string; body: string };

const table = await openBareTable(process.argv[2]!);
const pairs = new Map<string, Set<WebSocket>>();
const server = new WebSocketServer({ port: 0, host: '127.0.0.1' });

server.on('connection', (socket, request) => {
  const pair = pairs.get(request.url!) ?? new Set();
  pairs.set(request.url!, pair.add(socket));
  socket.on('message', (data: Buffer) => {
    const sent = JSON.parse(data.toString()) as Sent;
    void table.insert(sent.id, sent.body).then(() => {
      for (const other of pair) if (other !== socket) other.send(JSON.stringify({ news: sent }));
      socket.send(JSON.stringify({ ack: sent.id }));
    });
  });
});
server.on('listening', () => process.send!((server.address() as AddressInfo).port));
process.on('SIGTERM', () => {
  for (const socket of server.clients) socket.terminate();
  void table.close().then(() => process.exit(0));
});
