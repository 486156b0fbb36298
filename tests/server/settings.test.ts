import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { poolSizeOf } from '#server/platform/database/pool-size';
import { projectRoot } from '#server/platform/root';
import { readSettings, WrongSettings } from '#server/platform/settings';
import { variables } from '#server/platform/variables';

const linesFor = (environment: NodeJS.ProcessEnv) => {
  try {
    readSettings(environment);
    return [];
  } catch (error) {
    if (error instanceof WrongSettings) return error.lines;
    throw error;
  }
};

test('an empty environment is a trial on this computer', () => {
  expect(readSettings({})).toEqual({
    port: 4700,
    host: '127.0.0.1',
    databaseUrl: undefined,
    dataDir: join(projectRoot, 'data'),
    keyFile: undefined,
    encryptionKeys: undefined,
    origins: ['http://localhost:4700', 'http://127.0.0.1:4700'],
    trustProxy: 0,
    commandsPerMinute: 300,
    mail: null,
    pushSubject: 'mailto:nobody@localhost.invalid',
    securityContact: null,
    backupFolder: undefined,
    metrics: null,
    logLevel: 'info',
    onlyHere: true,
    trial: true,
  });
});

test('an empty variable counts as unset', () => {
  const empty = Object.fromEntries(Object.keys(variables.entries).map((name) => [name, '']));
  expect(readSettings(empty)).toEqual(readSettings({}));
});

test('it is a trial only with its own database and only where nobody else can connect', () => {
  const origin = { ORIGIN: 'https://alongside.example.org', TRUST_PROXY: '1' };
  expect(readSettings({ HOST: 'localhost' }).trial).toBe(true);
  expect(readSettings({ ...origin, HOST: '0.0.0.0' }).trial).toBe(false);
  expect(
    readSettings({ ...origin, DATABASE_URL: 'postgres://a:b@db/alongside', KEY_FILE: 'key' }).trial,
  ).toBe(false);
});

test('the addresses people type may be several, and the usual ones follow the port', () => {
  const both = { ORIGIN: 'https://a.example.org, https://b.example.org', TRUST_PROXY: '1' };
  expect(readSettings(both).origins).toEqual(['https://a.example.org', 'https://b.example.org']);
  expect(readSettings({ PORT: '5000' }).origins).toEqual(['http://localhost:5000', 'http://127.0.0.1:5000']);
});

test('settings cannot be changed afterwards', () => {
  expect(Object.isFrozen(readSettings({}))).toBe(true);
  expect(Object.isFrozen(readSettings({}).origins)).toBe(true);
});

test.each([
  ['PORT', 'abc', 'PORT is "abc": it should be a whole number from 1 to 65535.'],
  ['PORT', '70000', 'PORT is "70000": it should be a whole number from 1 to 65535.'],
  ['METRICS_PORT', '0', 'METRICS_PORT is "0": it should be a whole number from 1 to 65535.'],
  ['METRICS_HOST', 'any where', 'METRICS_HOST is "any where": it should be a host name or an IP address.'],
  ['HOST', 'http://here', 'HOST is "http://here": it should be a host name or an IP address.'],
  ['TRUST_PROXY', 'yes', 'TRUST_PROXY is "yes": it should be a whole number from 0 to 10.'],
  [
    'COMMANDS_PER_MINUTE',
    '-1',
    'COMMANDS_PER_MINUTE is "-1": it should be a whole number from 0 to 1000000.',
  ],
  ['LOG_LEVEL', 'loud', 'LOG_LEVEL is "loud": it should be one of debug, info, warn, error, silent.'],
])('%s set to %s is said to be wrong, and how it should look', (name, value, line) => {
  expect(linesFor({ [name]: value })).toEqual([line]);
});

test.each([
  ['alongside.example.org', 'without a path'],
  ['https://alongside.example.org/board', 'without a path'],
  ['http://alongside.example.org', 'begin with https://'],
])('the address %s is refused', (address, words) => {
  expect(linesFor({ ORIGIN: address }).join()).toContain(words);
});

test('e-mail needs an address it comes from, and push services are given the same one', () => {
  const SMTP_URL = 'smtps://name:hunter2@mail.example.org';
  expect(linesFor({ SMTP_URL }).join()).toContain('MAIL_FROM is missing');
  const MAIL_FROM = 'alongside@example.org';
  expect(readSettings({ SMTP_URL, MAIL_FROM })).toMatchObject({
    mail: { url: SMTP_URL, from: MAIL_FROM },
    pushSubject: 'mailto:alongside@example.org',
  });
  expect(readSettings({ VAPID_SUBJECT: 'https://example.org' }).pushSubject).toBe('https://example.org');
  expect(linesFor({ VAPID_SUBJECT: 'me' }).join()).toContain('mailto:host@example.org');
});

