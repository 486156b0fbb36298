import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { csvOf, xlsxOf } from '#server/call-log/export-files';
import { hostileInCsv, hostileRow, hostileTop } from '../support/hostile-cells.ts';
import { sheetOf } from './sheet.ts';

/**
 * `npm run office`: opens files of figures in LibreOffice, which has to be installed (Debian: `apt install libreoffice-calc-nogui`), and
 * reads what it made of them. CSV is opened with *evaluate formulas* on, which LibreOffice leaves off and Excel does not ask about.
 */
const run = promisify(execFile);
const csvFilter = 'CSV:44,34,76,1,,0,false,true,false,false,false,0,true';
const say = (line: string) => void process.stdout.write(`${line}\n`);
const folder = await mkdtemp(join(tmpdir(), 'alongside-office-'));

try {
  let csv = '';
  for await (const part of csvOf([hostileRow], hostileTop)) csv += part;
  await writeFile(join(folder, 'figures.csv'), csv);
  await writeFile(join(folder, 'figures.xlsx'), await xlsxOf([hostileRow], hostileTop));
  await writeFile(join(folder, 'unsafe.csv'), '\ufeff=1+1\r\n');
  const unsafe = await opened('unsafe.csv', `--infilter=${csvFilter}`);
  if (unsafe.formulas !== 1)
    throw new Error('This LibreOffice does not show what a formula in a file would do.');
  check('CSV', await opened('figures.csv', `--infilter=${csvFilter}`), hostileInCsv);
  check('XLSX', await opened('figures.xlsx'), hostileRow);
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** The first sheet of a file as LibreOffice saves it again, in flat XML. */
async function opened(name: string, ...more: string[]) {
  const profile = `-env:UserInstallation=file://${join(folder, 'profile')}`;
  const given = [
    profile,
    '--headless',
    ...more,
    '--convert-to',
    'fods',
    '--outdir',
    folder,
    join(folder, name),
  ];
  await run('soffice', given, { timeout: 120_000 }).catch((failure: NodeJS.ErrnoException) => {
    throw failure.code === 'ENOENT'
      ? new Error('LibreOffice is not installed: there is no soffice.')
      : failure;
  });
  return sheetOf(await readFile(join(folder, name.replace(/\.\w+$/, '.fods')), 'utf8'));
}

function check(kind: string, { rows, formulas }: ReturnType<typeof sheetOf>, cells: string[]) {
  const isRight = JSON.stringify(rows) === JSON.stringify([hostileTop, cells]) && formulas === 0;
  if (!isRight) process.exitCode = 1;
  say(`${kind}: ${isRight ? 'every letter as it went in, no formula' : 'WRONG'}`);
  if (!isRight) say(JSON.stringify({ rows, formulas }, null, 2));
}
