import { getTableName, or, sql, type SQL } from 'drizzle-orm';
import type { PgTable } from 'drizzle-orm/pg-core';
import { calls } from '#drizzle/schema/calls';
import { checkIns } from '#drizzle/schema/check-ins';
import { debriefMessages, debriefs } from '#drizzle/schema/debriefs';
import { dataKeys } from '#drizzle/schema/encryption';
import { followUps } from '#drizzle/schema/follow-ups';
import { gatheringLines, gatherings } from '#drizzle/schema/gatherings';
import { grants } from '#drizzle/schema/grants';
import { helplines } from '#drizzle/schema/helplines';
import { meetings } from '#drizzle/schema/meetings';
import { people } from '#drizzle/schema/people';
import { presences } from '#drizzle/schema/presence';
import { rotaChanges } from '#drizzle/schema/rota-changes';
import { series } from '#drizzle/schema/series';
import { places, shifts } from '#drizzle/schema/shifts';
import { trainings } from '#drizzle/schema/trainings';
import { personalUpdates } from '#drizzle/schema/updates';
import { nameOfErased } from '#shared/people';
import { erasingDebriefs } from '../debriefs/retention-queries.ts';
import type { Erasure } from '../platform/backup/erasures.ts';
import { erasingMeetings, erasingSeries, erasingTrainings } from './counted-queries.ts';
import { names, type PersonTable } from './person-table.ts';
import { personTables } from './table-queries.ts';

/** The statement that erases one person from a table. Shifts that are over at the time of the erasure keep their people. */
type Erasing = (erasure: Erasure) => SQL;

const instant = ({ at }: Erasure) => sql`${at}::timestamptz`;
const person = ({ personId }: Erasure) => sql`${personId}::uuid`;
const change = ({ helplineId }: Erasure) =>
  sql`(select change from ${helplines} where id = ${helplineId}::uuid)`;
const notOver = (erasure: Erasure) =>
  sql`select id from ${shifts} where ends_at > ${instant(erasure)} and helpline_id = ${erasure.helplineId}::uuid`;
const isOpen = sql`state not in ('closed', 'withdrawn')`;

/** The follow-ups that go with a person: those agreed with them, and what they agreed to do in a one-to-one. */
export const goesWith = (personId: string) =>
  sql`(with_id = ${personId}::uuid or (source = 'gathering' and for_id = ${personId}::uuid))`;

/** The tables in which an erasure does not simply delete every row of the person. */
const special = new Map<PgTable, Erasing>([
  [
    people,
    (one) => sql`
      update ${people} set first_name = ${nameOfErased}, email = null, phone = null, phrases = '{}', roles = '{}',
        password_hash = null, password_is_short = false, invited_at = null, invited_until = null, invited_by = null,
        came_in_at = null, proposal = null, link_asked_by = null, induction = null,
        suspended_at = coalesce(suspended_at, ${instant(one)}), version = ${change(one)}
      where id = ${person(one)}`,
  ],
  [
    personalUpdates,
    (one) =>
      sql`delete from ${personalUpdates} where person_id = ${person(one)} or about_id = ${person(one)}`,
  ],
  [
    shifts,
    (one) => sql`
      update ${shifts} set next_manager_id = null,
        manager_id = case when manager_id = ${person(one)} then next_manager_id else manager_id end
      where (manager_id = ${person(one)} or next_manager_id = ${person(one)}) and id in (${notOver(one)})
      returning id`,
  ],
  [
    places,
    (one) => sql`delete from ${places} where person_id = ${person(one)} and shift_id in (${notOver(one)})`,
  ],
  [rotaChanges, (one) => sql`delete from ${rotaChanges} where helpline_id = ${one.helplineId}::uuid`],
  [
    presences,
    (one) => sql`
      update ${presences} set feeling = null, offer_break = false, version = ${change(one)} where person_id = ${person(one)}`,
  ],
  [debriefs, (one) => erasingDebriefs(sql`select id from ${debriefs} where asked_by = ${person(one)}`)],
  [
    debriefMessages,
    (one) => sql`
      delete from ${debriefMessages}
      where debrief_id in (select id from ${debriefs} where asked_by = ${person(one)})`,
  ],
  [followUps, ({ personId }) => sql`delete from ${followUps} where ${goesWith(personId)}`],
  [gatherings, eraseGatherings],
  [gatheringLines, eraseGatheringLines],
  [meetings, erasingMeetings],
  [series, erasingSeries],
  [trainings, erasingTrainings],
  [calls, closeToHolders],
  [dataKeys, destroyKeys],
]);

