import { spawnSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#server/platform/root';

const deploy = join(projectRoot, 'docs', 'deploy');
const unit = join(deploy, 'alongside.service');
const hasSystemd = spawnSync('systemd-analyze', ['--version']).status === 0;

test('the unit starts what npm start starts, and takes longer to stop than the server does at most', async () => {
  const [text, manifest] = await Promise.all([
    readFile(unit, 'utf8'),
    readFile(join(projectRoot, 'package.json'), 'utf8'),
  ]);
  const { scripts } = JSON.parse(manifest) as { scripts: { start: string } };
  const program = scripts.start.split(' ').at(-1);
  expect(text).toContain(`ExecStart=/usr/bin/node --enable-source-maps ${program}\n`);
  expect(Number(/^TimeoutStopSec=(\d+)$/m.exec(text)![1])).toBeGreaterThan(10);
});

test('the settings of the example are ones that Alongside knows', async () => {
  const known = await readFile(join(projectRoot, '.env.example'), 'utf8');
  const example = await readFile(join(deploy, 'environment.example'), 'utf8');
  for (const name of example.match(/^[A-Z_]+(?==)/gm)!)
    expect(known).toMatch(new RegExp(`^(# )?${name}=`, 'm'));
});

test('systemd finds nothing wrong with the unit, where there is systemd', () => {
  const found = hasSystemd
    ? spawnSync('systemd-analyze', ['verify', '--man=no', unit], { encoding: 'utf8' }).stderr
    : '';
  // The program may be elsewhere on the machine of the test, and is not run.
  expect(found.split('\n').filter((line) => line && !line.includes('is not executable'))).toEqual([]);
});
