const lookEveryMs = 500;

/**
 * Ends this process once the shell above it is gone. npm hands a signal to the shell in which it runs a script, and that shell
 * does not pass it on: what npm has started would go on running. Does nothing without npm.
 */
export function endWithNpm() {
  if (process.env.npm_lifecycle_event === undefined || process.platform === 'win32') return;
  const shell = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === shell) return;
    clearInterval(looking);
    process.kill(process.pid, 'SIGTERM');
  }, lookEveryMs);
  looking.unref();
}
