import { randomBytes } from 'node:crypto';
import { invitationMinutes } from '#shared/people';
import { hashOf } from '../auth/adapter.ts';
import type { World } from './command.ts';

export type Link = { link: string; secretHash: string; expiresAt: Date };

/** A one-time link: its secret is in what is printed and nowhere else. What follows the # is never sent to a server. */
export function newLink({ settings, clock }: World): Link {
  const secret = randomBytes(32).toString('base64url');
  return {
    link: `${settings.origins[0]}/join#${secret}`,
    secretHash: hashOf(secret),
    expiresAt: new Date(clock().getTime() + invitationMinutes * 60_000),
  };
}

/** How a link is handed over. */
export const linesOf = ({ link }: Link, firstName: string) => [
  `Give this link to ${firstName}. It works once, for ${invitationMinutes} minutes:`,
  link,
];

export const factsOf = ({ link, expiresAt }: Link) => ({ link, expiresAt: expiresAt.toISOString() });
