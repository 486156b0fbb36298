import type { App } from '../app.ts';

/** The shift partner and the manager on call, as far as they have written down a number. */
export function whomToRing({ tonight, people }: App): { name: string; phone: string }[] {
  const { partner, shift } = tonight;
  const manager = shift?.managerId ? people.get(shift.managerId) : undefined;
  return [partner, manager].flatMap((one) => (one?.phone ? [{ name: one.firstName, phone: one.phone }] : []));
}

export const hrefToRing = (phone: string) => `tel:${phone.replace(/[^+\d]/g, '')}`;
