import { newSecret } from '../invitations/queries.ts';
import type { World } from './command.ts';

export type Link = { link: string | null; secretHash: string; expiresAt: Date; days: number };

/** Creates a one-time link that works for `days`. Its secret is only in the printed link; a dry run prints none. */
export function newLink({ settings, clock, dryRun = false }: World, days: number): Link {
  const { secret, secretHash } = newSecret();
  return {
    link: dryRun ? null : `${settings.origins[0]}/join#${secret}`,
    secretHash,
    expiresAt: new Date(clock().getTime() + days * 86_400_000),
    days,
  };
}

/** The lines that print a link. */
export const linesOf = ({ link, days }: Link, firstName: string) => [
  `Give this link to ${firstName}. It works once, for ${days === 1 ? 'a day' : `${days} days`}:`,
  link ?? 'A dry run makes no link.',
];

export const linkFacts = ({ link, expiresAt }: Link) => ({ link, expiresAt: expiresAt.toISOString() });
