import { isA, type Viewer } from './viewer.ts';

/**
 * What one version of a page or a service does. `text` is in force once a second person agrees; so is `retire`. `number` (a telephone
 * number put right) and `hide` are in force at once, and a second person confirms them afterwards.
 */
export type AgreedChange = 'text' | 'number' | 'hide' | 'retire';
export type AgreedOutcome = 'proposed' | 'agreed' | 'declined';

/** Who proposed a version, in whose words, and what the second person said. `number` counts from 1 within the page or service. */
export type Agreement = {
  number: number;
  change: AgreedChange;
  outcome: AgreedOutcome;
  /** What changed, in the words of whoever proposed it. */
  words: string;
  proposedBy: string;
  proposedAt: string;
  /** Who agreed or declined, and when; null while it is proposed. */
  settledBy: string | null;
  settledAt: string | null;
};

/** Managers and supervisors keep the manual and the directory: they put into force, hide, and agree. */
export const mayKeepShared = (viewer: Pick<Viewer, 'roles'>): boolean =>
  isA(viewer, 'manager') || isA(viewer, 'supervisor');

/** The second of the two: whoever keeps it and did not propose it. */
export const mayAgreeTo = (
  viewer: Viewer,
  { proposed }: { proposed: Pick<Agreement, 'proposedBy'> | null },
): boolean => mayKeepShared(viewer) && proposed?.proposedBy !== viewer.id;
