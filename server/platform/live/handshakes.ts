import type { IncomingMessage } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { networkOf } from '../auth/network-of.ts';
import type { SignedIn, SignIns } from '../auth/sign-ins.ts';
import { openConcurrencyLimit, TooManyWaiting } from '../auth/concurrency-limit.ts';
import type { Settings } from '../settings.ts';
import { addressOf } from './address-of.ts';
import { openStrangerLimit, type PersonLimits } from './commands/person-limits.ts';

type Deps = {
  signIns: Pick<SignIns, 'whose' | 'hashIn'>;
  settings: Pick<Settings, 'trustProxy'>;
  limits: PersonLimits;
};
type Asked = SignedIn | 'not-signed-in' | 'too-fast';

/** Milliseconds that a flooding client waits before its next connection. */
const calmsDownMs = 1_000;

/** Limits handshakes per person, or per network if nobody is signed in. */
export function openHandshakes({ signIns, settings, limits }: Deps) {
  const strangers = openStrangerLimit();
  const lookedUp = openConcurrencyLimit({ atOnce: 1, waiting: 200 });
  const calmingDown = openConcurrencyLimit({ atOnce: 1, waiting: 20 });
  const networkAsking = (request: IncomingMessage) => networkOf(addressOf(request, settings.trustProxy));

  return {
    /** Before a connection is opened: limits requests without a cookie per network. */
    mayBegin: (request: IncomingMessage) =>
      signIns.hashIn(request.headers.cookie) !== null || strangers.allows(networkAsking(request)),
    /** Resolves the sign-in of a connection. Invalid cookies count against the limit of their network only. */
    async whose(request: IncomingMessage): Promise<Asked> {
      const network = networkAsking(request);
      const { cookie } = request.headers;
      if (signIns.hashIn(cookie) === null) return 'not-signed-in';
      const look = () => signIns.whose(cookie);
      const signedIn = await (strangers.isOver(network) ? lookedUp(look).catch(tooMany) : look());
      if (signedIn === 'too-fast') return signedIn;
      if (!signedIn) return strangers.allows(network) ? 'not-signed-in' : 'too-fast';
      return (await mayGoOn(signedIn.personId)) ? signedIn : 'too-fast';
    },
  };

  async function mayGoOn(personId: string): Promise<boolean> {
    if (!limits.handshake.allows(personId)) return false;
    if (!limits.event.isOver(personId)) return true;
    const waited = await calmingDown(() => pause(calmsDownMs)).catch(tooMany);
    return waited !== 'too-fast';
  }
}

function tooMany(error: unknown): 'too-fast' {
  if (error instanceof TooManyWaiting) return 'too-fast';
  throw error;
}
