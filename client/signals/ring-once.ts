type Bell = { ring: () => Promise<void>; silenced: boolean };

/** Milliseconds. A tab that may not play sound lets others go first; the tab that rings silences the rest for this long. */
const times = { letOthersFirst: 400, keptQuiet: 20_000 };

/** Rings in only one of the tabs of this browser. `what` identifies the ring in all of them. */
export async function ringOnce(what: string, bell: Bell, locks = navigator.locks as LockManager | undefined) {
  if (!locks) return bell.ring();
  if (bell.silenced) await rest(times.letOthersFirst);
  await locks.request(`alongside rings for ${what}`, { ifAvailable: true }, async (lock) => {
    if (!lock) return;
    await bell.ring();
    if (!bell.silenced) await rest(times.keptQuiet);
  });
}

const rest = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));
