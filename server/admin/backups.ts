import { resolve } from 'node:path';
import * as v from 'valibot';
import type { Summary } from '../platform/backup/contents.ts';
import { keysFromPassphrase } from '../platform/backup/file-header.ts';
import { newPassphrase, passphraseOfBackup } from '../platform/backup/passphrase.ts';
import { restoreBackup } from '../platform/backup/restore.ts';
import { takeBackup } from '../platform/backup/take.ts';
import { noteVerified } from '../platform/backup/verified.ts';
import { verifyBackup } from '../platform/backup/verify.ts';
import { erasuresBeside, type Erasure } from '../platform/backup/erasures.ts';
import { keySourceOf } from '../platform/encryption/key-source.ts';
import { erasingStatements } from '../subject/erasing-queries.ts';
import { adminCommand, type Option, type World } from './command.ts';
import { withDatabaseAsItIs } from './database.ts';
import { aboutList, keepList, listForRestore } from './list-of-erasures.ts';
import { recordOnAllAt } from './record-on-all.ts';

const passphraseOption: Option = {
  value: 'FILE',
  should: 'a file with the passphrase; left out, BACKUP_PASSPHRASE is used, or you are asked',
};
const fileOption = (should: string): Option => ({ value: 'FILE', should, needed: true, bare: true });

const path = v.pipe(v.string(), v.nonEmpty());
const shape = { file: path, 'passphrase-file': v.optional(path) };

export const backupCommand = adminCommand({
  does: 'Writes everything there is now into one encrypted file, while Alongside goes on working.',
  changes: true,
  options: {
    file: fileOption('the file to write'),
    'passphrase-file': passphraseOption,
    force: { should: 'given only to replace a file that is there already' },
  },
  shape: v.strictObject({ ...shape, force: v.optional(v.boolean(), false) }),
  async run({ file, 'passphrase-file': secret, force }, world) {
    const keysFor = keysFromPassphrase(await newPassphrase({ file: placed(secret, world) }));
    const { dryRun = false, settings } = world;
    const wish = { file: placed(file, world), keysFor, trial: settings.trial, force, dryRun };
    return withDatabaseAsItIs(world, async (databaseUrl) => {
      const summary = await takeBackup({ ...wish, databaseUrl });
      if (dryRun) return { lines: linesAbout(summary), facts: { file: wish.file, ...summary } };
      await recordOnAllAt(databaseUrl, world.clock(), 'backup-made');
      const missing = await keepList(wish.file, databaseUrl);
      return {
        lines: [`The backup is in ${wish.file}.`, ...linesAbout(summary), ...(missing ? [missing] : [])],
        facts: { file: wish.file, ...summary, listOfErasures: missing ?? 'kept' },
        failed: missing !== null,
      };
    });
  },
});

export const verifyBackupCommand = adminCommand({
  does: 'Reads a backup to its last byte and says what is in it. The database is not needed.',
  options: { file: fileOption('the backup'), 'passphrase-file': passphraseOption },
  shape: v.strictObject(shape),
  async run({ file, 'passphrase-file': secret }, world) {
    const keysFor = keysFromPassphrase(await passphraseOfBackup({ file: placed(secret, world) }));
    const wish = { file: placed(file, world) };
    const { erased, ...summary } = await verifyBackup(wish.file, keysFor);
    const { line, ...list } = await aboutList(wish.file, erased);
    const unnoted = list.listIsDamaged ? null : await noteVerified(wish.file, summary.takenAt, world.clock());
    const said = unnoted ? [`That it was verified could not be noted for the metrics. ${unnoted}`] : [];
    return {
      lines: ['The backup is whole.', ...linesAbout(summary), fitting[summary.fits], line, ...said],
      facts: { file: wish.file, ...summary, ...list },
      failed: list.listIsDamaged,
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
  changes: true,
  options: {
    file: fileOption('the backup'),
    'passphrase-file': passphraseOption,
    erasures: {
      value: 'FILE',
      should: 'the newest list of erasures; left out, erasures.json beside the backup',
    },
    'restored-before': {
      value: 'NUMBER',
      should: 'how often a backup was restored since this one was taken, at most 99; left out, 0',
    },
    'nobody-erased': { should: 'given only where there is no list, because nobody was ever erased' },
  },
  shape: v.strictObject({
    ...shape,
    erasures: v.optional(path),
    'restored-before': v.optional(v.pipe(v.string(), v.regex(/^\d{1,2}$/), v.transform(Number))),
    'nobody-erased': v.optional(v.boolean(), false),
  }),
  async run(fields, world) {
    const { file, 'passphrase-file': secret, erasures, 'nobody-erased': nobody } = fields;
    const restoredBefore = fields['restored-before'];
    const backup = placed(file, world);
    const list = placed(erasures, world) ?? erasuresBeside(backup);
    const erasing = { known: await listForRestore(list, nobody), statements: statementsFor };
    const keysFor = keysFromPassphrase(await passphraseOfBackup({ file: placed(secret, world) }));
    const keySource = keySourceOf(world.settings);
    const { dryRun = false, settings } = world;
    const wish = { file: backup, keysFor, keySource, erasing, restoredBefore, trial: settings.trial, dryRun };
    const restored = await withDatabaseAsItIs(world, async (databaseUrl) => {
      const summary = await restoreBackup({ ...wish, databaseUrl });
      if (dryRun) return summary;
      await recordOnAllAt(databaseUrl, world.clock(), 'backup-restored');
      return summary;
    });
    return {
      lines: [
        'The backup is restored. Everybody has to sign in again.',
        ...linesAbout(restored),
        ...(restored.erasedAgain === null ? [] : [erasedAgain(restored.erasedAgain)]),
      ],
      facts: { file: backup, ...restored },
    };
  },
});

const erasedAgain = (count: number) =>
  `People who were erased since the backup, and are erased again: ${count}.`;
const statementsFor = (erasure: Erasure) => erasingStatements(erasure).map(({ statement }) => statement);

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
