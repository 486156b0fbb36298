import { rooms, socketsIn, tellTyping, type LiveServer, type TypingFor } from './audience.ts';
import type { Told } from './sight.ts';

/** What a change on one server means to every other. */
export type News = { helplineId: string; version: number; told: Told[]; rescopes: string[] };

/** What servers on one database tell one another. It goes as JSON, and each filters for its own connections. */
export type BetweenServers = {
  news: (news: News) => void;
  typing: (helplineId: string, typing: TypingFor) => void;
  signedOut: (sessionHash: string) => void;
  isHere: (personId: string, answer: (isHere: boolean) => void) => void;
};

/** Everything is done here first and then said to the others, whom nobody waits for. */
export function openNeighbours(io: LiveServer, tellHere: (news: News) => void) {
  const isHere = (personId: string) => socketsIn(io, rooms.person(personId)).length > 0;
  const dropHere = (sessionHash: string) => {
    for (const socket of socketsIn(io, rooms.signIn(sessionHash))) socket.disconnect(true);
  };
  io.on('news', tellHere);
  io.on('typing', (helplineId, typing) => tellTyping(io, helplineId, typing));
  io.on('signedOut', dropHere);
  io.on('isHere', (personId, answer) => answer(isHere(personId)));

  return { tell, typed, drop, isAnywhere };

  function tell(news: News) {
    tellHere(news);
    setImmediate(() => io.serverSideEmit('news', news));
  }

  function typed(helplineId: string, typing: TypingFor) {
    tellTyping(io, helplineId, typing);
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
