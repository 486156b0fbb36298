/** Days after which each class of data is erased where nobody chooses. Server and documents take them from here. */
export const retentionDays = {
  debriefs: 90,
  followUps: 90,
  checkIns: 90,
  signals: 90,
  grants: 365,
  withdrawnFlags: 7,
  updates: 90,
  notifications: 7,
} as const;

/** The fewest and the most days for which a helpline may say that its call records are kept. */
export const leastCallRecordDays = 30;
export const mostCallRecordDays = 36_500;
