import type { Debrief, Urgency } from '#shared/debriefs';

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
    mayEscalate: false,
    responseNeeded: null,
    escalatedTo: [],
    seenBy: [],
    assignedTo: null,
    offeredFor: null,
    sharedWithPartner: false,
    sharedAt: null,
    closing: null,
    steps: [{ step: 'asked', by: 'ana', at }],
    ...change,
  };
}
