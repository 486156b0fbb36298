import type { PgTable } from 'drizzle-orm/pg-core';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { usualPattern } from '#shared/patterns';
import { calls } from './schema/calls.ts';
import { debriefMessages, debriefs } from './schema/debriefs.ts';
import { followUps } from './schema/follow-ups.ts';
import { gatheringLines, gatherings } from './schema/gatherings.ts';
import { helplines } from './schema/helplines.ts';
import { auditLog } from './schema/audit-log.ts';
import { grants } from './schema/grants.ts';
import { pages, pageVersions } from './schema/pages.ts';
import { people } from './schema/people.ts';
import { flags } from './schema/flags.ts';
import { services, serviceVersions } from './schema/services.ts';
import { places, shifts } from './schema/shifts.ts';
import { toBring } from './schema/to-bring.ts';
import { callsOf, fieldMarksOf, leaveForLater } from './seed/calls.ts';
import { openChance } from './seed/chance.ts';
import { debriefsAbout } from './seed/debriefs.ts';
import { flagsOn, tasksOf } from './seed/flags.ts';
import { numberInTimeOrder } from './seed/numbering.ts';
import { gatheringsAround } from './seed/gatherings.ts';
import { openingOf } from './seed/grants.ts';
import { manualOf } from './seed/pages.ts';
import { trialHelpline, trialPeople } from './seed/people.ts';
import { directoryOf } from './seed/services.ts';
import { rotaOf } from './seed/shifts.ts';
import { callsSoFar } from './seed/so-far.ts';
import { dateAt, day, later } from './seed/times.ts';
import { nightsAround } from './seed/tonight.ts';

type Tx = Parameters<Parameters<PostgresJsDatabase['transaction']>[0]>[0];
/** Seals the rows of a table in which something is sealed. */
type Seal = <Row extends object>(tx: Tx, table: PgTable, rows: Row[]) => Promise<Row[]>;

/**
 * Invents a helpline of ten people with eight weeks behind it, in which Ana and Ben are on shift at `now`.
 * The same `now` gives the same helpline. Fails where the trial is there already.
 */
export async function seedTrial(
  db: PostgresJsDatabase,
  now: Date,
  seal: Seal,
): Promise<{ helplineId: string }> {
  const trial = inventTrial(now);
  await db.transaction(async (tx) => {
    await tx.insert(helplines).values(trial.helpline);
    await tx.insert(people).values(trial.people);
    await tx.insert(shifts).values(trial.shifts);
    await tx.insert(places).values(trial.places);
    await tx.insert(calls).values(await seal(tx, calls, trial.calls));
    await tx.insert(flags).values(await seal(tx, flags, trial.flags));
    await tx.insert(debriefs).values(await seal(tx, debriefs, trial.debriefs));
    await tx.insert(debriefMessages).values(await seal(tx, debriefMessages, trial.debriefMessages));
    await tx.insert(followUps).values(await seal(tx, followUps, trial.followUps));
    await tx.insert(pages).values(await seal(tx, pages, trial.pages));
    await tx.insert(pageVersions).values(await seal(tx, pageVersions, trial.pageVersions));
    await tx.insert(services).values(trial.services);
    await tx.insert(serviceVersions).values(await seal(tx, serviceVersions, trial.serviceVersions));
    await tx.insert(gatherings).values(await seal(tx, gatherings, trial.gatherings));
    await tx.insert(gatheringLines).values(await seal(tx, gatheringLines, trial.gatheringLines));
    await tx.insert(toBring).values(await seal(tx, toBring, trial.toBring));
    await tx.insert(grants).values(await seal(tx, grants, trial.grants));
    await tx.insert(auditLog).values(trial.auditLog);
  });
  return { helplineId: trialHelpline.id };
}

function inventTrial(now: Date) {
  const chance = openChance(4700);
  const createdAt = later(now, -100 * day);
  const joined = trialPeople.map((person) => ({
    ...person,
    helplineId: trialHelpline.id,
    changedAt: createdAt,
  }));
  const rota = rotaOf(nightsAround(now), now, chance);
  const allShifts = [...rota.past, rota.tonight, ...rota.ahead];

  const nights = rota.past.map((shift) => callsOf(shift, chance));
  leaveForLater(nights.at(-1)!, 2);
  const raised = flagsOn(nights, chance);
  const asked = debriefsAbout(nights, now, chance);
  const tasks = tasksOf(raised, now, chance);
  const { opening, line } = openingOf(nights, chance);
  const manual = manualOf(now, chance);
  const allCalls = [...nights.flat(), ...callsSoFar(rota.tonight, now, chance)];
  const directory = directoryOf(now, chance);

  const together = gatheringsAround(now, chance);

  const { last, withVersion } = numberInTimeOrder([
    ...joined,
    ...allShifts,
    ...allCalls,
    ...raised,
    ...asked.requests,
    ...asked.lines,
    ...asked.followUps,
    ...tasks,
    ...manual.pages,
    ...manual.versions,
    ...directory.services,
    ...directory.versions,
    ...together.gatherings,
    ...together.lines,
    ...together.toBring,
    opening,
  ]);
  return {
    helpline: {
      ...trialHelpline,
      ...supervisionAround(now),
      openingPattern: usualPattern,
      change: last,
      createdAt,
    },
    people: joined.map(withVersion),
    shifts: allShifts.map(withVersion),
    places: rota.places,
    calls: allCalls.map(withVersion).map((call) => ({ ...call, fieldMarks: fieldMarksOf(call) })),
    flags: raised.map(withVersion),
    debriefs: asked.requests.map(withVersion),
    debriefMessages: asked.lines.map(withVersion),
    followUps: [...asked.followUps, ...tasks].map(withVersion),
    pages: manual.pages.map(withVersion),
    pageVersions: manual.versions.map(withVersion),
    services: directory.services.map(withVersion),
    serviceVersions: directory.versions.map(withVersion),
    gatherings: together.gatherings.map(withVersion),
    gatheringLines: together.lines.map(withVersion),
    toBring: together.toBring.map(withVersion),
    grants: [withVersion(opening)],
    auditLog: [line],
  };
}

/** Group supervision is every six weeks. */
const supervisionAround = (now: Date) => ({
  lastSupervisionOn: dateAt(later(now, -30 * day), trialHelpline.timeZone),
  nextSupervisionOn: dateAt(later(now, 12 * day), trialHelpline.timeZone),
});
