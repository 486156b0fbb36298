import * as v from 'valibot';
import { isHost, isOrigin, isPostgresUrl, isPrivate, isSmtpUrl } from './addresses.ts';
import { poolSizeOf } from './database/pool-size.ts';
import { securityContactVariables } from './security-contact.ts';

const logLevels = ['debug', 'info', 'warn', 'error', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const hostName = v.pipe(v.string(), v.check(isHost, 'a host name or an IP address'));

/** The environment variables; each has its line in `.env.example`. */
export const variables = v.object({
  PORT: v.optional(whole(1, 65_535), '4700'),
  HOST: v.optional(hostName, '127.0.0.1'),
  DATABASE_URL: v.optional(
    v.pipe(
      v.string(),
      v.check(isPostgresUrl, 'an address such as postgres://name:password@host:5432/alongside'),
      v.check(
        (url) => !isPostgresUrl(url) || poolSizeOf(url) !== null,
        'an address in which max, such as ?max=8 at its end, is a number from 2 to 999',
      ),
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
  TRUST_PROXY: v.optional(whole(0, 10), '0'),
  ORIGIN_IS_MEANT: v.optional(v.picklist(['yes', 'no'], 'yes or no'), 'no'),
  COMMANDS_PER_MINUTE: v.optional(whole(0, 1_000_000), '300'),
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
  BACKUP_FOLDER: v.optional(v.string()),
  METRICS_PORT: v.optional(whole(1, 65_535)),
  METRICS_HOST: v.optional(hostName, '127.0.0.1'),
  LOG_LEVEL: v.optional(v.picklist(logLevels, `one of ${logLevels.join(', ')}`), 'info'),
});

function whole(least: number, most: number) {
  const inRange = (text: string) => /^\d+$/.test(text) && Number(text) >= least && Number(text) <= most;
  const words = `a whole number from ${least} to ${most}`;
  return v.pipe(v.string(), v.check(inRange, words), v.transform(Number));
}
