import { execFileSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { dirname } from 'node:path';

/** Who PostgreSQL runs as: the person's own account, or an unprivileged one when Alongside runs as root. */
export type Account = { name: string; uid: number; gid: number };

const ownAccount = {
  name: process.env.USER ?? String(process.getuid?.()),
  uid: process.getuid?.() ?? -1,
  gid: process.getgid?.() ?? -1,
};

export const isRoot = ownAccount.uid === 0;

/** PostgreSQL refuses to run as root, so root lends it an account; a cluster that exists keeps the account that owns it. */
export function accountFor(cluster: string, log: (line: string) => void): Account {
  if (!isRoot) return ownAccount;
  return ownerOf(cluster) ?? named('alongside') ?? named('postgres') ?? created(log) ?? needed('nobody');
}

/** Whether `account` may pass through every folder above `path` and read what is there. Always so for our own account. */
export function reachable(path: string, account: Account): boolean {
  if (!isRoot) return true;
  const { mode, uid, gid } = statSync(path);
  const isFolder = (mode & 0o170000) === 0o040000;
  const shift = uid === account.uid ? 6 : gid === account.gid ? 3 : 0;
  const rights = isFolder ? 0o1 : 0o5;
  if (((mode >> shift) & rights) !== rights) return false;
  return dirname(path) === path || reachable(dirname(path), account);
}

function ownerOf(cluster: string): Account | null {
  if (!existsSync(cluster)) return null;
  const { uid, gid } = statSync(cluster);
  return uid === 0 ? null : { name: `number ${uid}`, uid, gid };
}

function created(log: (line: string) => void): Account | null {
  try {
    execFileSync('useradd', ['--system', '--no-create-home', '--shell', '/usr/sbin/nologin', 'alongside'], {
      stdio: 'ignore',
    });
    log('Made the system account "alongside" for the database, because PostgreSQL does not run as root.');
  } catch {
    return null;
  }
  return named('alongside');
}

function needed(name: string): Account {
  const account = named(name);
  if (account) return account;
  throw new Error(
    `PostgreSQL does not run as root, and there is no account "${name}" to lend it. Start Alongside as an ordinary user.`,
  );
}

function named(name: string): Account | null {
  try {
    const idOf = (option: string) =>
      Number(execFileSync('id', [option, name], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
    return { name, uid: idOf('-u'), gid: idOf('-g') };
  } catch {
    return null;
  }
}
