import type { App } from '../../../client/app.ts';
import type { Somebody, View } from '../history.ts';

/** Everything the stores of a page would show, asked for the way its screens ask. */
export function viewOf(app: App, everyone: Somebody[]): View {
  const shifts = app.shifts.all;
  const pairs = shifts.flatMap((shift) => everyone.map((who) => [who.id, shift.id] as const));
  return {
    people: app.people.all,
    helplines: [app.people.helpline],
    shifts,
    presences: pairs.flatMap(([personId, shiftId]) => app.presences.of(personId, shiftId) ?? []),
    calls: app.calls.all,
    missedCalls: app.missedCalls.all,
    messages: shifts.flatMap((shift) => app.messages.inShift(shift.id)),
    signals: app.signals.up,
    debriefs: app.debriefs.all,
    flags: app.flags.all,
    debriefMessages: app.debriefMessages.all,
    followUps: app.followUps.all,
    checkIns: app.checkIns.all,
    grants: app.grants.all,
    notificationPreferences: app.notificationPreferences.all,
    undelivered: app.undelivered.all,
    updates: app.updates.all,
  };
}
