import { seedTrial } from '#drizzle/seed';
import { trialHelpline } from '#drizzle/seed/people';
import type { Clock } from '../platform/clock.ts';
import type { DataKeys } from '../platform/encryption/data-keys.ts';
import { openSealedDatabase } from '../platform/encryption/sealed-database.ts';
import { sealRows } from '../sealed-tables.ts';
import type { Live } from '../platform/live/live.ts';
import { peopleOf } from '../people/queries.ts';
import type { Job, Scheduler } from '../platform/schedule.ts';
import { allHelplines } from '../helpline/queries.ts';
import { shiftOnAt } from '../shifts/queries.ts';
import { roleWords } from '#shared/viewer';
import { keepShiftOn } from './keep-shift-on.ts';

export type Trial = {
  start: (live: Live) => Promise<void>;
  whoMaySignIn: () => Promise<string[]>;
  stopLooking: () => Promise<void>;
  closeDatabase: () => Promise<void>;
};

const lookEveryMs = 30_000;

/**
 * Opens the invented helpline: creates it in an empty database, and keeps a shift running.
 * Null if the database holds a real helpline: then there is no trial.
 */
export async function openTrial(
  databaseUrl: string,
  dataKeys: DataKeys,
  clock: Clock,
  scheduler: Scheduler,
): Promise<Trial | null> {
  const { db, close: closeDatabase } = openSealedDatabase(databaseUrl, dataKeys);
  const helplineId = trialHelpline.id;
  let looking: Job | undefined;
  try {
    const helplines = await allHelplines(db);
    if (helplines.some(({ id }) => id !== helplineId)) {
      await closeDatabase();
      return null;
    }
    if (helplines.length === 0) await seedTrial(db, clock(), sealRows);
  } catch (error) {
    await closeDatabase();
    throw error;
  }

  return {
    async start(live) {
      const look = () => keepShiftOn(live.change, db, helplineId, clock);
      await look();
      looking = scheduler.every('keep the trial shift on', lookEveryMs, look);
    },
    async whoMaySignIn() {
      const [everyone, shift] = await Promise.all([
        peopleOf(db, helplineId),
        shiftOnAt(db, helplineId, clock()),
      ]);
      return everyone.map((person) => {
        const onShift = shift?.places.some((place) => place.personId === person.id) ? ', on shift now' : '';
        return `${person.firstName}: ${person.roles.map((role) => roleWords[role].toLowerCase()).join(' and ')}${onShift}`;
      });
    },
    stopLooking: async () => looking?.stop(),
    closeDatabase,
  };
}
