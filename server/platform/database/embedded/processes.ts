import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';

/** Identifies one run of one process: pids are reused after a process ends, and after a reboot. */
export function identityOf(pid: number): string | null {
  if (!isAlive(pid)) return null;
  return `${pid} ${startOf(pid)}`;
}

/** Whether the process that `identity` was taken from still runs. */
export function stillRuns(identity: string): boolean {
  return identityOf(Number(identity.split(' ')[0])) === identity;
}

/** A zombie process counts as gone. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return statOf(pid)?.state !== 'Z';
}

/** Whether `pid` is the PostgreSQL that serves `cluster`. Always true on Windows, which does not tell. */
export function serves(pid: number, cluster: string): boolean {
  if (!isAlive(pid)) return false;
  if (process.platform === 'win32') return true;
  const command = commandOf(pid);
  return /postgres/.test(command) && command.includes(cluster);
}

function commandOf(pid: number): string {
  try {
    if (process.platform === 'linux')
      return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
    return execFileSync('ps', ['-p', String(pid), '-o', 'command=']).toString();
  } catch {
    return '';
  }
}

function startOf(pid: number): string {
  if (process.platform === 'win32') return 'unknown';
  const start = statOf(pid)?.start;
  if (start) return `${start} ${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}`;
  return execFileSync('ps', ['-p', String(pid), '-o', 'lstart='])
    .toString()
    .trim();
}

/** Fields are counted after the program name, which is in brackets and may contain spaces. */
function statOf(pid: number): { state: string; start: string } | null {
  if (process.platform !== 'linux') return null;
  try {
    const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
    const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
    return { state: fields[0]!, start: fields[19]! };
  } catch {
    return null;
  }
}
