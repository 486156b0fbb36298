import { isA, type Viewer } from './viewer.ts';

/** Supporters while the window of a shift of theirs is open, managers, supervisors. A file of its own: the first load has it, and nothing else of plans. */
export const maySeePlans = (viewer: Viewer) =>
  isA(viewer, 'manager') ||
  isA(viewer, 'supervisor') ||
  (isA(viewer, 'supporter') && viewer.shiftIds.length > 0);
