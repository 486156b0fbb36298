import { sql } from 'drizzle-orm';
import { people } from '#drizzle/schema/people';
import { presences } from '#drizzle/schema/presence';
import { places, shifts } from '#drizzle/schema/shifts';
import { closesHoursAfter } from '#shared/shifts';
import type { Actor } from '#shared/viewer';
import type { SignedIn } from '../platform/auth/sign-ins.ts';
import { preparedSql } from '../platform/database/prepared.ts';
import type { Identity, TimedViewer } from '../platform/identity.ts';
import { windowColumns } from './window-queries.ts';

type ActorRow = Pick<
  TimedViewer,
  'roles' | 'shiftIds' | 'placedAt' | 'talkIds' | 'besideIds' | 'holdsUntil'
> & {
  first_name: string;
  joined_id: string | null;
  starts_at: number;
  ends_at: number;
  partner_id: string | null;
  partner_name: string;
};

const value = (name: string) => sql.placeholder(name);

/** The sender as stored, and the time until which it is valid. */
const lookUp = preparedSql<ActorRow>(
  () => sql`
    select asker.first_name, asker.roles, ${windowColumns(sql`asker.id`, value('at'))},
      joined.id as joined_id, joined.partner_id, joined.partner_name,
      (extract(epoch from joined.starts_at) * 1000)::float8 as starts_at,
      (extract(epoch from joined.ends_at) * 1000)::float8 as ends_at
    from ${people} asker
    left join lateral (
      select shift.id, shift.starts_at, shift.ends_at, partner.id as partner_id, partner.first_name as partner_name
      from ${presences} presence join ${shifts} shift on shift.id = presence.shift_id
      join ${places} place on place.shift_id = shift.id and place.person_id = presence.person_id
      left join ${places} other on other.shift_id = shift.id and other.person_id <> asker.id
      left join ${people} partner on partner.id = other.person_id
      where presence.person_id = asker.id and presence.left_at is null
        and shift.ends_at > ${value('at')}::timestamptz - make_interval(hours => ${closesHoursAfter})
      order by shift.starts_at desc limit 1
    ) joined on true
    where asker.id = ${value('personId')} and asker.suspended_at is null`,
);

export const actorOf: Identity['actor'] = async (tx, signedIn, now) => {
  const [row] = await lookUp(tx, { personId: signedIn.personId, at: now.toISOString() });
  return row ? { actor: actorIn(row, signedIn), holdsUntil: row.holdsUntil } : null;
};

const actorIn = (row: ActorRow, { personId, helplineId }: SignedIn): Actor => ({
  id: personId,
  helplineId,
  firstName: row.first_name,
  roles: row.roles,
  shiftIds: row.shiftIds,
  placedAt: row.placedAt,
  talkIds: row.talkIds,
  besideIds: row.besideIds,
  joined:
    row.joined_id === null
      ? null
      : {
          id: row.joined_id,
          startsAt: new Date(row.starts_at),
          endsAt: new Date(row.ends_at),
          partner: row.partner_id === null ? null : { id: row.partner_id, firstName: row.partner_name },
        },
});
