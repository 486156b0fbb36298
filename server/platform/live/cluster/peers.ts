import type { Broadcast } from '../broadcast/broadcast.ts';
import type { Volatile } from '../../volatile.ts';
import { rooms, socketsIn, type LiveServer, type PublishedChange } from '../sockets.ts';

type Deps = {
  io: LiveServer;
  publishHere: (news: PublishedChange) => void;
  sendVolatile: Broadcast['sendVolatile'];
};

/** Does everything on this server first, then sends it to the other servers without waiting for them. */
export function openPeers({ io, publishHere, sendVolatile }: Deps) {
  const isHere = (personId: string) => socketsIn(io, rooms.person(personId)).length > 0;
  const dropHere = (sessionHash: string) => {
    for (const socket of socketsIn(io, rooms.signIn(sessionHash))) socket.disconnect(true);
  };
  io.on('news', publishHere);
  io.on('volatile', sendVolatile);
  io.on('signedOut', dropHere);
  io.on('isHere', (personId, answer) => answer(isHere(personId)));

  return { publish, volatile, drop, isAnywhere };

  function publish(news: PublishedChange) {
    publishHere(news);
    setImmediate(() => io.serverSideEmit('news', news));
  }

  function volatile(helplineId: string, event: Volatile) {
    sendVolatile(helplineId, event);
    io.serverSideEmit('volatile', helplineId, event);
  }

  function drop(sessionHash: string) {
    dropHere(sessionHash);
    io.serverSideEmit('signedOut', sessionHash);
  }

  /** Rejects if another server does not answer. */
  async function isAnywhere(personId: string): Promise<boolean> {
    return isHere(personId) || (await io.serverSideEmitWithAck('isHere', personId)).includes(true);
  }
}
