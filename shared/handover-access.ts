import { handoverAsSeenBy, handoverLineAsSeenBy, type Handover, type HandoverLine } from './handovers.ts';
import type { Permission } from './permission.ts';
import { holdsPlaceIn } from './viewer.ts';

const fromTheirShift: Permission<{ shiftId: string }> = {
  sees: (viewer, { shiftId }) => holdsPlaceIn(viewer, shiftId),
  otherwise: 'This shift is not open to you any more.',
};
const ownLine = (otherwise: string): Permission<HandoverLine> => ({
  sees: handoverLineAsSeenBy,
  may: (viewer, line) => line.by === viewer.id,
  otherwise,
});
const lineToAsk: Permission<HandoverLine> = {
  sees: handoverLineAsSeenBy,
  may: (viewer, { toIds }) => toIds.includes(viewer.id),
  otherwise: 'This is for the two of the next shift to ask.',
};
const toTheirShift: Permission<Handover> = {
  sees: handoverAsSeenBy,
  may: (viewer, { toIds }) => toIds.includes(viewer.id),
  otherwise: 'This is for the two of the next shift to accept.',
};

/** Who may hand over, and who may accept it. */
export const handoverAccess = {
  'handover:line': fromTheirShift,
  'handover:drop': ownLine('Only the one who wrote this can take it out.'),
  'handover:finish': fromTheirShift,
  'handover:accept': toTheirShift,
  'handover:ask': lineToAsk,
  'handover:answer': ownLine('Only the one who wrote this can answer.'),
} as const;
