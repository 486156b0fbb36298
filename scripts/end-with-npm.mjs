const lookEvery = 500;

/**
 * Passes on a signal that ended npm. npm hands it to the shell between, and that shell keeps it to itself, so what npm has
 * started would live on with nobody to end it. Does nothing without npm.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGTERM');
  }, lookEvery);
  looking.unref();
}
