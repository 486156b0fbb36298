import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as v from 'valibot';
import { isLoopback } from './addresses.ts';
import { keySettingsProblem } from './encryption/key-settings.ts';
import { securityContactOf, securityContactProblem, type SecurityContact } from './security-contact.ts';
import { unlikelyOrigins } from './unlikely-origins.ts';
import { projectRoot } from './root.ts';
import { variables, type LogLevel } from './variables.ts';

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
  /** Where backups lie and are verified, of which the metrics say how old the last is. */
  backupFolder: string | undefined;
  /** Where metrics are served. Null: nowhere. */
  metrics: Readonly<{ port: number; host: string }> | null;
  logLevel: LogLevel;
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
  const problem = problemIn(read, now);
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
    backupFolder: read.BACKUP_FOLDER === undefined ? undefined : resolve(projectRoot, read.BACKUP_FOLDER),
    metrics:
      read.METRICS_PORT === undefined
        ? null
        : Object.freeze({ port: read.METRICS_PORT, host: read.METRICS_HOST }),
    logLevel: read.LOG_LEVEL,
    onlyHere,
    trial: read.DATABASE_URL === undefined && onlyHere,
  });
}

/** What does not go together, as a line for the terminal; null where everything does. */
function problemIn(read: v.InferOutput<typeof variables>, now: Date): string | null {
  const reach = isLoopback(read.HOST) ? null : `HOST is ${read.HOST}, which other computers can reach`;
  const proxied = read.TRUST_PROXY === 0 ? null : 'TRUST_PROXY says that people come through a proxy';
  if (!read.ORIGIN && (reach ?? proxied))
    return `ORIGIN is missing: ${reach ?? proxied}, so it should be the address people type, such as https://alongside.example.org.`;
  const unlikely = read.ORIGIN_IS_MEANT === 'no' && unlikelyOrigins(read.ORIGIN ?? [], read.TRUST_PROXY);
  if (unlikely) return unlikely;
  if (read.SMTP_URL && !read.MAIL_FROM)
    return 'MAIL_FROM is missing: SMTP_URL is set, so it should be the address e-mails come from, such as alongside@example.org.';
  if (read.METRICS_PORT === read.PORT)
    return `METRICS_PORT is ${read.PORT}, which is PORT: it should be a number of its own.`;
  return keySettingsProblem(read) ?? securityContactProblem(read, now);
}

/** Values that may hold a password are not repeated. */
function inWords(issue: v.BaseIssue<unknown>, said: NodeJS.ProcessEnv): string {
  const name = v.getDotPath(issue)?.split('.')[0] ?? '';
  const shown = ['DATABASE_URL', 'SMTP_URL', 'ENCRYPTION_KEYS'].includes(name)
    ? 'not understood'
    : `"${said[name]}"`;
  return `${name} is ${shown}: it should be ${issue.message}.`;
}
