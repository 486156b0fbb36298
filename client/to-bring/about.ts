import type { ToBring } from '#shared/to-bring';
import { isA, type Viewer } from '#shared/viewer';

/** The page of what a line is about; null for nothing. */
export function aboutLink(
  about: ToBring['about'],
  me: Pick<Viewer, 'roles'>,
): { href: string; words: string } | null {
  if (about === null) return null;
  const { kind, id } = about;
  const isSupporter = isA(me, 'supporter');
  switch (kind) {
    case 'call':
      return { href: `${isSupporter ? '/calls' : '/records'}/${id}`, words: 'Open the call' };
    case 'debrief':
      return { href: `${isSupporter ? '/asked' : '/desk'}/${id}`, words: 'Open the debrief' };
    case 'flag':
      return { href: `${isSupporter ? '/asked' : '/reviews'}/${id}`, words: 'Open the review' };
    case 'page':
      return { href: `/manual/${id}`, words: 'Open the page' };
  }
}
