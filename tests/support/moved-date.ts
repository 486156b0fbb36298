import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { projectRoot } from '#server/platform/root';

const file = pathToFileURL(join(projectRoot, 'tests', 'support', 'moved-date.mjs')).href;

/** The variables that put the date of another process so many milliseconds ahead of this one's. */
export function environmentAhead(aheadMs: number): Record<string, string> {
  const ownAheadMs = Number(process.env.TEST_DATE_AHEAD_MS ?? 0);
  return {
    NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --import ${file}`.trim(),
    TEST_DATE_AHEAD_MS: String(Math.round(ownAheadMs + aheadMs)),
  };
}
