import { mayAgreeTo, mayKeepShared } from './agreement.ts';
import { mayChangeHelpline } from './helpline.ts';
import { serviceAsSeenBy, type Fault, type Service } from './directory.ts';
import type { Permission } from './permission.ts';
import { sourceAccess } from './source-access.ts';

const toRead: Permission<Service> = { sees: serviceAsSeenBy };
const toKeep: Permission<Service> = {
  sees: serviceAsSeenBy,
  may: mayKeepShared,
  otherwise: 'This is for a manager or a supervisor. You can say what is wrong, or propose another text.',
};
const toAgree: Permission<Service> = {
  sees: serviceAsSeenBy,
  may: mayAgreeTo,
  otherwise: 'This takes a second manager or supervisor. Whoever proposed it cannot also agree to it.',
};
/** Those who keep the directory, and whoever proposed this version or found this fault. */
const toTakeBack: Permission<Service> = {
  sees: serviceAsSeenBy,
  may: (viewer, { proposed }) => mayKeepShared(viewer) || proposed?.proposedBy === viewer.id,
  otherwise: toKeep.otherwise!,
};
const toSettle: Permission<Service & { fault: Fault | undefined }> = {
  sees: serviceAsSeenBy,
  may: (viewer, { fault }) => mayKeepShared(viewer) || !fault || fault.raisedBy === viewer.id,
  otherwise: toKeep.otherwise!,
};

/**
 * Who may write the directory: everybody proposes and says what is wrong, two of whom one keeps it put it into force; managers take what
 * others publish.
 */
export const servicesAccess = {
  ...sourceAccess,
  'service:propose': toRead,
  'service:correct': toKeep,
  'service:hide': toKeep,
  'service:retire': toKeep,
  'service:agree': toAgree,
  'service:decline': toTakeBack,
  'service:checked': toRead,
  'service:wrong': toRead,
  'service:settle': toSettle,
  'service:holidays': { role: mayChangeHelpline } satisfies Permission,
} as const;
