import { io } from 'socket.io-client';
import type { LiveSocket } from './live.svelte.ts';

/** How patiently the link is opened, and opened again. */
export const socketOptions = {
  autoConnect: false,
  transports: ['websocket', 'polling'],
  tryAllTransports: true,
  reconnectionDelay: 500,
  reconnectionDelayMax: 2_500,
  timeout: 8_000,
};

export const openSocket = (): LiveSocket => io(socketOptions);
