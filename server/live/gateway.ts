import type { Server as HttpServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Server } from 'socket.io';
import * as v from 'valibot';
import type { RefusalCode } from '#shared/refusals';
import { longestFrame, version } from '#shared/shapes';
import { comesFromUs } from '../auth/origin.ts';
import type { SignIns } from '../auth/sign-ins.ts';
import type { Clock } from '../platform/clock.ts';
import type { Change } from '../command.ts';
import type { Db } from '../db.ts';
import { factsOf, type Logger } from '../logger.ts';
import type { Scheduler } from '../platform/schedule.ts';
import type { Settings } from '../settings.ts';
import { rooms, socketsIn, tell, type LiveServer } from './audience.ts';
import { openChanges, type Aftermath } from './changes.ts';
import { lineAdapter } from './cluster/adapter.ts';
import { openLine } from './cluster/line.ts';
import { openConnections } from './connections.ts';
import { openGreetings } from './greetings.ts';
import { guardRequests } from './guard.ts';
import { openHearing } from './hearing.ts';
import { openMissed } from './missed.ts';
import { openNeighbours, type News } from './neighbours.ts';

export type LiveGiven = {
  db: Db;
  /** For the line to the other servers on this database, which has connections of its own. */
  databaseUrl: string;
  signIns: SignIns;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
  settings: Pick<Settings, 'origins' | 'commandsPerMinute' | 'trial' | 'mail' | 'onlyHere'>;
};

export type Live = {
  /**
   * Call it once the HTTP server has its other listeners: `/socket.io` is taken out of their hands. Resolves when the other
   * servers are heard, which is not waited for without end.
   */
  attach: (http: HttpServer) => Promise<void>;
  /** Something changes that no command asks for; it is told like everything else. */
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  /** Drops every connection that was opened with this sign-in, whichever server it is on. */
  dropSignIn: (sessionHash: string) => void;
  /** What the timer does: notes who is heard, drops who may no longer be here, finds what was missed. */
  sweep: () => Promise<void>;
  /** Finishes what is under way, closes every connection so that it comes back elsewhere, and stops listening. */
  close: () => Promise<void>;
};

/** A silent line shows within 15 s: a ping every 8 s, and 6 s to answer it. */
const heartbeat = { pingInterval: 8_000, pingTimeout: 6_000 };
/** Milliseconds that each may take. */
const patience = { hearOthers: 2_000, finish: 5_000, flush: 500, close: 1_000 };

export function openLive({ db, databaseUrl, signIns, clock, scheduler, log, settings }: LiveGiven): Live {
  const line = openLine(databaseUrl, scheduler, log);
  let hearOthers = () => {};
  const hearsOthers = new Promise<void>((resolve) => (hearOthers = resolve));
  const io: LiveServer = new Server({
    ...heartbeat,
    maxHttpBufferSize: longestFrame,
    connectTimeout: 5_000,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, decide) => decide(null, comesFromUs(request.headers, settings.origins)),
    adapter: lineAdapter({ line, log, restored }),
  });
  const missed = openMissed(db);
  const { trial } = settings;
  const { greet, catchUp, rescoped } = openGreetings({
    db,
    signIns,
    clock,
    log,
    trial,
    welcomed: missed.welcomed,
  });
  const neighbours = openNeighbours(io, tellHere);
  const { mail, onlyHere } = settings;
  const changes = openChanges(db, clock, log, { email: mail !== null, onlyHere });
  const { commandsPerMinute } = settings;
  const { typed } = neighbours;
  const hearing = openHearing({ changes, clock, commandsPerMinute, log, afterwards, typed });
  const { isAnywhere } = neighbours;
  const connections = openConnections({
    io,
    db,
    signIns,
    clock,
    scheduler,
    log,
    change,
    greet,
    catchUp,
    missed,
    isAnywhere,
  });

  io.use((socket, next) => {
    signIns
      .whose(socket.request.headers.cookie)
      .then((signedIn) => {
        if (!signedIn) return next(new Error('not-signed-in' satisfies RefusalCode));
        socket.data = { signedIn, viewer: null, held: [], greetings: 0, welcomedTo: 0 };
        next();
      })
      .catch((error: unknown) => {
        log('error', 'a connection could not be checked', factsOf(error));
        next(new Error('failed' satisfies RefusalCode));
      });
  });
  io.on('connection', (socket) => {
    const { personId, helplineId, sessionHash } = socket.data.signedIn;
    void socket.join([rooms.helpline(helplineId), rooms.person(personId), rooms.signIn(sessionHash)]);
    hearing.hear(socket);
    void greet(socket, v.is(version, socket.handshake.auth.since) ? socket.handshake.auth.since : 0);
    connections.opened(socket);
  });

  return {
    async attach(http) {
      io.attach(http);
      guardRequests(io.engine, { origins: settings.origins, signIns });
      await Promise.race([hearsOthers, pause(patience.hearOthers)]);
    },
    change,
    dropSignIn: neighbours.drop,
    sweep: connections.sweep,
    async close() {
      await Promise.race([connections.close(), pause(patience.close)]);
      await hearing.finish(patience.finish);
      await closeTransports();
      await Promise.race([io.close(), pause(patience.close)]);
      await line.close();
    },
  };

  async function change(helplineId: string, work: (change: Change) => Promise<void>) {
    afterwards(await changes.change(helplineId, work));
  }

  function afterwards({ helplineId, version, told, rescopes }: Aftermath) {
    if (version > 0) neighbours.tell({ helplineId, version, told, rescopes: [...rescopes] });
  }

  function tellHere({ helplineId, version, told, rescopes }: News) {
    missed.told(helplineId, version);
    tell(io, helplineId, told);
    for (const personId of rescopes) {
      rescoped(personId, version);
      for (const socket of socketsIn(io, rooms.person(personId))) void greet(socket, 0);
    }
  }

  /** The line to the other servers is there, perhaps after a gap in which they could not be heard. */
  function restored() {
    hearOthers();
    for (const socket of io.sockets.sockets.values()) void catchUp(socket);
  }

  /** Not the sockets: whoever is told to disconnect does not come back by itself. */
  async function closeTransports() {
    const closed = [...io.sockets.sockets.values()].map((socket) => {
      const left = new Promise((resolve) => socket.once('disconnect', resolve));
      socket.conn.close();
      return left;
    });
    await Promise.race([Promise.all(closed), pause(patience.flush)]);
  }
}
