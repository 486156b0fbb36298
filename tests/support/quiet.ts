const wallTime = (now: Date, hoursFromNow: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' }).format(
    new Date(now.getTime() + hoursFromNow * 3_600_000),
  );

/** Quiet hours that began an hour ago and end in three. */
export const quietAround = (now: Date) => ({ from: wallTime(now, -1), until: wallTime(now, 3) });
