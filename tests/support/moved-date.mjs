/**
 * Loaded with `node --import`: puts a process's date TEST_DATE_AHEAD_MS milliseconds ahead of the machine's, or behind it where
 * that is negative. The date goes on from there, and timers keep the machine's time.
 */
const aheadMs = Number(process.env.TEST_DATE_AHEAD_MS ?? 0);
const MachineDate = Date;
const now = () => MachineDate.now() + aheadMs;

if (aheadMs !== 0)
  globalThis.Date = new Proxy(MachineDate, {
    construct: (target, given, made) => Reflect.construct(target, given.length === 0 ? [now()] : given, made),
    apply: () => new MachineDate(now()).toString(),
    get: (target, key) => (key === 'now' ? now : Reflect.get(target, key)),
  });
