import { io, WebSocket } from 'socket.io-client';
import type { LiveSocket } from './live.svelte.ts';

/** How patiently the link is opened, and opened again. */
export const socketOptions = {
  autoConnect: false,
  transports: ['websocket'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 2_500,
  timeout: 8_000,
};

/** Where no WebSocket comes through, the next try is also made without one: first of all where this one was met with silence. */
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
