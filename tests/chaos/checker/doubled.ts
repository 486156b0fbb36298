import type { Invariant } from './evening.ts';
import { linesCounted } from './steps.ts';

/** No command is carried out twice, however often it was sent: a story has no more lines than there were commands. */
export const doubled: Invariant = (evening) =>
  linesCounted(evening)
    .filter(
      ({ lines, yes, perhaps }) => yes.length + perhaps.length > 0 && lines > yes.length + perhaps.length,
    )
    .map(
      ({ what, lines, yes, perhaps }) =>
        `"${what}" stands ${lines} times and was asked for ${yes.length + perhaps.length} times.`,
    );
