import { execFileSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { root } from './root.mjs';

const folder = 'tests/server';

/**
 * The files of server tests that a change touches: those that changed, those that name a file that changed in an import, and
 * those of its noun, whose name begins with it. Compared is with `origin/main`, or where there is none with the last commit.
 * What is reached in a more roundabout way is left to the whole suite: nearly every file reaches the whole server.
 */
export function serverTestsTouched() {
  const changed = changedFiles();
  const nouns = new Set(changed.flatMap(nounsOf));
  const names = changed.map((file) => file.replace(/\.ts$/, ''));
  return readdirSync(join(root, folder))
    .filter((name) => name.endsWith('.test.ts'))
    .filter((name) => {
      if (changed.includes(`${folder}/${name}`)) return true;
      if ([...nouns].some((noun) => name.startsWith(noun))) return true;
      const imported = importsOf(join(root, folder, name));
      return names.some((file) => !isForAll(file) && imported.includes(file));
    })
    .map((name) => `${folder}/${name}`);
}

/** `flags` and `flag` for `server/flags/close.ts`, `shared/flags.ts` and `drizzle/schema/flags.ts`; a test is named by either. */
export function nounsOf(file) {
  const [side, next, third] = file.split('/');
  if (!['server', 'shared', 'drizzle'].includes(side) || next === 'platform' || next === undefined) return [];
  const word = side === 'drizzle' ? third : next;
  if (word === undefined || (side === 'server' && next.endsWith('.ts'))) return [];
  const plural = basename(word, '.ts');
  return [plural, plural.replace(/ies$/, 'y').replace(/s$/, '')];
}

/** Helpers that every file imports say nothing about what a change touches. */
const isForAll = (file) => /^tests\/support\/(helpline|use-helpline|client|test-server)$/.test(file);

/** Their paths from the root, without an ending. */
function importsOf(path) {
  const sources = [...readFileSync(path, 'utf8').matchAll(/from '([^']+)'/g)].map(([, from]) => from);
  return sources.map((from) =>
    from
      .replace(/^#/, '')
      .replace(/^\.\.\/support/, 'tests/support')
      .replace(/\.ts$/, ''),
  );
}

function changedFiles() {
  const git = (...words) =>
    execFileSync('git', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
  const lines = (...words) =>
    git(...words)
      .split('\n')
      .filter(Boolean);
  try {
    return [
      ...lines('diff', '--name-only', base(git)),
      ...lines('ls-files', '--others', '--exclude-standard'),
    ];
  } catch {
    console.log('There is no git here to say what changed.');
    return [];
  }
}

function base(git) {
  try {
    return git('merge-base', 'HEAD', 'origin/main').trim();
  } catch {
    return 'HEAD';
  }
}
