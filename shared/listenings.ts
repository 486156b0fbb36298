import type { Row } from './shapes.ts';
import { isA, type Viewer } from './viewer.ts';

/** `asked`: not both of the pair have answered. `ended`: taken back, or the shift or its pair has changed. */
export type ListeningState = 'asked' | 'agreed' | 'refused' | 'ended';

/**
 * Somebody in their induction who listens along in one shift: a third who holds no place. While `agreed` and the shift is on, they
 * see how the two are on the board, and nothing else: `presenceAsSeenBy`.
 */
export type Listening = Row & {
  shiftId: string;
  /** The one who listens. */
  personId: string;
  personName: string;
  state: ListeningState;
  /** Those of the pair who have said yes. Empty for the one who listens, who is not told who said what. */
  yesIds: string[];
  /** Who has the places. Never leaves the server: a row without it is one as somebody has received it. */
  audience?: { pairIds: string[] };
};
export type ListeningNews = { 'listening:changed': Listening };

/** Whether it can still come to something. */
export const isOpenListening = ({ state }: Pick<Listening, 'state'>) =>
  state === 'asked' || state === 'agreed';

/** Supporters for themselves, managers for anybody. */
export const mayAskToListen = (viewer: Viewer) => isA(viewer, 'supporter') || isA(viewer, 'manager');

/** Whether the viewer has a place in the shift, and so a word in it. */
export const isOfItsPair = ({ id }: Pick<Viewer, 'id'>, { audience }: Listening): boolean =>
  audience?.pairIds.includes(id) ?? false;

/** Visible to the one who listens, to the two who have the places, and to managers; null for everybody else. */
export function listeningAsSeenBy(viewer: Viewer, { audience, ...row }: Listening): Listening | null {
  if (row.personId === viewer.id) return { ...row, yesIds: [] };
  if (isA(viewer, 'manager')) return row;
  return !audience || audience.pairIds.includes(viewer.id) ? row : null;
}
