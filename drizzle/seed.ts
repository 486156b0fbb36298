import type { PgTable } from 'drizzle-orm/pg-core';
import type { PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import { usualPattern } from '#shared/patterns';
import { absences } from './schema/absences.ts';
import { callBacks } from './schema/call-backs.ts';
import { calls } from './schema/calls.ts';
import { debriefMessages, debriefs } from './schema/debriefs.ts';
import { followUps } from './schema/follow-ups.ts';
import { gatheringLines, gatherings } from './schema/gatherings.ts';
import { handoverLines, handovers } from './schema/handovers.ts';
import { helplines } from './schema/helplines.ts';
import { auditLog } from './schema/audit-log.ts';
import { grants } from './schema/grants.ts';
import { kits } from './schema/kits.ts';
import { listChanges, lists } from './schema/lists.ts';
import { offers } from './schema/offers.ts';
import { pages, pageVersions } from './schema/pages.ts';
import { people } from './schema/people.ts';
import { flags } from './schema/flags.ts';
import { faults, services, serviceVersions } from './schema/services.ts';
import { places, shifts } from './schema/shifts.ts';
import { swaps } from './schema/swaps.ts';
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
import { callBackOf, numberFoundWrong, underWay } from './seed/under-way.ts';

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
  const { helpline, ...rows } = inventTrial(now);
  await db.transaction(async (tx) => {
    await tx.insert(helplines).values(helpline);
    for (const { table, given } of inOrder(rows))
      if (given.length > 0) await tx.insert(table).values(await seal(tx, table, given));
  });
  return { helplineId: trialHelpline.id };
}

type Rows = Omit<ReturnType<typeof inventTrial>, 'helpline'>;
/** What refers to a row comes after it. */
const tables: Record<keyof Rows, PgTable> = {
  ...{ people, shifts, places, calls, flags, debriefs, debriefMessages, followUps },
  ...{ pages, pageVersions, services, serviceVersions, faults, gatherings, gatheringLines, toBring, grants },
  ...{ handovers, handoverLines, kits, callBacks, absences, offers, swaps, lists, listChanges, auditLog },
};
const inOrder = (rows: Rows) =>
  (Object.keys(tables) as (keyof Rows)[]).map((name) => ({
    table: tables[name],
    given: rows[name] as object[],
  }));

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

  const begun = underWay(rota, now, chance);
  const callBack = callBackOf(allCalls, rota, chance);
  const wrong = numberFoundWrong(directory.all, now, chance);

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
    ...Object.values(begun).flat(),
    ...[callBack, wrong.toDo, wrong.fault],
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
    followUps: [...asked.followUps, ...tasks, wrong.toDo].map(withVersion),
    pages: manual.pages.map(withVersion),
    pageVersions: manual.versions.map(withVersion),
    services: directory.services.map(withVersion),
    serviceVersions: directory.versions.map(withVersion),
    gatherings: together.gatherings.map(withVersion),
    gatheringLines: together.lines.map(withVersion),
    toBring: together.toBring.map(withVersion),
    grants: [withVersion(opening)],
    handovers: begun.handovers.map(withVersion),
    handoverLines: begun.handoverLines.map(withVersion),
    kits: begun.kits.map(withVersion),
    callBacks: [withVersion(callBack)],
    faults: [withVersion(wrong.fault)],
    absences: begun.absences.map(withVersion),
    offers: begun.offers.map(withVersion),
    swaps: begun.swaps.map(withVersion),
    lists: begun.lists.map(withVersion),
    listChanges: begun.listChanges.map(withVersion),
    auditLog: [line],
  };
}

/** Group supervision is every six weeks. */
const supervisionAround = (now: Date) => ({
  lastSupervisionOn: dateAt(later(now, -30 * day), trialHelpline.timeZone),
  nextSupervisionOn: dateAt(later(now, 12 * day), trialHelpline.timeZone),
});
