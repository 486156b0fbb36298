import * as v from 'valibot';
import { rotateKeys } from '../platform/encryption/rotate.ts';
import { dataKeysOf } from '../platform/encryption/sealed-database.ts';
import { adminCommand } from './command.ts';
import { withDatabase } from './database.ts';
import { recordOnAll } from './record-on-all.ts';

export const rotateKeyCommand = adminCommand({
  does: 'Wraps the keys of all that is sealed with the newest encryption key, while Alongside goes on working.',
  changes: true,
  options: {},
  shape: v.strictObject({}),
  async run(_fields, world) {
    const { version, rewrapped } = await withDatabase(world, async (db) => {
      const rotated = await rotateKeys(db, dataKeysOf(db).keys);
      await recordOnAll(db, world.clock(), 'keys-rotated');
      return rotated;
    });
    return {
      lines: [
        `Keys wrapped anew: ${rewrapped}. All are now wrapped with version ${version} of the encryption key.`,
        'Older versions can be taken out of the key file. Keep them as long as there are backups from before.',
      ],
      facts: { version, rewrapped },
    };
  },
});
