import { resolve } from 'node:path';
import * as v from 'valibot';
import type { Summary } from '../platform/backup/contents.ts';
import { keysFromPassphrase } from '../platform/backup/file-header.ts';
import { newPassphrase, passphraseOfBackup } from '../platform/backup/passphrase.ts';
import { restoreBackup } from '../platform/backup/restore.ts';
import { takeBackup } from '../platform/backup/take.ts';
import { verifyBackup } from '../platform/backup/verify.ts';
import { keySourceOf } from '../platform/encryption/key-source.ts';
import { adminCommand, type Option, type World } from './command.ts';
import { withDatabaseAsItIs } from './database.ts';

const passphraseOption: Option = {
  value: 'FILE',
  should: 'a file with the passphrase; left out, BACKUP_PASSPHRASE is used, or you are asked',
};
const fileOption = (should: string): Option => ({ value: 'FILE', should, needed: true, bare: true });

const path = v.pipe(v.string(), v.nonEmpty());
const shape = { file: path, 'passphrase-file': v.optional(path) };

export const backupCommand = adminCommand({
  does: 'Writes everything there is now into one encrypted file, while Alongside goes on working.',
  options: {
    file: fileOption('the file to write'),
    'passphrase-file': passphraseOption,
    force: { should: 'given only to replace a file that is there already' },
  },
  shape: v.strictObject({ ...shape, force: v.optional(v.boolean(), false) }),
  async run({ file, 'passphrase-file': secret, force }, world) {
    const keysFor = keysFromPassphrase(await newPassphrase({ file: placed(secret, world) }));
    const wish = { file: placed(file, world), keysFor, trial: world.settings.trial, force };
    const summary = await withDatabaseAsItIs(world, (databaseUrl) => takeBackup({ ...wish, databaseUrl }));
    return {
      lines: [`The backup is in ${wish.file}.`, ...linesAbout(summary)],
      facts: { file: wish.file, ...summary },
    };
  },
});

export const verifyBackupCommand = adminCommand({
  does: 'Reads a backup to its last byte and says what is in it. The database is not needed.',
  options: { file: fileOption('the backup'), 'passphrase-file': passphraseOption },
  shape: v.strictObject(shape),
  async run({ file, 'passphrase-file': secret }, world) {
    const keysFor = keysFromPassphrase(await passphraseOfBackup({ file: placed(secret, world) }));
    const wish = { file: placed(file, world) };
    const summary = await verifyBackup(wish.file, keysFor);
    return {
      lines: ['The backup is whole.', ...linesAbout(summary), fitting[summary.fits]],
      facts: { file: wish.file, ...summary },
    };
  },
});

const fitting = {
  same: 'This version of Alongside can restore it.',
  older: 'An older version of Alongside made it, and only that one can restore it.',
  newer: 'A newer version of Alongside made it, and only that one can restore it.',
  other: 'Its tables are not those of this version of Alongside, which cannot restore it.',
};

export const restoreCommand = adminCommand({
  does: 'Fills an empty database from a backup: everything, or nothing at all. Everybody has to sign in again.',
  options: { file: fileOption('the backup'), 'passphrase-file': passphraseOption },
  shape: v.strictObject(shape),
  async run({ file, 'passphrase-file': secret }, world) {
    const keysFor = keysFromPassphrase(await passphraseOfBackup({ file: placed(secret, world) }));
    const keySource = keySourceOf(world.settings);
    const wish = { file: placed(file, world), keysFor, keySource, trial: world.settings.trial };
    const summary = await withDatabaseAsItIs(world, (databaseUrl) => restoreBackup({ ...wish, databaseUrl }));
    return {
      lines: ['The backup is restored. Everybody has to sign in again.', ...linesAbout(summary)],
      facts: { file: wish.file, ...summary },
    };
  },
});

function placed<Path extends string | undefined>(path: Path, { folder }: World): Path {
  return (path === undefined ? undefined : resolve(folder, path)) as Path;
}

function linesAbout({ takenAt, helplines, rows }: Summary): string[] {
  const width = Math.max(...Object.keys(rows).map((table) => table.length));
  return [
    `Taken at ${takenAt}.`,
    ...helplines.map(({ name, change }) => `${name}, up to change ${change}.`),
    ...Object.entries(rows).map(([table, count]) => `  ${table.padEnd(width)}  ${count}`),
  ];
}
