import { io, WebSocket } from 'socket.io-client';
import type { LiveSocket } from './live.svelte.ts';

/** Timeouts and backoff of connecting and reconnecting. */
export const socketOptions = {
  autoConnect: false,
  transports: ['websocket'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 2_500,
  timeout: 8_000,
};

/** Where WebSockets are blocked, the next attempt also offers polling, and begins with it if this attempt timed out. */
export function openSocket(): LiveSocket {
  const socket: LiveSocket = io(socketOptions);
  socket.io.on('error', ({ message }) => {
    void import('./polling.ts').then(
      ({ Polling }) =>
        (socket.io.opts.transports = message === 'timeout' ? [Polling, WebSocket] : [WebSocket, Polling]),
      () => {},
    );
  });
  return socket;
}
