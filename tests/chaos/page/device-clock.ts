const TrueDate = Date;
let ahead = 0;

/** This device's clock, wrong by any amount. Stopwatches go on undisturbed, as they do on a real device. */
class DeviceDate extends TrueDate {
  constructor(...given: [] | [string | number | Date]) {
    if (given.length === 0) super(TrueDate.now() + ahead);
    else super(...given);
  }

  static override now() {
    return TrueDate.now() + ahead;
  }
}
globalThis.Date = DeviceDate as DateConstructor;

export function stepDeviceClock(milliseconds: number) {
  ahead += milliseconds;
}