test('metrics are served nowhere unless a port is named, and then to this computer, on no other service’s port', () => {
  expect(readSettings({ METRICS_HOST: '0.0.0.0' }).metrics).toBeNull();
  expect(readSettings({ METRICS_PORT: '9464' }).metrics).toEqual({ port: 9464, host: '127.0.0.1' });
  expect(readSettings({ METRICS_PORT: '9464', METRICS_HOST: '10.0.0.7' }).metrics?.host).toBe('10.0.0.7');
  expect(linesFor({ METRICS_PORT: '4700' })).toEqual([
    'METRICS_PORT is 4700, which is PORT: it should be a number of its own.',
  ]);
});

test('each wrong variable has its own line', () => {
  expect(linesFor({ PORT: 'abc', LOG_LEVEL: 'loud' })).toHaveLength(2);
});

test('the address of the database says how many connections there may be', () => {
  const address = (end: string) => `postgres://name:hunter2@host/alongside${end}`;
  expect(poolSizeOf(address(''))).toBe(16);
  expect(poolSizeOf(address('?sslmode=require&max=8'))).toBe(8);
  for (const wrong of ['0', '1', '1000', '-4', 'many', '']) {
    const lines = linesFor({ DATABASE_URL: address(`?max=${wrong}`), KEY_FILE: 'key' });
    expect(lines).toEqual([expect.stringContaining('a number from 2 to 999')]);
  }
  expect(linesFor({ DATABASE_URL: address('?max=2'), KEY_FILE: 'key' })).toEqual([]);
});

test('a wrong address that holds a password is not repeated', () => {
  const lines = linesFor({
    DATABASE_URL: 'mysql://name:hunter2@host/db',
    SMTP_URL: 'http://name:hunter2@host',
  }).join();
  for (const name of ['DATABASE_URL', 'SMTP_URL']) expect(lines).toContain(name);
  expect(lines).not.toContain('hunter2');
});

test.each([{ HOST: '0.0.0.0' }, { HOST: '::' }, { TRUST_PROXY: '1' }])(
  '%o needs the address people type',
  (environment) => {
    expect(linesFor(environment).join()).toContain('ORIGIN is missing');
    const origin = { ORIGIN: 'https://alongside.example.org', TRUST_PROXY: '1' };
    expect(linesFor({ ...environment, ...origin })).toEqual([]);
  },
);

test('a program with wrong settings ends with one line for each, no stack and exit code 1', () => {
  const program = `import('#server/platform/settings').then(({ loadSettings }) => loadSettings())`;
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', '-C', 'source', '--eval', program],
    {
      cwd: projectRoot,
      env: { ...process.env, PORT: 'abc' },
      encoding: 'utf8',
    },
  );
  expect(stderr).toContain('  PORT is "abc"');
  expect(stderr).not.toMatch(/^\s+at /m);
  expect(status).toBe(1);
});

test('.env.example names every variable, says whether it is secret, and shows the value used without it', () => {
  const example = readFileSync(join(projectRoot, '.env.example'), 'utf8');
  const named = [...example.matchAll(/^(?:# )?([A-Z_]+)=/gm)].map((match) => match[1]);
  expect(named.sort()).toEqual(Object.keys(variables.entries).sort());
  const paragraphs = example.split('\n\n').slice(1);
  for (const paragraph of paragraphs) expect(paragraph).toMatch(/secret/i);
  const shown = Object.fromEntries(
    [...example.matchAll(/^([A-Z_]+)=(.*)$/gm)].map((match) => [match[1], match[2]]),
  );
  expect(readSettings(shown)).toEqual(readSettings({}));
});

test.each([
  [{ ORIGIN: 'https://alongside.example.org' }, 'TRUST_PROXY is 0'],
  [
    { ORIGIN: 'https://alongside.example.org, http://localhost:4700', TRUST_PROXY: '1' },
    'http:// address beside',
  ],
])('%o is refused unless it is said to be meant', (environment, why) => {
  expect(linesFor(environment).join()).toContain(why);
  expect(linesFor({ ...environment, ORIGIN_IS_MEANT: 'yes' })).toEqual([]);
});
