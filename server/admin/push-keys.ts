import * as v from 'valibot';
import {
  dropDevices,
  helplinesWithDevices,
  pushKeysOf,
  replacePushKeys,
} from '../notifications/push-key-queries.ts';
import { adminCommand } from './command.ts';
import { withDatabase } from './database.ts';

export const pushKeysCommand = adminCommand({
  does: 'Shows the public key by which push services know this installation, or makes new keys.',
  changes: true,
  options: {
    new: { should: 'makes new keys; every device that takes messages is dropped and has to be added again' },
  },
  shape: v.strictObject({ new: v.optional(v.boolean(), false) }),
  async run({ new: makeNew }, world) {
    return withDatabase(world, async (db) => {
      const now = world.clock();
      if (!makeNew) {
        const { publicKey, madeAt } = await pushKeysOf(db, now);
        return {
          lines: [`Public key: ${publicKey}`, `Made: ${madeAt.toISOString()}`],
          facts: { publicKey, madeAt },
        };
      }
      const { publicKey, madeAt } = await replacePushKeys(db, now);
      let dropped = 0;
      for (const helplineId of await helplinesWithDevices(db))
        await world.changing(db)(helplineId, async (change) => void (dropped += await dropDevices(change)));
      return {
        lines: [
          `New keys are made. Public key: ${publicKey}`,
          `Devices dropped: ${dropped}. Their owners have to add them again on the page "Notifications".`,
        ],
        facts: { publicKey, madeAt, dropped },
      };
    });
  },
});
