import type { Server as HttpServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { Server } from 'socket.io';
import * as v from 'valibot';
import type { RefusalCode } from '#shared/refusals';
import { longestFrame, version } from '#shared/shapes';
import { comesFromUs } from '../auth/origin.ts';
import type { SignIns } from '../auth/sign-ins.ts';
import type { Clock } from '../clock.ts';
import type { Change } from './commands/command.ts';
import type { Db } from '../database/db.ts';
import { errorFields, type Logger } from '../logger.ts';
import type { Scheduler } from '../schedule.ts';
import type { Settings } from '../settings.ts';
import { rooms, socketsIn, broadcast, type LiveServer } from './broadcast/broadcast.ts';
import { openTransactions, type CommittedChange } from './commands/transactions.ts';
import { pgNotifyAdapter } from './cluster/adapter.ts';
import { openPgNotify } from './cluster/pg-notify.ts';
import { openConnections } from './connection/connections.ts';
import { openResync } from './connection/resync.ts';
import { guardRequests } from './guard.ts';
import { openDispatcher } from './commands/dispatcher.ts';
import { openGapDetector } from './broadcast/gap-detection.ts';
import { openPeers, type PublishedChange } from './cluster/peers.ts';

export type LiveDeps = {
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

export function openLive({ db, databaseUrl, signIns, clock, scheduler, log, settings }: LiveDeps): Live {
  const pgNotify = openPgNotify(databaseUrl, scheduler, log);
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
    adapter: pgNotifyAdapter({ pgNotify, log, restored }),
  });
  const gaps = openGapDetector(db);
  const { trial } = settings;
  const { resync, catchUp, noteResync } = openResync({
    db,
    signIns,
    clock,
    log,
    trial,
    welcomed: gaps.welcomed,
  });
  const peers = openPeers(io, broadcastHere);
  const { mail, onlyHere } = settings;
  const changes = openTransactions(db, clock, log, { email: mail !== null, onlyHere });
  const { commandsPerMinute } = settings;
  const { typed } = peers;
  const dispatcher = openDispatcher({ changes, clock, commandsPerMinute, log, publish, typed });
  const { isAnywhere } = peers;
  const connections = openConnections({
    io,
    db,
    signIns,
    clock,
    scheduler,
    log,
    change,
    resync,
    catchUp,
    gaps,
    isAnywhere,
  });

  io.use((socket, next) => {
    signIns
      .whose(socket.request.headers.cookie)
      .then((signedIn) => {
        if (!signedIn) return next(new Error('not-signed-in' satisfies RefusalCode));
        socket.data = { signedIn, viewer: null, held: [], resyncs: 0, welcomedTo: 0 };
        next();
      })
      .catch((error: unknown) => {
        log('error', 'a connection could not be checked', errorFields(error));
        next(new Error('failed' satisfies RefusalCode));
      });
  });
  io.on('connection', (socket) => {
    const { personId, helplineId, sessionHash } = socket.data.signedIn;
    void socket.join([rooms.helpline(helplineId), rooms.person(personId), rooms.signIn(sessionHash)]);
    dispatcher.listenTo(socket);
    void resync(socket, v.is(version, socket.handshake.auth.since) ? socket.handshake.auth.since : 0);
    connections.opened(socket);
  });

  return {
    async attach(http) {
      io.attach(http);
      guardRequests(io.engine, { origins: settings.origins, signIns });
      await Promise.race([hearsOthers, pause(patience.hearOthers)]);
    },
    change,
    dropSignIn: peers.drop,
    sweep: connections.sweep,
    async close() {
      await Promise.race([connections.close(), pause(patience.close)]);
      await dispatcher.finish(patience.finish);
      await closeTransports();
      await Promise.race([io.close(), pause(patience.close)]);
      await pgNotify.close();
    },
  };

  async function change(helplineId: string, work: (change: Change) => Promise<void>) {
    publish(await changes.change(helplineId, work));
  }

  function publish({ helplineId, version, pending, resyncs }: CommittedChange) {
    if (version > 0) peers.broadcast({ helplineId, version, pending, resyncs: [...resyncs] });
  }

  function broadcastHere({ helplineId, version, pending, resyncs }: PublishedChange) {
    gaps.pending(helplineId, version);
    broadcast(io, helplineId, pending);
    for (const personId of resyncs) {
      noteResync(personId, version);
      for (const socket of socketsIn(io, rooms.person(personId))) void resync(socket, 0);
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
