import type { OwnState } from '#shared/presence';
import type { ShapeName } from '../ui/shape-names.ts';

export const stateShapes: Record<OwnState, ShapeName> = {
  ready: 'ring',
  'on-a-call': 'disc',
  'writing-up': 'half',
  'taking-a-break': 'bars',
  'stepped-away': 'dashed',
};
