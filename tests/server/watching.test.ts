import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { parse } from 'yaml';
import { projectRoot } from '#server/platform/root';
import { scrape, type Family } from '../support/exposition.ts';
import { allows } from '../support/metric-labels.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

let testServer: TestServer;
let families: Family[];
beforeAll(async () => {
  // In a folder without backups their metrics are announced, and have no value.
  testServer = await openTestServer({
    metrics: { port: 0, host: '127.0.0.1' },
    backupFolder: import.meta.dirname,
  });
  families = await scrape(testServer.metricsPort);
});
afterAll(() => testServer.close());

const read = (name: string) => readFileSync(join(projectRoot, 'docs', 'watching', name), 'utf8');

test('alert rules and dashboard name no metric that does not exist, and the page for the operator all of ours', () => {
  const exist = new Set(
    families.flatMap(({ name, type }) =>
      type === 'histogram' ? ['_bucket', '_sum', '_count', ''].map((suffix) => name + suffix) : [name],
    ),
  );
  const namedIn = (text: string) =>
    [...text.matchAll(/\b(?:alongside|nodejs|process)_[a-z0-9_]+\b/g)].map(([name]) => name);
  for (const file of ['alerts.yml', 'dashboard.json']) {
    expect(namedIn(read(file)).length).toBeGreaterThan(10);
    expect(namedIn(read(file)).filter((name) => !exist.has(name))).toEqual([]);
  }
  const ours = families.map(({ name }) => name).filter((name) => name.startsWith('alongside_'));
  expect(ours.filter((name) => !read('README.md').includes(`\`${name}\``))).toEqual([]);
  expect(namedIn(read('README.md')).filter((name) => !exist.has(name))).toEqual([]);
});

test('every alert says how urgent it is, what is the matter and what to do, and its labels are ours', () => {
  type Rule = { alert: string; expr: string; labels: object; annotations: { summary: string; do: string } };
  const { groups } = parse(read('alerts.yml')) as { groups: { rules: Rule[] }[] };
  const rules = groups.flatMap((group) => group.rules);
  expect(rules.length).toBeGreaterThan(10);
  for (const { alert, expr, labels: of, annotations } of rules) {
    expect([alert, of]).toEqual([alert, { severity: expect.stringMatching(/^(page|look)$/) as string }]);
    expect([alert, annotations]).toEqual([
      alert,
      { summary: expect.stringMatching(/\.$/) as string, do: expect.any(String) as string },
    ]);
    for (const [, label, value] of expr.matchAll(/(\w+)="([^"]*)"/g))
      expect([alert, label, label === 'job' ? value === 'alongside' : allows(label!, value!)]).toEqual([
        alert,
        label,
        true,
      ]);
  }
});

test('no panel of the dashboard lies on another', () => {
  type Panel = { title: string; gridPos: { x: number; y: number; w: number; h: number } };
  const { panels } = JSON.parse(read('dashboard.json')) as { panels: Panel[] };
  const cells = panels.flatMap(({ gridPos: { x, y, w, h } }) =>
    Array.from({ length: w * h }, (_, at) => `${x + (at % w)} ${y + Math.floor(at / w)}`),
  );
  expect(new Set(cells).size).toBe(cells.length);
  for (const { gridPos } of panels) expect(gridPos.x + gridPos.w).toBeLessThanOrEqual(24);
  expect(new Set(panels.map(({ title }) => title)).size).toBe(panels.length);
});
