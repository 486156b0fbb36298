import { spawn, type SpawnOptions } from 'node:child_process';

/** The environment of PostgreSQL's programs: messages in English, and none of our own variables. */
export const environment: NodeJS.ProcessEnv =
  process.platform === 'win32' ? { ...process.env, LC_ALL: 'C' } : { PATH: process.env.PATH, LC_ALL: 'C' };

/** Runs one of PostgreSQL's programs to its end; rejects with its last output if it fails. */
export async function run(path: string, words: string[], options: SpawnOptions, input = ''): Promise<void> {
  const child = spawn(path, words, { ...options, env: environment, stdio: 'pipe' });
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stdin.on('error', () => {}).end(input);

  const code = await new Promise<number | null>((resolve, reject) => {
    child.on('error', (error) => reject(cannotRun(path, error)));
    child.on('close', resolve);
  });
  if (code !== 0)
    throw new Error(
      `PostgreSQL could not prepare its files: ${said.join('').trim().split('\n').slice(-3).join(' ')}`,
    );
}

/** Explains ENOENT on a Linux without glibc, such as Alpine, which has the file but not its loader. */
export function cannotRun(path: string, error: Error): Error {
  return new Error(
    `PostgreSQL cannot run here (${path}: ${error.message}). Set DATABASE_URL to a PostgreSQL 15 or later.`,
  );
}
