import * as v from 'valibot';
import { retentionRuns } from '../retention-runs.ts';
import { adminCommand } from './command.ts';
import { withDatabase } from './database.ts';
import { counted } from './subject-export.ts';

export const retentionRun = adminCommand({
  does: 'Erases whatever is past its time now, as every server does hourly, and says how many rows of each class went.',
  changes: true,
  options: {},
  shape: v.strictObject({}),
  async run(_fields, world) {
    const erased: Record<string, number> = {};
    await withDatabase(world, async (db) => {
      for (const [name, erase] of Object.entries(retentionRuns)) {
        const rows = await erase(db, world.clock());
        if (rows !== null) erased[name] = rows;
      }
    });
    const some = Object.fromEntries(Object.entries(erased).filter(([, rows]) => rows > 0));
    return {
      lines: Object.keys(some).length > 0 ? ['Erased:', ...counted(some)] : ['Nothing is past its time.'],
      facts: { erased },
    };
  },
});
