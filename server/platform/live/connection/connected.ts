import { errorFields, type Logger } from '../../logger.ts';
import type { Clock } from '../../clock.ts';
import type { Db } from '../../database/db.ts';
import type { Scheduler } from '../../schedule.ts';
import type { Change } from '../commands/command.ts';
import type { ConnectionRecords, Whose } from '../../identity.ts';

type Deps = {
  db: Db;
  records: ConnectionRecords;
  change: (helplineId: string, work: (change: Change) => Promise<void>) => Promise<void>;
  /** Whether this person is connected to any server; rejects if one does not answer. */
  isAnywhere: (personId: string) => Promise<boolean>;
  clock: Clock;
  scheduler: Scheduler;
  log: Logger;
};

/** A person without a heartbeat for this long counts as disconnected, even if their server died. */
const silentMs = 15_000;

/** Records who is connected, for "here" and "not connected since 21:42" on the screens. */
export function openConnected({ db, records, change, isAnywhere, clock, scheduler, log }: Deps) {
  let sweptAt = scheduler.uptimeMs();
  return { cameBack: (who: Whose) => record(who, true), wentAway, sweep };

  /** If another server does not answer, the person counts as connected until a sweep finds their heartbeat missing. */
  async function wentAway(who: Whose) {
    const isHere = await isAnywhere(who.personId).catch(() => true);
    if (!isHere) await record(who, false);
  }

  async function sweep(personIds: string[], now: Date) {
    await records.recordHeartbeat(db, personIds, now);
    for (const who of await records.wronglyMarkedAway(db, personIds, now)) await record(who, true);
    await recordSilent(now);
  }

  /** After a pause in heartbeats, such as a database outage, waits one period so that the other servers can record theirs. */
  async function recordSilent(now: Date) {
    const couldRecord = scheduler.uptimeMs() - sweptAt < silentMs;
    sweptAt = scheduler.uptimeMs();
    if (!couldRecord) return;
    const before = new Date(now.getTime() - silentMs);
    for (const who of await records.staleSince(db, before)) await record(who, false, before);
  }

  async function record({ personId, helplineId }: Whose, connected: boolean, staleSince?: Date) {
    try {
      const said = { connected, now: clock(), staleSince };
      if (!(await records.wouldChange(db, personId, said))) return;
      await change(helplineId, (begun) => records.record(begun, personId, { ...said, now: begun.now }));
    } catch (error) {
      log('warn', 'a connection could not be recorded', errorFields(error));
    }
  }
}
