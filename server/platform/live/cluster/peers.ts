import {
  rooms,
  socketsIn,
  broadcastTyping,
  type LiveServer,
  type TypingFor,
} from '../broadcast/broadcast.ts';
import type { PendingNews } from '../../../visibility.ts';

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
  typing: (helplineId: string, typing: TypingFor) => void;
  signedOut: (sessionHash: string) => void;
  isHere: (personId: string, answer: (isHere: boolean) => void) => void;
};

/** Everything is done here first and then said to the others, whom nobody waits for. */
export function openPeers(io: LiveServer, broadcastHere: (news: PublishedChange) => void) {
  const isHere = (personId: string) => socketsIn(io, rooms.person(personId)).length > 0;
  const dropHere = (sessionHash: string) => {
    for (const socket of socketsIn(io, rooms.signIn(sessionHash))) socket.disconnect(true);
  };
  io.on('news', broadcastHere);
  io.on('typing', (helplineId, typing) => broadcastTyping(io, helplineId, typing));
  io.on('signedOut', dropHere);
  io.on('isHere', (personId, answer) => answer(isHere(personId)));

  return { broadcast, typed, drop, isAnywhere };

  function broadcast(news: PublishedChange) {
    broadcastHere(news);
    setImmediate(() => io.serverSideEmit('news', news));
  }

  function typed(helplineId: string, typing: TypingFor) {
    broadcastTyping(io, helplineId, typing);
    io.serverSideEmit('typing', helplineId, typing);
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
