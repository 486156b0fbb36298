import type { StoredGauges } from '../metrics/stored.ts';
import { lastVerified } from './verified.ts';

/** The age of the last verified backup of a folder; without a value while there is none. */
export const backupGauges = (folder: string): StoredGauges => ({
  gauges: {
    alongside_backup_taken_timestamp_seconds: 'When the last verified backup was taken.',
    alongside_backup_verified_timestamp_seconds: 'When a backup was last verified.',
  },
  async read() {
    const last = await lastVerified(folder);
    const seconds = (at: string | undefined) => (at ? Date.parse(at) / 1_000 : null);
    return {
      alongside_backup_taken_timestamp_seconds: seconds(last?.takenAt),
      alongside_backup_verified_timestamp_seconds: seconds(last?.verifiedAt),
    };
  },
});
