import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server } from 'socket.io';
import { openBareTable } from './bare-table.ts';

const table = await openBareTable(process.argv[2]!);
const http = createServer();
const io = new Server(http, { serveClient: false });

io.on('connection', (socket) => {
  const pair = String(socket.handshake.query.pair);
  void socket.join(pair);
  socket.on('send', (id: string, body: string, answer: (reply: { ok: true }) => void) => {
    void table.insert(id, body).then(() => {
      socket.to(pair).emit('news', { id, body });
      answer({ ok: true });
    });
  });
});
http.listen(0, '127.0.0.1', () => process.send!((http.address() as AddressInfo).port));
process.on('SIGTERM', () => void io.close().then(() => table.close().then(() => process.exit(0))));
