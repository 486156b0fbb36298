import { Server } from 'socket.io';
import { versionRefusal, type ConnectRefusal } from '#shared/protocol';
import { longestFrame } from '#shared/limits';
import { comesFromUs } from '../auth/origin.ts';
import type { SignIns } from '../auth/sign-ins.ts';
import { errorFields, type Logger } from '../logger.ts';
import type { Metrics } from '../metrics/metrics.ts';
import type { Settings } from '../settings.ts';
import type { PersonLimits } from './commands/person-limits.ts';
import { openHandshakes } from './handshakes.ts';
import { rooms, type LiveServer } from './sockets.ts';
import type { pgNotifyAdapter } from './cluster/adapter.ts';

type Deps = {
  adapter: ReturnType<typeof pgNotifyAdapter>;
  signIns: SignIns;
  log: Logger;
  settings: Pick<Settings, 'origins' | 'trustProxy'>;
  limits: PersonLimits;
  metrics: Pick<Metrics, 'refused'>;
};

/** Milliseconds. A dead connection is detected within 14 s: a ping every 8 s, and 6 s to answer it. */
const heartbeat = { pingInterval: 8_000, pingTimeout: 6_000 };

/** The Socket.IO server: accepts only our own pages, of a supported version, from people signed in, and joins each connection to its rooms. */
export function openIo({ adapter, signIns, log, settings, limits, metrics }: Deps): LiveServer {
  const handshakes = openHandshakes({ signIns, settings, limits });
  const io: LiveServer = new Server({
    ...heartbeat,
    adapter,
    maxHttpBufferSize: longestFrame,
    connectTimeout: 5_000,
    serveClient: false,
    perMessageDeflate: false,
    httpCompression: false,
    allowRequest: (request, decide) =>
      decide(null, comesFromUs(request.headers, settings.origins) && handshakes.mayBegin(request)),
  });
  io.use((socket, next) => {
    const refuse = (code: ConnectRefusal) => {
      metrics.refused('handshake', code);
      next(new Error(code));
    };
    const refusal = versionRefusal(socket.handshake.auth.protocol);
    if (refusal) return refuse(refusal);
    handshakes
      .whose(socket.request)
      .then((signedIn) => {
        if (typeof signedIn === 'string') return refuse(signedIn);
        const { personId, helplineId, sessionHash } = signedIn;
        socket.data = {
          signedIn,
          viewer: null,
          holdsUntil: 0,
          held: [],
          heldReplies: [],
          resyncs: 0,
          welcomedTo: 0,
        };
        void socket.join([rooms.helpline(helplineId), rooms.person(personId), rooms.signIn(sessionHash)]);
        next();
      })
      .catch((error: unknown) => {
        log('error', 'a connection could not be checked', errorFields(error));
        refuse('failed');
      });
  });
  return io;
}
