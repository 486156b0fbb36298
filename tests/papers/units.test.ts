import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#server/platform/root';
import { paper } from './markdown.ts';

const deploy = join(projectRoot, 'docs', 'deploy');
const services = ['alongside@.service', 'alongside-backup.service'];
const unit = (name: string) => paper(`docs/deploy/${name}`).text;
const linesOf = (name: string) => unit(name).split('\n');

test('the server’s unit starts what npm start starts, and takes longer to stop than the server does at most', () => {
  const { scripts } = JSON.parse(paper('package.json').text) as { scripts: { start: string } };
  const text = unit('alongside@.service');
  expect(text).toContain(`ExecStart=/usr/bin/node --enable-source-maps ${scripts.start.split(' ').at(-1)}\n`);
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(text)![1])).toBeGreaterThan(10);
});

test('however long the database is away, the unit goes on trying', () => {
  expect(linesOf('alongside@.service')).toEqual(
    expect.arrayContaining(['StartLimitIntervalSec=0', 'Restart=always']),
  );
});

test.each(services)('%s has no privileges, and nothing to write to but what is named', (name) => {
  expect(linesOf(name)).toEqual(
    expect.arrayContaining([
      ...['User=alongside', 'CapabilityBoundingSet=', 'NoNewPrivileges=yes', 'ProtectSystem=strict'],
      ...['ProtectHome=yes', 'PrivateTmp=yes', 'PrivateDevices=yes', 'ProtectProc=invisible', 'UMask=0077'],
    ]),
  );
  const writable = linesOf(name).filter((line) => line.startsWith('ReadWritePaths='));
  expect(writable).toEqual(name.includes('backup') ? ['ReadWritePaths=/var/backups/alongside'] : []);
});

/** One place to read is worth more than two that differ. */
test('both units are hardened by the same lines', () => {
  const [server, backup] = services.map(
    (name) =>
      unit(name)
        .split(/\n(?=CapabilityBoundingSet=)/)[1]!
        .split('\n\n')[0]!,
  );
  expect(server!.trim()).toBe(backup!.trim());
});

test('the settings of the example are ones that Alongside knows', () => {
  const example = paper('docs/deploy/environment.example').text;
  for (const [, name] of example.matchAll(/^(?:# )?([A-Z_]+)=/gm))
    expect(paper('.env.example').text).toMatch(new RegExp(`^(# )?${name}=`, 'm'));
});

test('systemd finds nothing wrong with the units, where there is systemd', () => {
  if (spawnSync('systemd-analyze', ['--version']).status !== 0)
    return console.warn('There is no systemd-analyze here, so the units were not verified.');
  const folder = mkdtempSync(join(tmpdir(), 'alongside-units-'));
  for (const name of readdirSync(deploy).filter((name) => /^alongside.*\.(service|timer)$/.test(name)))
    cpSync(join(deploy, name), join(folder, name.replace('@', '@4700')));
  const files = readdirSync(folder).map((name) => join(folder, name));
  const { stderr } = spawnSync('systemd-analyze', ['verify', '--man=no', ...files], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  // The programs may be elsewhere on the machine of the test, and are not run.
  expect(stderr.split('\n').filter((line) => line && !line.includes('is not executable'))).toEqual([]);
});
