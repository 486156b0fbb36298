import { readFile } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Writable } from 'node:stream';
import { BackupProblem } from './problem.ts';

/** The same minimum length as for passwords. */
const shortest = 15;

type Sources = { file?: string | undefined; environment?: NodeJS.ProcessEnv };

/** The passphrase for a new backup: asked for twice, because a typing error would only show at the restore. */
export async function newPassphrase(from: Sources): Promise<string> {
  const given = await givenIn(from);
  const passphrase = given ?? (await ask('Passphrase for this backup: '));
  if (passphrase.length < shortest)
    throw new BackupProblem(`The passphrase is too short: it should have at least ${shortest} characters.`);
  if (given === null && (await ask('The same once more: ')) !== passphrase)
    throw new BackupProblem('The two passphrases are not the same.');
  return passphrase;
}

export async function passphraseOfBackup(from: Sources): Promise<string> {
  return (await givenIn(from)) ?? (await ask('Passphrase of this backup: '));
}

async function givenIn({ file, environment = process.env }: Sources): Promise<string | null> {
  if (file === undefined) return environment.BACKUP_PASSPHRASE || null;
  const text = await readFile(file, 'utf8').catch(({ code }: NodeJS.ErrnoException) => {
    throw new BackupProblem(`The passphrase file ${file} cannot be read (${code}).`);
  });
  return text.replace(/\r?\n$/, '');
}

/** Reads a line without echoing it. */
async function ask(question: string): Promise<string> {
  if (!process.stdin.isTTY)
    throw new BackupProblem(
      'There is nobody to ask for the passphrase: set BACKUP_PASSPHRASE, or name a file with --passphrase-file.',
    );
  process.stderr.write(question);
  const silent = new Writable({ write: (_chunk, _encoding, done) => done() });
  const line = createInterface({ input: process.stdin, output: silent, terminal: true });
  try {
    return await new Promise<string>((resolve, reject) => {
      line.once('line', resolve);
      line.once('close', () => reject(new BackupProblem('No passphrase was given.')));
    });
  } finally {
    line.close();
    process.stderr.write('\n');
  }
}
