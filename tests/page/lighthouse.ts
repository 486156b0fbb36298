import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { projectRoot } from '#server/platform/root';
import { findBrowser } from '../support/browser.ts';
import type { Seen } from './seen.ts';

const measure = join(projectRoot, 'tests', 'page', 'by-lighthouse', 'measure.mjs');

/** The same page and the same first minute of a call, measured by Lighthouse in a process of its own. */
export async function askLighthouse(address: string): Promise<Seen> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    measure,
    address,
    JSON.stringify(await findBrowser()),
  ]);
  return JSON.parse(stdout) as Seen;
}
