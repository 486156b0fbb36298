import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Home } from './home.ts';
import { program, type Native } from './native.ts';
import type { Launch } from './launch.ts';
import { run } from './run.ts';

/** PostgreSQL refuses to run with administrator rights; on Windows only pg_ctl can drop them. */
export async function launchOnWindows({ home, native }: Launch, words: string[]): Promise<number | string> {
  const record = join(home.path, 'postgres.log');
  const quoted = words.map((word) => (/[\s=]/.test(word) ? `"${word}"` : word)).join(' ');
  try {
    await run(program(native, 'pg_ctl'), ['start', '-w', '-D', home.cluster, '-l', record, '-o', quoted], {
      cwd: native.path,
    });
  } catch {
    return readFile(record, 'utf8');
  }
  const note = await readFile(join(home.cluster, 'postmaster.pid'), 'utf8');
  return Number(note.split('\n')[0]);
}

export async function stopOnWindows(home: Home, native: Native): Promise<void> {
  await run(program(native, 'pg_ctl'), ['stop', '-w', '-m', 'fast', '-D', home.cluster], {
    cwd: native.path,
  });
}
