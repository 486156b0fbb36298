import type { Server as HttpServer } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import * as v from 'valibot';
import { version } from '#shared/shapes';
import type { SignIns } from '../auth/sign-ins.ts';
import type { Clock } from '../clock.ts';
import type { Db } from '../database/db.ts';
import { dataKeysOf } from '../encryption/sealed-database.ts';
import type { Logger } from '../logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Nouns } from '../nouns.ts';
import type { Scheduler } from '../schedule.ts';
import type { Settings } from '../settings.ts';
import { openBroadcast } from './broadcast/broadcast.ts';
import { openGapDetector } from './broadcast/gap-detection.ts';
import { pgNotifyAdapter } from './cluster/adapter.ts';
import { openPeers } from './cluster/peers.ts';
import { openPgNotify } from './cluster/pg-notify.ts';
import { openChange, type CommittedChange } from './commands/change.ts';
import type { Change } from './commands/command.ts';
import { openDispatcher } from './commands/dispatcher.ts';
import { openPersonLimits } from './commands/person-limits.ts';
import { openTransactions } from './commands/transactions.ts';
import { openConnected } from './connection/connected.ts';
import { openConnections } from './connection/connections.ts';
import { keepToMost } from './connection/most-connections.ts';
import { openRecheck } from './connection/recheck.ts';
import { openResync } from './connection/resync.ts';
import { closeTransports } from './connection/transports.ts';
import { guardRequests } from './guard.ts';
import type { Identity } from '../identity.ts';
import { openIo } from './io.ts';
import { openRegistry } from './registry.ts';
import {
  rooms,
  sendHeldReplies,
  socketsIn,
  type LiveServer,
  type LiveSocket,
  type PublishedChange,
} from './sockets.ts';

export type LiveDeps = {
  db: Db;
  /** For LISTEN and NOTIFY, which use separate connections. */
  databaseUrl: string;
  nouns: Nouns;
  identity: Identity;
  signIns: SignIns;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
  metrics: Metrics;
  settings: Pick<Settings, 'origins' | 'trustProxy' | 'commandsPerMinute' | 'trial' | 'mail' | 'onlyHere'>;
};

export type Live = {
  /**
   * Call it after the HTTP server has its other listeners, because it takes `/socket.io` over from them. Resolves once LISTEN
   * has begun, or after a timeout.
   */
  attach: (http: HttpServer) => Promise<void>;
  /** Runs and broadcasts a change that no command requested. */
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  /** Closes every connection that was opened with this sign-in, on all servers. */
  dropSignIn: (sessionHash: string) => void;
  /** Records heartbeats, disconnects people who lost access, closes gaps in the news. The timer calls it. */
  sweep: () => Promise<void>;
  /** Finishes commands in progress, closes every connection so that clients reconnect elsewhere, and stops listening. */
  close: () => Promise<void>;
};

/** Milliseconds. */
const timeouts = { listen: 2_000, finish: 5_000, close: 1_000 };

export function openLive(deps: LiveDeps): Live {
  const { db, databaseUrl, identity, signIns, clock, scheduler, log, metrics, settings } = deps;
  const channels = { email: settings.mail !== null, onlyHere: settings.onlyHere };
  let markListening = () => {};
  const listening = new Promise<void>((resolve) => (markListening = resolve));

  const registry = openRegistry(deps.nouns);
  const { cluster, digest } = dataKeysOf(db);
  const pgNotify = openPgNotify({ databaseUrl, scheduler, log, metrics, key: cluster });
  const adapter = pgNotifyAdapter({ pgNotify, log, restored });
  const limits = openPersonLimits(settings.commandsPerMinute);
  const io = openIo({ adapter, signIns, log, settings, limits, metrics });
  const { broadcast, sendTo, sendVolatile } = openBroadcast({ io, registry, clock, renew });
  const gaps = openGapDetector(db);
  const { welcomed } = gaps;
  const { trial } = settings;
  const resyncs = openResync({ ...deps, registry, sendTo, trial, welcomed });
  const { resync, catchUp } = resyncs;
  const peers = openPeers({ io, publishHere, sendVolatile });
  const begin = openChange({ db, clock, channels });
  const transactions = openTransactions({ db, clock, log, identity, channels });
  const { volatile, isAnywhere } = peers;
  const dispatcher = openDispatcher({
    transactions,
    clock,
    limits,
    digest,
    log,
    metrics,
    publish,
    volatile,
    registry,
  });
  const records = identity.connections;
  const connected = openConnected({ db, records, change, isAnywhere, clock, scheduler, log });
  const recheck = openRecheck({ db, signIns, identity, resync });
  const connections = openConnections({
    io,
    connected,
    recheck,
    renew,
    catchUp,
    gaps,
    clock,
    scheduler,
    log,
    metrics,
  });

  countOpen(io, metrics);
  io.on('connection', connect);
  return { attach, change, dropSignIn: peers.drop, sweep: connections.sweep, close };

  async function attach(http: HttpServer) {
    io.attach(http);
    guardRequests(io.engine, { origins: settings.origins, signIns });
    await Promise.race([listening, pause(timeouts.listen)]);
  }

  function connect(socket: LiveSocket) {
    const { since } = socket.handshake.auth;
    dispatcher.listenTo(socket);
    void resync(socket, v.is(version, since) ? since : 0, 'connected');
    connections.opened(socket);
    keepToMost(io, socket.data.signedIn.personId, limits.connections);
  }

  async function change(helplineId: string, work: (change: Change) => Promise<void>) {
    publish(await begin(helplineId, work));
  }

  function publish({ helplineId, version, pending, resyncs }: CommittedChange) {
    if (version > 0) peers.publish({ helplineId, version, pending, resyncs: [...resyncs] });
  }

  /**
   * Whoever's scope has changed is welcomed anew first, so that this news waits for the welcome and passes the filter as of now. News
   * that fails on the way does not count as published, so a catch-up follows it.
   */
  function publishHere({ helplineId, version, pending, resyncs: personIds }: PublishedChange) {
    log('debug', 'news sent', { helplineId, version, rows: pending.length });
    for (const personId of personIds) {
      resyncs.noteResync(personId, version);
      for (const socket of socketsIn(io, rooms.person(personId))) renew(socket);
    }
    broadcast(helplineId, pending);
    gaps.published(helplineId, version);
  }

  /** What the viewer may see has changed, or the sign-in has ended: resyncs the connection, or closes it. */
  function renew(socket: LiveSocket) {
    void resync(socket, 0, 'changed');
  }

  /** LISTEN has begun, perhaps after an interruption in which news was missed. */
  function restored() {
    markListening();
    for (const socket of io.sockets.sockets.values()) void catchUp(socket);
  }

  async function close() {
    const finished = dispatcher.finish(timeouts.finish);
    await Promise.race([connections.close(), pause(timeouts.close)]);
    await finished;
    for (const socket of io.sockets.sockets.values()) sendHeldReplies(socket);
    await closeTransports(io);
    await Promise.race([io.close(), pause(timeouts.close)]);
    await pgNotify.close();
  }
}

function countOpen(io: LiveServer, { gauge }: Metrics) {
  gauge('alongside_sockets', 'Connections of pages that are open.', () => io.sockets.sockets.size);
  gauge('alongside_servers', 'Servers on this database that this one hears, itself among them.', () =>
    io.of('/').adapter.serverCount(),
  );
}
