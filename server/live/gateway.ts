import type { Server as HttpServer } from 'node:http';
import { Server } from 'socket.io';
import * as v from 'valibot';
import { typingShape } from '#shared/chat';
import { refusals, type RefusalCode, type Reply } from '#shared/refusals';
import { version } from '#shared/shapes';
import { comesFromUs } from '../auth/origin.ts';
import type { SignIns } from '../auth/sign-ins.ts';
import type { Clock } from '../clock.ts';
import type { Change, Context } from '../command.ts';
import type { Db } from '../db.ts';
import { factsOf, type Logger } from '../logger.ts';
import type { Settings } from '../settings.ts';
import { rooms, socketsIn, tell, tellOne, tellTyping, type LiveServer, type LiveSocket } from './audience.ts';
import { openChanges, type Aftermath } from './changes.ts';
import { openConnections } from './connections.ts';
import { handlers } from './handlers.ts';
import { openPace } from './pace.ts';
import { openQueue } from './queue.ts';
import { digestOf } from './receipts.ts';
import { shapeOf, type Shaped } from './shape.ts';
import { welcomeOf } from './welcome.ts';

export type LiveGiven = {
  db: Db;
  signIns: SignIns;
  clock: Clock;
  log: Logger;
  settings: Pick<Settings, 'origins' | 'commandsPerMinute' | 'trial'>;
};

export type Live = {
  /** Call it once the HTTP server has its other listeners: `/socket.io` is taken out of their hands. */
  attach: (http: HttpServer) => void;
  /** Something changes that no command asks for; it is told like everything else. */
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  /** Drops every connection that was opened with this sign-in. */
  dropSignIn: (sessionHash: string) => void;
  /** What the timer does: notes who is heard, drops who may no longer be here. */
  sweep: () => Promise<void>;
  close: () => Promise<void>;
};

type Answer = (reply: Reply) => void;

/** A silent line shows within 15 s: a ping every 8 s, and 6 s to answer it. */
const heartbeat = { pingInterval: 8_000, pingTimeout: 6_000 };
const longestFrame = 32 * 1024;

export function openLive({ db, signIns, clock, log, settings }: LiveGiven): Live {
  const io: LiveServer = new Server({
    ...heartbeat,
    maxHttpBufferSize: longestFrame,
    connectTimeout: 5_000,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, decide) => decide(null, comesFromUs(request.headers, settings.origins)),
  });
  const changes = openChanges(db, clock, log);
  const mayGoOn = openPace(settings.commandsPerMinute);
  const connections = openConnections({ io, db, signIns, clock, log, change, greet });
  const underWay = new Map<string, Promise<Reply>>();

  io.use((socket, next) => {
    signIns
      .whose(socket.request.headers.cookie)
      .then((signedIn) => {
        if (!signedIn) return next(new Error('not-signed-in' satisfies RefusalCode));
        socket.data = { signedIn, viewer: null, held: [] };
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
    hearCommands(socket);
    void greet(socket, v.is(version, socket.handshake.auth.since) ? socket.handshake.auth.since : 0);
    connections.opened(socket);
  });

  return {
    attach: (http) => io.attach(http),
    change,
    dropSignIn: (sessionHash) => io.in(rooms.signIn(sessionHash)).disconnectSockets(true),
    sweep: connections.sweep,
    async close() {
      connections.close();
      await io.close();
    },
  };

  /** Every event of a connection comes through here: shape, who, try, acknowledge. Nothing thrown gets past it. */
  function hearCommands(socket: LiveSocket) {
    const doNext = openQueue();
    socket.onAny((name: string, payload: unknown, ...rest: unknown[]) => {
      const last = rest.at(-1);
      const answer: Answer = typeof last === 'function' ? (last as Answer) : () => {};
      if (name === 'typing') return hearTyping(socket, payload);
      const shaped = shapeOf(name, payload);
      if ('wrong' in shaped) return answer({ ok: false, code: 'malformed', message: shaped.wrong });
      const taken = doNext(async () => answer(await replyTo(socket, shaped)));
      if (!taken) answer({ ok: false, code: 'too-fast', message: refusals['too-fast'] });
    });
  }

  /** A copy of a command that is still under way waits for the first one's answer. */
  async function replyTo(socket: LiveSocket, shaped: Exclude<Shaped, { wrong: string }>): Promise<Reply> {
    const { signedIn } = socket.data;
    const digest = digestOf(signedIn.personId, shaped.name, shaped.fields);
    const key = `${shaped.commandId} ${digest}`;
    const first = underWay.get(key);
    if (first) return first;
    if (!(await mayGoOn(signedIn.personId, shaped.name)))
      return { ok: false, code: 'too-fast', message: refusals['too-fast'] };
    const reply = carryOut(socket, shaped, digest).finally(() => underWay.delete(key));
    underWay.set(key, reply);
    return reply;
  }

  async function carryOut(
    socket: LiveSocket,
    { name, commandId, fields }: Exclude<Shaped, { wrong: string }>,
    digest: string,
  ) {
    const handle = handlers[name] as (given: typeof fields, context: Context) => Promise<void>;
    const done = await changes.carryOut(socket.data.signedIn, name, { id: commandId, digest }, (context) =>
      handle(fields, context),
    );
    afterwards(done);
    if (!done.reply.ok && done.reply.code === 'not-signed-in') setImmediate(() => socket.disconnect(true));
    return done.reply;
  }

  async function change(helplineId: string, work: (change: Change) => Promise<void>) {
    afterwards(await changes.change(helplineId, work));
  }

  function afterwards({ helplineId, told, rescoped }: Aftermath) {
    tell(io, helplineId, told);
    for (const personId of new Set(rescoped))
      for (const socket of socketsIn(io, rooms.person(personId))) void greet(socket, 0);
  }

  /** Says what there is to know. News that comes meanwhile waits, so that the welcome is always the first thing heard. */
  async function greet(socket: LiveSocket, since: number) {
    try {
      const greeting = await welcomeOf(db, socket.data.signedIn.personId, since, {
        now: clock(),
        trial: settings.trial,
      });
      if (!greeting) return void socket.disconnect(true);
      socket.emit('welcome', greeting.welcome);
      socket.data.viewer = greeting.viewer;
      tellOne(socket, greeting.viewer, socket.data.held.splice(0));
    } catch (error) {
      log('error', 'a welcome could not be read', factsOf(error));
      socket.conn.close();
    }
  }

  function hearTyping(socket: LiveSocket, payload: unknown) {
    const typing = v.safeParse(typingShape, payload);
    const { viewer, signedIn } = socket.data;
    const shiftId = viewer?.shiftIds[0];
    if (typing.success && shiftId)
      tellTyping(io, signedIn.helplineId, { shiftId, personId: signedIn.personId, on: typing.output.on });
  }
}
