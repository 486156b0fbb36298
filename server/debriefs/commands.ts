import type { debriefCommands } from '#shared/debriefs';
import type { Handlers } from '../platform/live/commands/command.ts';
import { answeringHandlers } from './answering.ts';
import { askingHandlers } from './asking.ts';

export const debriefHandlers: Handlers<keyof typeof debriefCommands> = {
  ...askingHandlers,
  ...answeringHandlers,
};
