import type { Debrief, Urgency } from '#shared/debrief';

/** A request of Ana's as the screens hold it. */
export function asked(id: string, urgency: Urgency, at: string, change: Partial<Debrief> = {}): Debrief {
  return {
    id,
    version: 1,
    state: 'asked',
    urgency,
    askedBy: 'ana',
    askedAt: at,
    shiftId: 's',
    note: '',
    way: null,
    callIds: [],
    managerId: null,
    mayClimb: false,
    responseNeeded: null,
    climbedTo: [],
    seenBy: [],
    heldBy: null,
    offeredFor: null,
    sharedWithPartner: false,
    sharedAt: null,
    closing: null,
    steps: [{ step: 'asked', by: 'ana', at }],
    ...change,
  };
}