/** Deletes the one-to-ones that were for the person, and takes them out of the lists of the others. */
function eraseGatherings(one: Erasure): SQL {
  const lists = [gatherings.comingIds, gatherings.cannotIds, gatherings.confirmedIds, gatherings.caughtUpIds];
  const without = lists.map(
    ({ name }) => sql`${sql.identifier(name)} = array_remove(${sql.identifier(name)}, ${person(one)})`,
  );
  return sql`
    with gone as (delete from ${gatherings} where with_id = ${person(one)})
    update ${gatherings} set version = ${change(one)}, ${sql.join(without, sql`, `)}
    where helpline_id = ${one.helplineId}::uuid and with_id is distinct from ${person(one)}
      and ${person(one)} = any(coming_ids || cannot_ids || confirmed_ids || caught_up_ids)`;
}

/** Deletes what the person brought to meetings, and takes their name from what they brought to a one-to-one that stays with the other. */
function eraseGatheringLines(one: Erasure): SQL {
  return sql`
  with unnamed as (
    update ${gatheringLines} set by_name = null, version = ${change(one)}
    where by = ${person(one)} and kind = 'one-to-one' and by_name is not null returning id
  ), gone as (
    delete from ${gatheringLines}
    where by = ${person(one)} and kind <> 'one-to-one' and section in ('agenda', 'brought') returning id
  )
  select id from unnamed union all select id from gone`;
}

/** Closes the calls of the person's open debriefs to their assignees, unless another debrief or a grant keeps one open. */
function closeToHolders(one: Erasure): SQL {
  const theirs = sql`select unnest(call_ids) from ${debriefs} where asked_by = ${person(one)} and ${isOpen}`;
  return sql`
    update ${calls} set version = ${change(one)}, open_to = array(
      select reader from unnest(open_to) as reader where exists (
        select from ${debriefs} where assigned_to = reader and ${isOpen}
          and asked_by <> ${person(one)} and call_ids @> array[${calls}.id]
      ) or exists (
        select from ${grants} where opened_by = reader and call_id = ${calls}.id
          and ended_at is null and until > ${instant(one)}))
    where id in (${theirs}) and open_to <> '{}'`;
}

/** Destroys keys that nobody can use any more: the key of check-ins is shared with the partner until the window of the shift has closed. */
function destroyKeys(one: Erasure): SQL {
  const shared = sql`select shift_id from ${checkIns} where person_id <> ${person(one)}`;
  const closed = sql`select id from ${shifts} where ends_at < ${instant(one)} - interval '1 day'`;
  return sql`
    delete from ${dataKeys} where subject_id = ${person(one)}
    or (purpose = 'debrief' and subject_id in (select id from ${debriefs} where asked_by = ${person(one)}))
    or (purpose = 'follow-up' and subject_id in (select id from ${followUps} where ${goesWith(one.personId)}))
    or (purpose = 'gathering' and subject_id in (select id from ${gatherings} where with_id = ${person(one)}))
    or (purpose = 'meeting' and subject_id in (select id from ${meetings} where ${person(one)} = any(with_ids)))
    or (purpose = 'series' and subject_id in (select id from ${series} where ${person(one)} = any(with_ids)))
    or (purpose = 'check-ins' and subject_id in (
      select shift_id from ${checkIns} where person_id = ${person(one)} and shift_id in (${closed}) except ${shared}))`;
}

/** The statements that erase a person, each with the table whose number of rows it returns. */
export const erasingStatements = (erasure: Erasure): { table: string; statement: SQL }[] =>
  inOrder.map(({ table, theirs }) => ({
    table: getTableName(table),
    statement:
      special.get(table)?.(erasure) ??
      sql`delete from ${table} where ${or(...theirs.map((column) => names(column, erasure.personId)))}`,
  }));

/** Erased first, because their rows are found through debriefs, follow-ups or check-ins that are erased too. */
const first: PgTable[] = [dataKeys, calls, debriefMessages];
const isFirst = ({ table }: PersonTable) => first.includes(table);
const toErase = personTables.filter(({ erased }) => erased !== undefined);
const inOrder = [...toErase.filter(isFirst), ...toErase.filter((one) => !isFirst(one))];
