import { io } from 'socket.io-client';
import type { LiveSocket } from './live.svelte.ts';

export const openSocket = (): LiveSocket =>
  io({
    autoConnect: false,
    transports: ['websocket', 'polling'],
    tryAllTransports: true,
    reconnectionDelay: 500,
    reconnectionDelayMax: 5_000,
    timeout: 8_000,
  });
