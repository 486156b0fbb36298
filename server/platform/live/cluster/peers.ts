import { rooms, socketsIn, type Broadcast, type LiveServer } from '../broadcast/broadcast.ts';
import type { Volatile } from '../../volatile.ts';
import type { PendingNews } from '../registry.ts';

/** What a change on one server means to every other. */
export type PublishedChange = {
  helplineId: string;
  version: number;
  pending: PendingNews[];
  resyncs: string[];
};

/** What servers on one database tell one another. It goes as JSON, and each filters for its own connections. */
export type BetweenServers = {
  news: (news: PublishedChange) => void;
  volatile: (helplineId: string, event: Volatile) => void;
  signedOut: (sessionHash: string) => void;
  isHere: (personId: string, answer: (isHere: boolean) => void) => void;
};

type Deps = {
  io: LiveServer;
  publishHere: (news: PublishedChange) => void;
  sendVolatile: Broadcast['sendVolatile'];
};

/** Everything is done here first and then sent to the other servers, for which nobody waits. */
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

  /** Rejects where another server does not answer. */
  async function isAnywhere(personId: string): Promise<boolean> {
    return isHere(personId) || (await io.serverSideEmitWithAck('isHere', personId)).includes(true);
  }
}
