import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { isHost, isLoopback, isOrigin, isPostgresUrl, isPrivate, isSmtpUrl } from './addresses.ts';
import { keySettingsProblem } from './encryption/key-settings.ts';
import {
  securityContactOf,
  securityContactProblem,
  securityContactVariables,
  type SecurityContact,
} from './security-contact.ts';
import { unlikelyOrigins } from './unlikely-origins.ts';
import { projectRoot } from './root.ts';

export const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;

/** The environment variables; each has its line in `.env.example`. */
export const variables = v.object({
  PORT: whole(1, 65_535, '4700'),
  HOST: v.optional(v.pipe(v.string(), v.check(isHost, 'a host name or an IP address')), '127.0.0.1'),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(isPostgresUrl, 'an address such as postgres://name:password@host:5432/alongside'),
    ),
  ),
  DATA_DIR: v.optional(v.string(), './data'),
  KEY_FILE: v.optional(v.string()),
  ENCRYPTION_KEYS: v.optional(v.string()),
  ORIGIN: v.optional(
    v.pipe(
      v.string(),
      v.transform((text) => text.split(',').map((part) => part.trim())),
      v.everyItem(
        isOrigin,
        'addresses such as https://alongside.example.org, separated by commas and without a path',
      ),
      v.everyItem(
        isPrivate,
        'addresses that begin with https:// (plain http:// is only for this computer itself)',
      ),
    ),
  ),
  TRUST_PROXY: whole(0, 10, '0'),
  ORIGIN_IS_MEANT: v.optional(v.picklist(['yes', 'no'], 'yes or no'), 'no'),
  COMMANDS_PER_MINUTE: whole(0, 1_000_000, '1500'),
  SMTP_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(isSmtpUrl, 'an address such as smtps://name:password@mail.example.org, or smtp:// with a port'),
    ),
  ),
  MAIL_FROM: v.optional(
    v.pipe(v.string(), v.trim(), v.email('an e-mail address such as alongside@example.org')),
  ),
  VAPID_SUBJECT: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^(mailto:\S+@\S+|https:\/\/\S+)$/, 'an address such as mailto:host@example.org'),
    ),
  ),
  ...securityContactVariables,
  LOG_LEVEL: v.optional(v.picklist(logLevels, `one of ${logLevels.join(', ')}`), 'info'),
});

export type Settings = Readonly<{
  port: number;
  host: string;
  /** Absent: Alongside starts its own PostgreSQL in `dataDir`. */
  databaseUrl: string | undefined;
  /** Absolute; a relative DATA_DIR counts from the project's own folder. */
  dataDir: string;
  /** Absolute. The file with the keys that everything sealed in the database depends on. */
  keyFile: string | undefined;
  /** The same keys, given in the environment in place of a file. */
  encryptionKeys: string | undefined;
  /** The origins of our pages, against which the Origin header of a request is checked. */
  origins: readonly string[];
  /** Number of trusted proxies before Alongside; 0 ignores X-Forwarded headers. */
  trustProxy: number;
  /** 0: no limit, for load tests. */
  commandsPerMinute: number;
  /** The mail server and the sender's address. Null: no e-mail can be sent, and no screen offers it. */
  mail: Readonly<{ url: string; from: string }> | null;
  /** The contact that push services are given. */
  pushSubject: string;
  /** Null: no security.txt is served. */
  securityContact: SecurityContact | null;
  logLevel: (typeof logLevels)[number];
  /** Only this computer can connect. */
  onlyHere: boolean;
  /** Only this computer can connect and the database is local: the trial with invented people is offered. */
  trial: boolean;
}>;

/** `lines` holds one sentence per wrong variable, for the person at the terminal. */
export class WrongSettings extends Error {
  lines: string[];
  constructor(lines: string[]) {
    super(lines.join('\n'));
    this.lines = lines;
  }
}

