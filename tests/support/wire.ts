import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

type Way = 'there' | 'back';

/** Turns that a connection takes to be opened, to sign in, and to learn the types there are. */
const introduction = 6;

const breakOff = (end: Socket, how: 'reset' | 'close') =>
  how === 'reset' ? end.resetAndDestroy() : end.destroy();

/** A wire between the server and PostgreSQL that counts, and that can be cut and mended. */
export async function openWire(databaseUrl: string) {
  const far = new URL(databaseUrl);
  const ends = new Map<Socket, number>();
  let isCut = false;
  /** For each connection, how often the server began to speak anew. */
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
    /** How often the server spoke anew, having heard the database’s answer, on the connection where it did so most. */
    async turnsDuring(work: () => Promise<unknown>): Promise<number> {
      const before = [...turns];
      await work();
      return Math.max(...turns.map((count, number) => count - (before[number] ?? 0)));
    },
    /** How many bytes went either way. */
    bytes: () => seen,
    cut(how: 'reset' | 'close' = 'reset') {
      isCut = true;
      for (const end of ends.keys()) breakOff(end, how);
    },
    /** Breaks every connection that has got to work; those that are still being introduced go on. */
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
