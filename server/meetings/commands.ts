import type { meetingCommands } from '#shared/meeting-commands';
import type { Handlers } from '../platform/live/commands/command.ts';
import { arrangingHandlers } from './arranging.ts';
import { underWayHandlers } from './under-way.ts';

export const meetingHandlers: Handlers<keyof typeof meetingCommands> = {
  ...arrangingHandlers,
  ...underWayHandlers,
};
