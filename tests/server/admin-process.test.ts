import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { trialHelpline } from '#drizzle/seed/people';
import { projectRoot } from '#server/platform/root';
import { compiled } from '../support/compiled.ts';
import { testKey } from '../support/keys.ts';
import { temporaryDatabase } from '../support/temporary-database.ts';

let running: Awaited<ReturnType<typeof temporaryDatabase>>;

/** Alongside is running, as it is when somebody types a command beside it. */
beforeAll(async () => void (running = await temporaryDatabase({ fsync: 'off' })));
afterAll(() => running.remove());

test('without a word, or with "help", every command is named', async () => {
  const { code, said } = await admin();
  expect(code).toBe(0);
  expect(said).toMatch(/^npm run admin -- COMMAND\n/);
  const names = [
    'helpline create',
    'helpline list',
    'person invite',
    'person link',
    'push-keys',
    'migrate',
    'seed demo',
    'help',
  ];
  for (const name of names) expect(said).toMatch(new RegExp(`^  ${name}  +[A-Z]`, 'm'));
  expect((await admin('help')).said).toBe(said);
});

test('a command with --help shows how it is typed', async () => {
  const { code, said } = await admin('person', 'invite', '--help');
  expect(code).toBe(0);
  expect(said.split('\n')[0]).toBe(
    'npm run admin -- person invite --helpline NAME_OR_ID --name FIRST_NAME --email ADDRESS --role ROLE … [--dry-run]',
  );
  expect(said).toContain('--role ROLE             supporter, manager, supervisor; repeated for several');
});

test.each([
  ['an unknown command', ['helpline', 'burn'], 'There is no command "helpline burn". Try "help".'],
  ['an unknown option', ['helpline', 'list', '--all'], 'There is no option --all here.'],
  ['a word too many', ['helpline', 'list', 'all'], '"all" is not expected here.'],
  ['an option without its value', ['person', 'link', '--email'], '--email needs a value.'],
  ['a missing option', ['person', 'link'], '--email is missing: it should be their e-mail address.'],
  [
    'a wrong value',
    ['person', 'link', '--email', 'mo'],
    '--email is "mo": it should be their e-mail address.',
  ],
])('%s is refused in one sentence with exit code 2', async (_, words, sentence) => {
  const { code, said, complained } = await admin(...words);
  expect(complained).toContain(sentence);
  expect({ code, said }).toEqual({ code: 2, said: '' });
});

test('the trial is made once, in the database that is running already', async () => {
  const made = await admin('seed', 'demo', '--json');
  expect(made).toMatchObject({ code: 0, complained: '' });
  expect(JSON.parse(made.said)).toEqual({ helplineId: trialHelpline.id, people: 10 });
  expect(await admin('seed', 'demo')).toEqual({
    code: 2,
    said: '',
    complained: 'The database holds the helpline "Lamplight (trial)". A trial needs an empty one.\n',
  });
});

test('a database that does not answer is an error with exit code 1', async () => {
  const { code, complained } = await adminWith(
    { DATABASE_URL: 'postgres://a:b@127.0.0.1:1/c', ENCRYPTION_KEYS: testKey },
    'helpline',
    'list',
  );
  expect(complained).toBe(
    'The database does not answer at DATABASE_URL. Is it running, and is the address right?\n',
  );
  expect(code).toBe(1);
});

const admin = (...words: string[]) => adminWith({}, ...words);

async function adminWith(environment: Record<string, string>, ...words: string[]) {
  const own = {
    DATA_DIR: join(running.folder, 'data'),
    DATABASE_URL: '',
    ORIGIN: '',
    HOST: '',
    LOG_LEVEL: 'warn',
  };
  const child = spawn(process.execPath, [await compiled('server/admin.ts'), ...words], {
    cwd: projectRoot,
    env: { ...process.env, ...own, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let said = '';
  let complained = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  return { code, said: said.trimEnd(), complained };
}
