import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { projectRoot } from '#server/platform/root';
import { codeIn, commandBlocksIn, paper } from '../papers/markdown.ts';
import { freshDatabase } from '../support/database.ts';
import { freePort } from '../support/free-port.ts';
import { testKey } from '../support/keys.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const readme = paper('README.md');
const blocks = commandBlocksIn(readme);
const blockOf = (begins: string) => blocks.find(({ text }) => text.startsWith(begins))!.text;

/** Blocks that are not run here, and why. */
const notRun: Record<string, string> = {
  'npm test': 'this test is a part of it',
  'apt-get update': 'installs browsers on the machine',
};
/** Blocks that are run, each by the test of that name. */
const run = ['npm start', 'export DATABASE_URL'];

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
const begun: { end: (signal: NodeJS.Signals) => Promise<void> }[] = [];
beforeAll(async () => void (folder = await temporaryFolder()));
afterEach(async () => {
  for (const shell of begun.splice(0)) await shell.end('SIGTERM');
});
afterAll(() => folder.remove());

test('every block of commands is run, or is known not to be and why', () => {
  const known = [...Object.keys(notRun), ...run];
  expect(
    blocks.map(({ text }) => text).filter((text) => !known.some((begins) => text.startsWith(begins))),
  ).toEqual([]);
  expect(known.filter((begins) => !blocks.some(({ text }) => text.startsWith(begins)))).toEqual([]);
});

test('"npm start" on a bare machine is the trial, and Ctrl-C ends it', async () => {
  const port = await freePort();
  const shell = begin(blockOf('npm start'), { PORT: String(port), DATA_DIR: join(folder.path, 'data') });
  await shell.says(`Alongside is ready: http://127.0.0.1:${port}`);
  const page = await fetch(`http://127.0.0.1:${port}/`, { headers: { accept: 'text/html' } });
  expect(await page.text()).toContain('<title>Alongside</title>');
  await shell.says('Ctrl-C stops it.');
  expect(shell.said()).toMatch(/Ana[\s\S]*Ben/);
  await shell.end('SIGINT');
  expect(shell.said()).toContain('Stopping. What is under way is finished first.');
});

test('the lines for a real helpline start a server and print the link of its first manager', async () => {
  const database = await freshDatabase();
  const [key, port] = [join(folder.path, 'key'), await freePort()];
  await writeFile(key, `${testKey}\n`, { mode: 0o600 });
  const written = blockOf('export DATABASE_URL')
    .replace(/DATABASE_URL=\S+/, `DATABASE_URL=${database.url}`)
    .replace(/KEY_FILE=\S+/, `KEY_FILE=${key}`);
  const [start, create] = written.split(/(?=^npm run admin)/m) as [string, string];
  const shell = begin(start, { PORT: String(port) });
  await shell.says('Alongside is ready: https://alongside.example.org');
  const exports = start.match(/^export .*$/gm)!.join('\n');
  const { stdout, status } = spawnSync('sh', ['-ec', `${exports}\n${create}`], {
    cwd: projectRoot,
    encoding: 'utf8',
    env: bare(),
  });
  expect(status).toBe(0);
  expect(stdout).toMatch(/https:\/\/alongside\.example\.org\/join#[\w-]{43}/);
  await shell.end('SIGTERM');
  await database.drop();
});

/** Commands of the table that are run here; all others take minutes, or a browser, or write into the project. */
const quick = ['npm run admin -- help', 'npm run --silent sbom'];

test('every command that the README names is there, and the quick ones do what it says', async () => {
  const { scripts } = JSON.parse(await readFile(join(projectRoot, 'package.json'), 'utf8')) as {
    scripts: object;
  };
  const named = codeIn(readme).flatMap(
    (code) => /^(?:\w+=\S+ )*npm (?:run )?(?:--silent )?([\w:-]+)/.exec(code)?.[1] ?? [],
  );
  expect(named.length).toBeGreaterThan(20);
  expect(named.filter((name) => !(name in scripts))).toEqual([]);
  for (const command of quick) {
    expect(codeIn(readme)).toContain(command);
    const { status, stdout } = spawnSync('sh', ['-ec', command], {
      cwd: projectRoot,
      encoding: 'utf8',
      env: bare(),
      maxBuffer: 2 ** 26,
    });
    expect(status, command).toBe(0);
    expect(stdout).toMatch(command.includes('sbom') ? /"bomFormat": "CycloneDX"/ : /helpline create/);
  }
});

/** The environment of somebody who has set nothing. */
function bare(): NodeJS.ProcessEnv {
  const { PATH, HOME, LANG } = process.env;
  return { PATH, HOME, LANG, INIT_CWD: projectRoot };
}

function begin(commands: string, environment: Record<string, string>) {
  const child = spawn('sh', ['-ec', commands], {
    cwd: projectRoot,
    env: { ...bare(), ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  // Closed by the last of the group.
  const ended = once(child, 'close');
  let hasEnded = false;
  child.once('close', () => (hasEnded = true));
  let said = '';
  for (const output of [child.stdout, child.stderr]) output.on('data', (chunk) => (said += chunk));
  const shell = {
    said: () => said,
    says: (words: string) => expect.poll(() => said, { timeout: 100_000, interval: 50 }).toContain(words),
    /** To the whole group, as a terminal does it. */
    async end(signal: NodeJS.Signals) {
      if (!hasEnded) process.kill(-child.pid!, signal);
      await ended;
    },
  };
  begun.push(shell);
  return shell;
}
