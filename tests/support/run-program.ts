import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { projectRoot } from '#server/platform/root';
import { compiled } from './compiled.ts';

/** Runs a program of the server's until it ends by itself: its exit code, and what it wrote, without the space at the end. */
export async function runProgram(file: string, words: string[], environment: Record<string, string>) {
  const child = spawn(process.execPath, [await compiled(file), ...words], {
    cwd: projectRoot,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complained, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close') as Promise<[number | null]>,
  ]);
  return { code, said: said.trimEnd(), complained: complained.trimEnd() };
}
