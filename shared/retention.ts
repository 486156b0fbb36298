/** Days after which data is erased, for the classes that a helpline cannot set. Server and documents use these. */
export const retentionDays = {
  debriefs: 90,
  followUps: 90,
  checkIns: 90,
  signals: 90,
  grants: 365,
  breakGlass: 365,
  handovers: 14,
  callBacks: 14,
  kits: 90,
  sources: 30,
  plans: 30,
  logExports: 365,
  assumptions: 1461,
  feedback: 365,
  faults: 90,
  withdrawnFlags: 7,
  updates: 90,
  lostPlaces: 30,
  swaps: 60,
  absences: 30,
  gatherings: 365,
  toBring: 365,
  steps: 730,
  trainings: 1461,
  notifications: 7,
  legalHolds: 365,
  auditLog: 365,
} as const;

/** The fewest and most days for which a helpline may keep its call records. */
export const leastCallRecordDays = 30;
export const mostCallRecordDays = 36_500;

/** The classes that a legal hold keeps. Erasing some of their rows is written into the audit log. */
export const heldClasses = [
  'chat',
  'presences',
  'signals',
  'callRecords',
  'withdrawnFlags',
  'checkIns',
  'debriefs',
  'followUps',
  'grants',
  'breakGlass',
  'handovers',
  'callBacks',
  'logExports',
  'updates',
  'gatherings',
  'auditLog',
] as const;
export type HeldClass = (typeof heldClasses)[number];
