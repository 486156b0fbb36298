import type { DueJob } from '../platform/live/commands/command.ts';
import { helplinesWithIdleFlags, releaseIdleFlags } from './release-queries.ts';

/** Releases a flag without recent work to all supervisors. */
export const flagAutoRelease: DueJob = {
  what: 'automatic release of flags',
  where: helplinesWithIdleFlags,
  async carryOut({ tx, helplineId, version, now, announce }) {
    for (const flag of await releaseIdleFlags(tx, helplineId, version, now)) announce('flag:changed', flag);
  },
};
