import type { App } from '../app.ts';

type ToRing = { name: string; phone: string; isPartner: boolean };

/**
 * People with a phone number: the shift partner, then the managers whom a request for support of the pair has reached,
 * latest first, or else the manager on call. A number once: two managers may share the phone for being on call.
 */
export function whomToRing({ tonight, people }: Pick<App, 'tonight' | 'people'>): ToRing[] {
  const { partner, shift } = tonight;
  const asked = [...tonight.mySignals, ...tonight.theirSignals].flatMap(({ escalatedTo }) => escalatedTo);
  const managers = asked.length > 0 ? [...new Set(asked)].reverse().slice(0, 2) : [shift?.managerId ?? ''];
  const all = [partner, ...managers.map((id) => people.get(id))].flatMap((one) =>
    one?.phone ? [{ name: one.firstName, phone: one.phone, isPartner: one === partner }] : [],
  );
  return all.filter(({ phone }, at) => all.findIndex((one) => one.phone === phone) === at);
}
