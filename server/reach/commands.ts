import type { reachCommands } from '#shared/reach';
import type { Handlers } from '../command.ts';

export const reachHandlers = {} as Handlers<keyof typeof reachCommands>;
