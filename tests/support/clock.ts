/** A clock that goes on as usual and can be moved ahead. */
export function movableClock() {
  let ahead = 0;
  return {
    now: () => new Date(Date.now() + ahead),
    advance: ({
      hours = 0,
      minutes = 0,
      seconds = 0,
    }: {
      hours?: number;
      minutes?: number;
      seconds?: number;
    }) => {
      ahead += ((hours * 60 + minutes) * 60 + seconds) * 1_000;
    },
  };
}
export type MovableClock = ReturnType<typeof movableClock>;
