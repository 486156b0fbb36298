type Bell = { ring: () => Promise<void>; silenced: boolean };

/** Milliseconds. A tab that may not sound lets the others go first; whoever rings keeps the rest quiet for so long. */
const times = { letOthersFirst: 400, keptQuiet: 20_000 };

/** Rings in one of the tabs that are open in this browser, and not in each. `what` is the same in all of them. */
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
