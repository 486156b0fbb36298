import type { debriefCommands } from '#shared/debrief';
import type { Handlers } from '../command.ts';
import { answeringHandlers } from './answering.ts';
import { askingHandlers } from './asking.ts';

export const debriefHandlers: Handlers<keyof typeof debriefCommands> = {
  ...askingHandlers,
  ...answeringHandlers,
};
