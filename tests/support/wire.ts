import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

type Way = 'there' | 'back';

/** Round trips that a connection needs to open, authenticate and read the types. */
const introduction = 6;

const breakOff = (end: Socket, how: 'reset' | 'close') =>
  how === 'reset' ? end.resetAndDestroy() : end.destroy();

/** A proxy between the server and PostgreSQL that counts round trips and can be cut and restored. */
export async function openWire(databaseUrl: string) {
  const far = new URL(databaseUrl);
  const ends = new Map<Socket, number>();
  let isCut = false;
  /** Round trips per connection. */
  const turns: number[] = [];
  let seen = 0;

  const listener = createServer({ noDelay: true }, (near) => {
    if (isCut) return near.resetAndDestroy();
    const away = connect({ host: far.hostname, port: Number(far.port), noDelay: true });
    let last: Way = 'back';
    const number = turns.push(0) - 1;
    const join = (from: Socket, to: Socket, way: Way) => {
      ends.set(from, number);
      from.on('data', (data) => {
        if (way === 'there' && last === 'back') turns[number]! += 1;
        last = way;
        seen += data.length;
        to.write(data);
      });
      from
        .on('error', () => to.destroy())
        .on('close', () => {
          ends.delete(from);
          to.destroy();
        });
    };
    join(near, away, 'there');
    join(away, near, 'back');
  }).listen(0, '127.0.0.1');
  await once(listener, 'listening');
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String((listener.address() as AddressInfo).port);

  return {
    url: url.href,
    /** The most round trips on one connection. */
    async turnsDuring(work: () => Promise<unknown>): Promise<number> {
      const before = [...turns];
      await work();
      return Math.max(...turns.map((count, number) => count - (before[number] ?? 0)));
    },
    /** Bytes in both directions. */
    bytes: () => seen,
    cut(how: 'reset' | 'close' = 'reset') {
      isCut = true;
      for (const end of ends.keys()) breakOff(end, how);
    },
    /** Breaks every established connection; those that are still being set up stay. */
    snap(how: 'reset' | 'close' = 'reset') {
      for (const [end, number] of ends) if (turns[number]! > introduction) breakOff(end, how);
    },
    mend: () => {
      isCut = false;
    },
    async close() {
      this.cut();
      listener.close();
      await once(listener, 'close');
    },
  };
}
export type Wire = Awaited<ReturnType<typeof openWire>>;
