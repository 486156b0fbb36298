import { once } from 'node:events';
import { createServer, request, type IncomingMessage, type ServerResponse } from 'node:http';
import { connect, type AddressInfo, type Socket } from 'node:net';

type Wish = {
  /** What a browser opens a WebSocket with. Passed on where nothing is said. */
  onTunnel?: (socket: Socket, asked: IncomingMessage) => void;
  /** What is sent in place of an answer's text; undefined leaves it. */
  change?: (path: string, text: string) => string | undefined;
};

/** What may lie between a browser and the server, given to a page as its proxy. */
export async function openProxy({ onTunnel = passOn, change }: Wish) {
  const held = new Set<Socket>();
  const proxy = createServer((asked, answer) => void pass(asked, answer, change));
  proxy.on('connect', (asked, socket: Socket) =>
    onTunnel(
      socket.on('error', () => {}),
      asked,
    ),
  );
  proxy.on('connection', (socket) => held.add(socket));
  await once(proxy.listen(0, '127.0.0.1'), 'listening');
  return {
    server: `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`,
    async close() {
      for (const socket of held) socket.destroy();
      await new Promise((closed) => proxy.close(closed));
    },
  };
}

function pass(asked: IncomingMessage, answer: ServerResponse, change: Wish['change']) {
  const { method, url = '' } = asked;
  const path = new URL(url).pathname;
  const headers = { ...asked.headers };
  // The whole text, as it is, so that it can be changed.
  if (change)
    for (const name of ['accept-encoding', 'if-none-match', 'if-modified-since']) delete headers[name];
  const onward = request(url, { method, headers }, (answered) => {
    if (change?.(path, '') === undefined)
      return void answered.pipe(answer.writeHead(answered.statusCode!, answered.headers));
    const { 'content-type': type = 'text/plain', 'content-security-policy': policy } = answered.headers;
    answer.setHeader('content-type', type);
    if (policy) answer.setHeader('content-security-policy', policy);
    void answered.toArray().then((parts) => answer.end(change(path, Buffer.concat(parts).toString())));
  });
  onward.on('error', () => answer.destroy());
  answer.on('close', () => onward.destroy());
  asked.pipe(onward);
}

function passOn(socket: Socket, asked: IncomingMessage) {
  const { hostname, port } = new URL(`http://${asked.url}`);
  const onward = connect(Number(port), hostname, () => {
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
    socket.pipe(onward).pipe(socket);
  });
  onward.on('error', () => socket.destroy());
  socket.on('close', () => onward.destroy());
}
