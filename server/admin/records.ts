import * as v from 'valibot';
import { seedTrial } from '#drizzle/seed';
import { trialHelpline, trialPeople } from '#drizzle/seed/people';
import { refuseUnless } from '../platform/live/commands/command.ts';
import { pendingMigrations } from '../platform/database/migrate.ts';
import { allHelplines } from '../helpline/queries.ts';
import { sealRows } from '../sealed-tables.ts';
import { adminCommand } from './command.ts';
import { withDatabase, withDatabaseAsItIs } from './database.ts';

export const migrateDatabase = adminCommand({
  does: 'Brings the database up to date, as every start of Alongside does.',
  changes: true,
  options: {},
  shape: v.strictObject({}),
  async run(_fields, world) {
    const pending = await withDatabaseAsItIs(world, pendingMigrations);
    if (!world.dryRun) await withDatabase(world, () => Promise.resolve());
    return {
      lines: [`The database is up to date. Steps that were missing: ${pending}.`],
      facts: { upToDate: true, applied: pending },
    };
  },
});

export const seedDatabase = adminCommand({
  does: 'Fills an empty database on this computer with an invented helpline to try Alongside out.',
  changes: true,
  options: {},
  shape: v.strictObject({}),
  async run(_fields, world) {
    const own = world.settings.databaseUrl === undefined;
    refuseUnless(
      own,
      'conflict',
      'Invented people are only for the database on this computer. Leave DATABASE_URL out.',
    );
    const { helplineId } = await withDatabase(world, async (db) => {
      const [there] = await allHelplines(db);
      refuseUnless(
        !there,
        'conflict',
        `The database holds the helpline "${there?.name}". A trial needs an empty one.`,
      );
      return seedTrial(db, world.clock(), sealRows);
    });
    const names = trialPeople.map(({ firstName }) => firstName).join(', ');
    return {
      lines: [
        `The helpline "${trialHelpline.name}" is made, with ${names}. Start Alongside to choose who you are.`,
      ],
      facts: { helplineId, people: trialPeople.length },
    };
  },
});
