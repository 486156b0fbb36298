import { pathToFileURL } from 'node:url';
import { projectRoot } from './root.ts';

const most = 4;
const roots = [projectRoot, pathToFileURL(projectRoot).href].map((root) =>
  root.replaceAll('\\', '/').replace(/[.*+?^${}()|[\]]/g, '\\$&'),
);
/** Such as `    at async carryOut (/srv/alongside/server/platform/live/commands/transactions.ts:52:9)`. */
const frame = new RegExp(
  `^ {4}at (?:[^()]+ \\()?(?:${roots.join('|')})/((?:dist/)?(?:server|shared|drizzle)/[a-z0-9/-]+\\.[jt]s:\\d+):\\d+\\)?$`,
);

/**
 * The project's own frames of an error's stack, innermost first, such as `server/platform/live/commands/transactions.ts:52`. A stack begins with the
 * error's message, which can hold what people wrote, even lines that look like frames: only what follows the message
 * is read. Empty where the message is not found there.
 */
export function ownFrames({ stack = '', message }: Error): string[] {
  const at = stack.indexOf(message);
  if (at < 0) return [];
  return stack
    .slice(at + message.length)
    .replaceAll('\\', '/')
    .split('\n')
    .flatMap((line) => frame.exec(line)?.[1] ?? [])
    .slice(0, most);
}
