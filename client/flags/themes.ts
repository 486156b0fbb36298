import type { Flag } from '#shared/flags';

export type ThemeGroup = { theme: string | null; flags: Flag[] };

const sameAs = (theme: string) => theme.trim().toLowerCase();

/** Every theme in use, once, in its latest spelling, alphabetically. */
export function themesIn(flags: Flag[]): string[] {
  const bySpelling = new Map<string, string>();
  for (const { theme } of inOrderOfClosing(flags)) if (theme) bySpelling.set(sameAs(theme), theme.trim());
  return [...bySpelling.values()].sort((a, b) => a.localeCompare(b));
}

/** Closed reviews since that day, by theme; the theme with the most comes first, those without one last. */
export function groupsSince(
  flags: Flag[],
  day: string | null,
  dateOf: (when: string) => string,
): ThemeGroup[] {
  const closed = inOrderOfClosing(flags).filter(({ closedAt }) => day === null || dateOf(closedAt!) >= day);
  const named = themesIn(closed)
    .map((theme) => ({
      theme,
      flags: closed.filter((flag) => flag.theme && sameAs(flag.theme) === sameAs(theme)),
    }))
    .sort((a, b) => b.flags.length - a.flags.length);
  const others = closed.filter(({ theme }) => !theme);
  return others.length > 0 ? [...named, { theme: null, flags: others }] : named;
}

const inOrderOfClosing = (flags: Flag[]) =>
  flags
    .filter(({ state, closedAt }) => state === 'closed' && closedAt !== null)
    .sort((a, b) => a.closedAt!.localeCompare(b.closedAt!));
