import { setTimeout as pause } from 'node:timers/promises';
import { io } from 'socket.io-client';
import { uuidv7 } from 'uuidv7';
import type { Welcome } from '#shared/contract';
import type { Reply } from '#shared/refusals';
import { protocol } from '#shared/protocol';
import { stopwatch } from '../support/real-time.ts';

export type Said = { id: string; saidAt: number; acknowledgedAt: number };
export type Person = Awaited<ReturnType<typeof openPerson>>;

const pauseBetween = 25;
const patience = 5_000;

/** Somebody who talks all the time, sends again what was not acknowledged, and notes when they heard what. */
export async function openPerson(url: string, cookie: string) {
  const heardAt = new Map<string, number>();
  const said: Said[] = [];
  let since = 0;
  let talking = true;
  const socket = io(url, {
    forceNew: true,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    extraHeaders: { cookie, origin: url },
    auth: (give) => give({ since, protocol }),
  });
  const hear = ({ id }: { id: string }) => {
    if (!heardAt.has(id)) heardAt.set(id, stopwatch());
  };
  socket.on('welcome', ({ version, messages }: Welcome) => {
    since = version;
    messages.forEach(hear);
  });
  socket.on('message:changed', hear);
  await new Promise((resolve) => socket.once('welcome', resolve));

  const talk = (async () => {
    while (talking) {
      await say();
      await pause(pauseBetween);
    }
  })();
  return {
    heardAt,
    said,
    async silence() {
      talking = false;
      await talk;
    },
    leave: () => socket.disconnect(),
  };

  async function say() {
    const fields = { commandId: uuidv7(), messageId: uuidv7(), body: 'With you.' };
    const saidAt = stopwatch();
    while (!(await isAcknowledged(fields))) await pause(pauseBetween);
    said.push({ id: fields.messageId, saidAt, acknowledgedAt: stopwatch() });
  }

  async function isAcknowledged(fields: object): Promise<boolean> {
    const broken = new AbortController();
    const cut = new Promise<null>((resolve) => {
      const onDisconnect = () => resolve(null);
      socket.once('disconnect', onDisconnect);
      broken.signal.addEventListener('abort', () => socket.off('disconnect', onDisconnect));
    });
    const answered = socket.timeout(patience).emitWithAck('message:send', fields) as Promise<Reply>;
    const reply = await Promise.race([answered.catch(() => null), cut]);
    broken.abort();
    if (reply && !reply.ok && reply.code !== 'failed') throw new Error(`refused: ${reply.code}`);
    return reply?.ok ?? false;
  }
}
