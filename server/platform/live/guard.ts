import type { IncomingMessage } from 'node:http';
import type { Server } from 'socket.io';
import { comesFromUs } from '../auth/origin.ts';
import type { SignIns } from '../auth/sign-ins.ts';

type Request = IncomingMessage & { _query: { sid?: string } };
type Connection = { id: string; request: IncomingMessage; once: (event: 'close', heard: () => void) => void };
type Deps = { origins: readonly string[]; signIns: Pick<SignIns, 'hashIn'> };

/** Headers that keep other sites from showing, framing or reading polling responses. Engine.IO itself sends no-store. */
const ownHeaders = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Referrer-Policy': 'no-referrer',
  'X-Content-Type-Options': 'nosniff',
};

/**
 * Engine.IO calls `allowRequest` only for the first request of a connection, and accepts the connection's id as permission
 * afterwards. This guard requires every later poll, POST and upgrade to come from our own pages, with the sign-in that the connection
 * was opened with, and answers any other with 400.
 */
export function guardRequests(engine: Server['engine'], { origins, signIns }: Deps): void {
  const signInOf = ({ headers }: IncomingMessage) => signIns.hashIn(headers.cookie);
  engine.on('headers', (headers: Record<string, string>) => void Object.assign(headers, ownHeaders));
  const openedWith = new Map<string, string | null>();
  engine.on('connection', (connection: Connection) => {
    openedWith.set(connection.id, signInOf(connection.request));
    connection.once('close', () => openedWith.delete(connection.id));
  });
  engine.use((request: Request, _response: unknown, next: (error?: Error) => void) => {
    const opened = openedWith.get(request._query.sid ?? '');
    const isAllowed =
      opened === undefined || (comesFromUs(request.headers, origins) && signInOf(request) === opened);
    next(isAllowed ? undefined : new Error('The request is not from the page that opened the connection.'));
  });
}
