import { isOfItsPair, listeningAsSeenBy, mayAskToListen, type Listening } from './listenings.ts';
import type { Permission } from './permission.ts';
import { isA } from './viewer.ts';

/** Who may ask that somebody listens along, who answers, and who ends it. */
export const listeningAccess = {
  'listening:ask': {
    role: mayAskToListen,
    sees: (viewer, { personId }) => viewer.id === personId || isA(viewer, 'manager'),
  } satisfies Permission<{ personId: string }>,
  'listening:say': {
    sees: listeningAsSeenBy,
    may: isOfItsPair,
    otherwise: 'This is for the two of that shift to say.',
  } satisfies Permission<Listening>,
  'listening:end': { sees: listeningAsSeenBy } satisfies Permission<Listening>,
} as const;
