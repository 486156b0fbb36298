import WebSocket from 'ws';

/** A raw WebSocket, for frames that no Socket.IO client would send; `more` is appended to the query, such as `&sid=` of a connection. */
export async function openRawSocket(url: string, headers: Record<string, string>, more = '') {
  const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket${more}`;
  const socket = new WebSocket(address, { headers });
  const frames: string[] = [];
  const looks = new Set<() => void>();
  socket.on('message', (data: Buffer) => {
    frames.push(data.toString());
    for (const look of looks) look();
  });
  socket.on('close', () => {
    for (const look of looks) look();
  });
  await new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.once('unexpected-response', (_request, response) => reject(new Error(`${response.statusCode}`)));
    socket.once('error', reject);
  });
  return {
    say: (frame: string | Buffer) => socket.send(frame),
    /** The first frame with this prefix, or null once the connection is closed. */
    hears: (beginning: string) =>
      new Promise<string | null>((resolve) => {
        const look = () => {
          const found = frames.find((frame) => frame.startsWith(beginning));
          if (found === undefined && socket.readyState === WebSocket.OPEN) return;
          looks.delete(look);
          resolve(found ?? null);
        };
        looks.add(look);
        look();
      }),
    stopReading: () => socket.pause(),
    readOn: () => socket.resume(),
    /** The number of frames received with this prefix. */
    count: (beginning: string) => frames.filter((frame) => frame.startsWith(beginning)).length,
    leave: () => socket.terminate(),
  };
}
