import type { App } from '../app.ts';

type ToRing = { name: string; phone: string; isPartner: boolean };

/**
 * People with a phone number: the shift partner, then the managers whom a request for support of the pair has reached,
 * latest first, or else, if none of them has one, the manager on call. A number once: two managers may share the phone for being on call.
 */
export function whomToRing({ tonight, people }: Pick<App, 'tonight' | 'people'>): ToRing[] {
  const { partner, shift } = tonight;
  const asked = [...tonight.mySignals, ...tonight.theirSignals].flatMap(({ escalatedTo }) => escalatedTo);
  const reached = [...new Set(asked)].reverse().map((id) => people.get(id));
  const withPhone = reached.filter((one) => one?.phone).slice(0, 2);
  const managers = withPhone.length > 0 ? withPhone : [people.get(shift?.managerId ?? '')];
  const all = [partner, ...managers].flatMap((one) =>
    one?.phone ? [{ name: one.firstName, phone: one.phone, isPartner: one === partner }] : [],
  );
  return all.filter(({ phone }, at) => all.findIndex((one) => one.phone === phone) === at);
}
