import {
  gatheringAsSeenBy,
  gatheringLineAsSeenBy,
  isInvited,
  mayAnswerGathering,
  mayConfirm,
  mayLead,
  mayPlanGathering,
  mayWriteSection,
} from './gathering-rules.ts';
import type { Gathering, GatheringKind, GatheringLine, GatheringSection } from './gatherings.ts';
import type { Permission } from './permission.ts';
import { toBringAsSeenBy, type ToBring } from './to-bring.ts';

const toPlan: Permission<{ kind: GatheringKind }> = {
  may: (viewer, { kind }) => mayPlanGathering(viewer, kind),
  otherwise: ({ kind }) =>
    kind === 'group'
      ? 'A supervisor plans this.'
      : 'A project manager plans this. Tell them what you would like.',
};
const toLead: Permission<Gathering> = {
  sees: gatheringAsSeenBy,
  may: mayLead,
  otherwise: 'This is for whoever leads it.',
};
const toAnswer: Permission<Gathering> = {
  sees: gatheringAsSeenBy,
  may: mayAnswerGathering,
  otherwise: 'This is for those who were invited.',
};
const toWrite: Permission<{ gathering: Gathering; section: GatheringSection }> = {
  sees: (viewer, { gathering }) => gatheringAsSeenBy(viewer, gathering),
  may: (viewer, { gathering, section }) => mayWriteSection(viewer, gathering, section),
  otherwise: 'This part is for whoever leads it.',
};
const toStrike: Permission<GatheringLine> = {
  sees: gatheringLineAsSeenBy,
  may: (viewer, { by }) => by === viewer.id,
  otherwise: 'Only whoever wrote this can take it out.',
};
const toConfirm: Permission<Gathering> = {
  sees: gatheringAsSeenBy,
  may: mayConfirm,
  otherwise: 'This is not yours to confirm.',
};
const toReadLater: Permission<Gathering> = {
  sees: gatheringAsSeenBy,
  may: (viewer, gathering) => gathering.kind === 'team' && isInvited(viewer, gathering),
  otherwise: 'There is nothing to catch up on here.',
};
const ownToBring: Permission<ToBring> = { sees: toBringAsSeenBy };

/** Who may plan, lead, answer and write in one-to-ones and meetings, and bring something to them. */
export const gatheringAccess = {
  'gathering:plan': toPlan,
  'gathering:move': toLead,
  'gathering:cancel': toLead,
  'gathering:say': toAnswer,
  'gathering:hold': toLead,
  'gathering:write': toWrite,
  'gathering:strike': toStrike,
  'gathering:agreed': toWrite,
  'gathering:confirm': toConfirm,
  'gathering:caughtUp': toReadLater,
  'toBring:add': {},
  'toBring:share': ownToBring,
  'toBring:takeBack': ownToBring,
  'toBring:remove': ownToBring,
} as const;
