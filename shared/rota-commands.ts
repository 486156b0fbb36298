import { patternCommands } from './patterns.ts';
import { shiftTimeCommands } from './shift-times.ts';
import { weekCopyCommands } from './week-copy.ts';

/** The commands that change when shifts are, apart from those about the people in one shift. */
export const rotaCommands = { ...shiftTimeCommands, ...patternCommands, ...weekCopyCommands };
