import type { ChosenKind } from '#shared/notifications';
import type { Client } from './client.ts';
import { expectOk } from './helpline.ts';

const wallTime = (now: Date, hoursFromNow: number) =>
  new Intl.DateTimeFormat('en-GB', { timeZone: 'Europe/London', hour: '2-digit', minute: '2-digit' }).format(
    new Date(now.getTime() + hoursFromNow * 3_600_000),
  );

/** Quiet hours that began an hour ago and end in three. */
const quietAround = (now: Date) => ({ from: wallTime(now, -1), until: wallTime(now, 3) });

/** Each of these people chooses quiet hours around now, and the kinds of e-mail if any are given. */
export const choosesQuiet = (now: Date, clients: Client[], emailKinds?: ChosenKind[]) =>
  expectOk(
    ...clients.map((client) =>
      client.send('notification:change', { quiet: quietAround(now), ...(emailKinds && { emailKinds }) }),
    ),
  );
