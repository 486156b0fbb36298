import { createTransport } from 'nodemailer';
import type { NotificationKind } from '#shared/notifications';
import type { Settings } from '../platform/settings.ts';
import type { Outcome } from './outcome.ts';
import { emailPaths, notificationTitle, notificationTexts } from './texts.ts';

type Mailed = { id: string; kind: NotificationKind; path: string };
export type Mail = {
  send: (notification: Mailed, to: string) => Promise<Outcome>;
  close: () => void;
};

/** Timeouts in milliseconds; their sum is below the lease of a notification. */
const timeouts = {
  connectionTimeout: 8_000,
  greetingTimeout: 8_000,
  socketTimeout: 8_000,
  dnsTimeout: 5_000,
};

/** Sends e-mail through the configured mail server. `origin` is the base of its link. */
export function openMail({ url, from }: NonNullable<Settings['mail']>, origin: string): Mail {
  const { protocol, hostname, port, username, password } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, '');
  const secure = protocol === 'smtps:';
  const isHere = host === 'localhost' || host === '::1' || host.startsWith('127.');
  const transport = createTransport({
    host,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: username !== '' && !isHere,
    ...(username !== '' && {
      auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    }),
    disableFileAccess: true,
    disableUrlAccess: true,
    ...timeouts,
  });
  const domain = from.slice(from.lastIndexOf('@') + 1);

  return {
    async send({ id, kind, path }, to) {
      try {
        await transport.sendMail({
          from: { name: notificationTitle, address: from },
          to: { name: '', address: to },
          subject: notificationTitle,
          messageId: `<${id}@${domain}>`,
          headers: { 'Auto-Submitted': 'auto-generated' },
          text: `${notificationTexts[kind]}\n\n${origin}${emailPaths[kind] ?? path}\n\nWhat reaches you, and when, is yours to choose:\n${origin}/reach\n`,
        });
        return { is: 'sent' };
      } catch (error) {
        if (isForGood(error)) return { is: 'refused', error: error.responseCode };
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

/** Whether the mail server rejects this recipient or message permanently. A refused login is not: it may be corrected. */
function isForGood(error: unknown): error is { responseCode: number } {
  const { code, responseCode = 0 } = error as { code?: string; responseCode?: number };
  return code !== 'EAUTH' && responseCode >= 550 && responseCode < 560;
}