/** The settings of this process, with `.env` filling what the environment leaves out; ends the process if one is wrong. */
export function loadSettings(): Settings {
  const file = join(projectRoot, '.env');
  if (existsSync(file)) process.loadEnvFile(file);
  try {
    return readSettings(process.env);
  } catch (error) {
    if (!(error instanceof WrongSettings)) throw error;
    process.stderr.write('Alongside cannot start with these settings:\n');
    for (const line of error.lines) process.stderr.write(`  ${line}\n`);
    process.exit(1);
  }
}

/** An empty variable counts as unset. ORIGIN may be left out only where nobody but this computer can connect. */
export function readSettings(environment: NodeJS.ProcessEnv, now = new Date()): Settings {
  const said = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''));
  const checked = v.safeParse(variables, said);
  if (!checked.success) throw new WrongSettings(checked.issues.map((issue) => inWords(issue, said)));

  const read = checked.output;
  const reach = isLoopback(read.HOST) ? null : `HOST is ${read.HOST}, which other computers can reach`;
  const proxied = read.TRUST_PROXY === 0 ? null : 'TRUST_PROXY says that people come through a proxy';
  if (!read.ORIGIN && (reach ?? proxied)) {
    throw new WrongSettings([
      `ORIGIN is missing: ${reach ?? proxied}, so it should be the address people type, such as https://alongside.example.org.`,
    ]);
  }
  const unlikely = read.ORIGIN_IS_MEANT === 'no' && unlikelyOrigins(read.ORIGIN ?? [], read.TRUST_PROXY);
  if (unlikely) throw new WrongSettings([unlikely]);
  if (read.SMTP_URL && !read.MAIL_FROM) {
    throw new WrongSettings([
      'MAIL_FROM is missing: SMTP_URL is set, so it should be the address e-mails come from, such as alongside@example.org.',
    ]);
  }
  const problem = keySettingsProblem(read) ?? securityContactProblem(read, now);
  if (problem) throw new WrongSettings([problem]);
  const origins = read.ORIGIN ?? [`http://localhost:${read.PORT}`, `http://127.0.0.1:${read.PORT}`];
  const onlyHere =
    isLoopback(read.HOST) &&
    read.TRUST_PROXY === 0 &&
    origins.every((origin) => isLoopback(new URL(origin).hostname));
  return Object.freeze({
    port: read.PORT,
    host: read.HOST,
    databaseUrl: read.DATABASE_URL,
    dataDir: resolve(projectRoot, read.DATA_DIR),
    keyFile: read.KEY_FILE === undefined ? undefined : resolve(projectRoot, read.KEY_FILE),
    encryptionKeys: read.ENCRYPTION_KEYS,
    origins: Object.freeze(origins),
    trustProxy: read.TRUST_PROXY,
    commandsPerMinute: read.COMMANDS_PER_MINUTE,
    mail: read.SMTP_URL ? Object.freeze({ url: read.SMTP_URL, from: read.MAIL_FROM! }) : null,
    pushSubject: read.VAPID_SUBJECT ?? `mailto:${read.MAIL_FROM ?? 'nobody@localhost.invalid'}`,
    securityContact: securityContactOf(read),
    logLevel: read.LOG_LEVEL,
    onlyHere,
    trial: read.DATABASE_URL === undefined && onlyHere,
  });
}

function whole(least: number, most: number, usual: string) {
  const inRange = (text: string) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
  const words = `a whole number from ${least} to ${most}`;
  return v.optional(v.pipe(v.string(), v.check(inRange, words), v.transform(Number)), usual);
}

/** Values that may hold a password are not repeated. */
function inWords(issue: v.BaseIssue<unknown>, said: NodeJS.ProcessEnv): string {
  const name = v.getDotPath(issue)?.split('.')[0] ?? '';
  const shown = ['DATABASE_URL', 'SMTP_URL', 'ENCRYPTION_KEYS'].includes(name)
    ? 'not understood'
    : `"${said[name]}"`;
  return `${name} is ${shown}: it should be ${issue.message}.`;
}
