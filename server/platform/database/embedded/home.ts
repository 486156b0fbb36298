import { createHash } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { access, chmod, constants, mkdir, realpath } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { accountFor, isRoot, reachable, type Account } from './account.ts';

/** The paths of one embedded database, and the account that PostgreSQL runs as. */
export type Home = {
  path: string;
  account: Account;
  /** The options with which `spawn` runs as the account; empty for our own. */
  as: { uid?: number; gid?: number };
  cluster: string;
  password: string;
  lock: string;
  guests: string;
};

/** Makes `dir` ready to hold the database; root uses a system folder instead where the lent account cannot reach `dir`. */
export async function openHome(dir: string, log: (line: string) => void): Promise<Home> {
  await makeFolder(resolve(dir));
  const here = await realpath(dir);
  const account = accountFor(join(here, 'postgres'), log);
  if (reachable(here, account)) return homeIn(here, account);

  const away = join('/var/lib/alongside', createHash('sha256').update(here).digest('hex').slice(0, 16));
  await makeFolder(away);
  log(`The database is kept in ${away}, because the account ${account.name} cannot reach ${here}.`);
  return homeIn(away, accountFor(join(away, 'postgres'), log));
}

function homeIn(path: string, account: Account): Home {
  const cluster = join(path, 'postgres');
  if (existsSync(cluster)) refuseOtherOwner(path, cluster, account);
  return {
    path,
    account,
    as: isRoot ? { uid: account.uid, gid: account.gid } : {},
    cluster,
    password: join(path, 'postgres.password'),
    lock: join(path, 'postgres.lock'),
    guests: join(path, 'postgres.guests'),
  };
}

function refuseOtherOwner(path: string, cluster: string, account: Account): void {
  const { uid } = statSync(cluster);
  if (process.platform === 'win32' || uid === account.uid) return;
  throw new Error(
    uid === 0
      ? `The database in ${cluster} belongs to root, which PostgreSQL refuses: give it back with "chown -R ${account.name} ${path}".`
      : `The database in ${path} belongs to another account (number ${uid}): start Alongside as root, as it was the first time, or give the folder to yourself with "sudo chown -R ${account.name} ${path}".`,
  );
}

/** Folders that root creates on the way can be traversed by the lent account, but not listed. */
async function makeFolder(path: string): Promise<void> {
  const first = (await mkdir(path, { recursive: true, mode: 0o700 })) ?? path;
  for (let made = path; isRoot && made.startsWith(first); made = dirname(made)) {
    const { uid, mode } = statSync(made);
    if (uid === 0) await chmod(made, mode | 0o011);
  }
  await access(path, constants.R_OK | constants.W_OK | constants.X_OK).catch(() => {
    throw new Error(
      `The folder ${path} belongs to another account: start Alongside as that account, or name a folder of your own in DATA_DIR.`,
    );
  });
}
