import { io } from 'socket.io-client';
import type { Welcome } from '#shared/contract';
import type { Reply } from '#shared/refusals';
import { socketOptions } from '../../../client/live/open-socket.ts';
import type { LiveSocket } from '../../../client/live/live.svelte.ts';
import { moment, nounOf, type Happening, type PageStart } from '../history.ts';

type Note = (happening: Happening) => void;
type Command = { commandId: string };

/** The connection of one page as the client opens it, with everything sent and received recorded. */
export function openOverheardSocket({ url, origin, cookie }: PageStart, note: Note): LiveSocket {
  const socket: LiveSocket = io(url, {
    ...socketOptions,
    forceNew: true,
    extraHeaders: { cookie, origin },
  });
  socket.onAny((name: string, given: unknown) => {
    if (name === 'welcome') note({ at: moment(), kind: 'welcomed', welcome: given as Welcome });
    else if (name in nounOf) note({ at: moment(), kind: 'heard', name, row: given } as Happening);
  });
  socket.on('disconnect', (reason) => note({ at: moment(), kind: 'disconnected', reason }));

  const emitAndNote = (milliseconds: number) => ({
    async emitWithAck(name: never, command: Command) {
      const { commandId, ...fields } = command;
      note({ at: moment(), kind: 'sent', commandId, name, fields });
      const ask = socket.timeout(milliseconds) as unknown as {
        emitWithAck(name: string, command: Command): Promise<Reply>;
      };
      const reply = await ask.emitWithAck(name, command);
      note({ at: moment(), kind: 'answered', commandId, reply });
      return reply;
    },
  });
  return new Proxy(socket, {
    get(target, key) {
      if (key === 'timeout') return emitAndNote;
      const found: unknown = Reflect.get(target, key, target);
      return typeof found === 'function' ? (found.bind(target) as unknown) : found;
    },
    set: (target, key, value) => Reflect.set(target, key, value, target),
  });
}
