import { sql } from 'drizzle-orm';
import { Counter } from 'prom-client';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { helplines } from '#drizzle/schema/helplines';
import { openMetrics } from '#server/platform/metrics/metrics';
import { eventually } from '../support/eventually.ts';
import { busyEvening } from '../support/evening.ts';
import { parseExposition, scrape, valueOf, type Family } from '../support/exposition.ts';
import { expectOk, newId, openHelpline, post, refused, type Helpline } from '../support/helpline.ts';
import { allows, labels } from '../support/metric-labels.ts';
import { openTestServer, type TestServer } from '../support/test-server.ts';

const metrics = { port: 0, host: '127.0.0.1' };
let testServer: TestServer;
let helpline: Helpline;
let text: string;
let families: Family[];
let commands: number;
beforeAll(async () => {
  testServer = await openTestServer({ metrics });
  helpline = await openHelpline(testServer);
  const clients = await helpline.connectAll('ana', 'ben', 'cai', 'mo', 'nan', 'sue');
  const { given } = await busyEvening(helpline, clients);
  commands = given.size;
  expect(await clients.ana.send('helpline:change', { lockMinutes: 9 })).toEqual(refused('not-yours'));
  await expect(helpline.connect('ana', { cookie: 'none=1' })).rejects.toThrow();
  expect((await fetch(`${testServer.url}/api/notifications`)).status).toBe(401);
  await testServer.due.look();
  await testServer.sender.look();
  text = await (await fetch(`http://127.0.0.1:${testServer.metricsPort}/metrics`)).text();
  families = parseExposition(text);
});
afterAll(async () => {
  helpline.leaveAll();
  await testServer.close();
});

const all = () => families.flatMap(({ series }) => series);
const unknownLabels = (found: Family[]) =>
  found.flatMap(({ series }) =>
    series.flatMap(({ name, labels: own }) =>
      Object.entries(own)
        .filter(([label, value]) => !allows(label, value))
        .map(([label, value]) => `${name}{${label}="${value}"}`),
    ),
  );

test('after a busy evening there are at most 500 series, each with its type and what it says', () => {
  expect(all().length).toBeGreaterThan(100);
  expect(all().length).toBeLessThanOrEqual(500);
  for (const { name, type, help } of families) {
    expect([name, type]).toEqual([name, expect.stringMatching(/^(counter|gauge|histogram|summary)$/)]);
    expect(help.length, name).toBeGreaterThan(10);
    expect(name).toMatch(/^(alongside|process|nodejs)_/);
  }
});

test('there cannot be more than 500 series, whatever happens', () => {
  /** The labels of those that a quiet evening leaves without a value. */
  const unseen: Record<string, string[]> = {
    alongside_due_work_total: ['work'],
    alongside_due_failures_total: ['work'],
    alongside_notification_tries_total: ['channel', 'outcome'],
    alongside_notification_lag_seconds: ['channel'],
  };
  const valuesOf = (label: string) => (Array.isArray(labels[label]) ? labels[label].length : 1);
  /** Every combination of its labels, each with the buckets, sum and count of a histogram. */
  const most = ({ name, type, series }: Family) => {
    const own = unseen[name] ?? Object.keys(series[0]?.labels ?? {}).filter((label) => label !== 'le');
    const alike = series.filter((one) =>
      own.every((label) => one.labels[label] === series[0]!.labels[label]),
    );
    const each = type === 'histogram' ? Math.max(alike.length, 15) : 1;
    return Math.max(
      series.length,
      own.reduce((ways, label) => ways * valuesOf(label), each),
    );
  };
  expect(families.reduce((sum, family) => sum + most(family), 0)).toBeLessThanOrEqual(500);
});

test('no label says who or where it was, and none has a value that is not known', () => {
  expect(unknownLabels(families)).toEqual([]);
  for (const [name, id] of Object.entries(helpline.ids)) {
    expect(text).not.toContain(id);
    expect(text).not.toContain(helpline.emailOf(name as 'ana'));
  }
  expect(text).not.toMatch(/Test line|\bAna\b|\bBen\b|:send|:raise/);
  expect(text).not.toContain(helpline.id);
});

test('a label of another name, or with a value that is not known, would be found', async () => {
  const { registry, refused: refuse } = openMetrics();
  const planted = new Counter({
    name: 'planted_total',
    help: 'x',
    labelNames: ['person'],
    registers: [registry],
  });
  planted.inc({ person: helpline.ids.ana });
  refuse('command', helpline.ids.ana as 'failed');
  expect(unknownLabels(parseExposition(await registry.metrics()))).toEqual([
    `alongside_refusals_total{code="${helpline.ids.ana}"}`,
    `planted_total{person="${helpline.ids.ana}"}`,
  ]);
});

test('what the evening did is counted', () => {
  const value = (name: string, own = {}) => valueOf(families, name, own) ?? 0;
  const count = (name: string, own = {}) => value(`${name}_count`, own);
  expect(value('alongside_sockets')).toBe(6);
  expect(value('alongside_servers')).toBe(1);
  expect(value('alongside_commands_in_progress')).toBe(0);
  const answered = ['true', 'false'].map((urgent) => count('alongside_acknowledged_seconds', { urgent }));
  expect(answered[0]).toBeGreaterThan(0);
  expect(answered[1]).toBeGreaterThanOrEqual(commands);
  expect(value('alongside_refusals_total', { via: 'command', code: 'not-yours' })).toBe(1);
  expect(value('alongside_refusals_total', { via: 'handshake', code: 'not-signed-in' })).toBe(1);
  expect(value('alongside_refusals_total', { via: 'http', code: 'not-signed-in' })).toBe(1);
  expect(count('alongside_welcome_seconds', { reason: 'connected' })).toBe(6);
  expect(count('alongside_welcome_seconds', { reason: 'changed' })).toBeGreaterThan(1);
  expect(count('alongside_http_request_seconds', { status: '4xx' })).toBe(1);
  expect(value('alongside_database_answers')).toBe(1);
  expect(value('nodejs_eventloop_lag_p99_seconds')).toBeGreaterThan(0);
});

test('a call for support that comes due is overdue until it is escalated, and counted then', async () => {
  const line = await openHelpline(testServer);
  const { ana } = await line.pair();
  await expectOk(ana.send('signal:raise', { signalId: newId(), kind: 'support-now' }));
  testServer.clock.advance({ minutes: 2, seconds: 30 });
  const overdue = await scrape(testServer.metricsPort);
  expect(valueOf(overdue, 'alongside_escalation_overdue_seconds')).toBeGreaterThanOrEqual(30);
  const work = { work: 'signal escalation' };
  const before = valueOf(overdue, 'alongside_due_work_total', work) ?? 0;
  await testServer.due.look();
  const after = await scrape(testServer.metricsPort);
  expect(valueOf(after, 'alongside_escalation_overdue_seconds')).toBe(0);
  expect(valueOf(after, 'alongside_due_work_total', work)).toBeGreaterThan(before);
  line.leaveAll();
});

test('a change that nobody broadcast is a gap that was found, and its catch-up a welcome', async () => {
  const line = await openHelpline(testServer);
  const ana = await line.connect('ana');
  const before = await scrape(testServer.metricsPort);
  await testServer.db.update(helplines).set({ change: sql`${helplines.change} + 1` });
  await eventually(async () => {
    await testServer.live.sweep();
    expect(ana.welcomes).toHaveLength(2);
  });
  const after = await scrape(testServer.metricsPort);
  const more = (name: string, own = {}) => valueOf(after, name, own)! - (valueOf(before, name, own) ?? 0);
  expect(more('alongside_gaps_found_total')).toBeGreaterThanOrEqual(1);
  expect(more('alongside_welcome_seconds_count', { reason: 'catch-up' })).toBeGreaterThanOrEqual(1);
  line.leaveAll();
});

test('how long a command waited in its page is measured by the time it carries', async () => {
  const line = await openHelpline(testServer);
  const { ana } = await line.pair();
  const fields = { messageId: newId(), body: 'Written without a link' };
  const at = new Date(testServer.clock.now().getTime() - 45_000);
  await expectOk(ana.send('message:send', fields, newId(), at));
  const found = await scrape(testServer.metricsPort);
  const upTo = (le: string) => valueOf(found, 'alongside_waited_in_page_seconds_bucket', { le })!;
  expect(upTo('60') - upTo('30')).toBeGreaterThanOrEqual(1);
  line.leaveAll();
});

test('while the database does not answer, metrics say so and repeat nothing that was read earlier', async () => {
  await testServer.db.execute(sql`alter table notifications rename to away`);
  const away = await scrape(testServer.metricsPort);
  expect(valueOf(away, 'alongside_database_answers')).toBe(0);
  expect(valueOf(away, 'alongside_outbox_waiting')).toBeUndefined();
  expect(valueOf(away, 'alongside_sockets')).toBeGreaterThan(0);
  await testServer.db.execute(sql`alter table away rename to notifications`);
  const back = await scrape(testServer.metricsPort);
  expect(valueOf(back, 'alongside_database_answers')).toBe(1);
  expect(valueOf(back, 'alongside_outbox_waiting')).toBeGreaterThanOrEqual(0);
});

test('metrics are at one address of a port of their own, and are only read', async () => {
  const there = `http://127.0.0.1:${testServer.metricsPort}`;
  expect((await fetch(`${there}/`)).status).toBe(404);
  expect((await fetch(`${there}/metrics`, { method: 'POST' })).status).toBe(404);
  expect((await fetch(`${there}/api/me`)).status).toBe(404);
  const { headers } = await fetch(`${there}/metrics`);
  expect(headers.get('content-type')).toContain('text/plain; version=0.0.4');
  expect(await (await fetch(`${testServer.url}/metrics`)).text()).not.toContain('alongside_sockets');
  const answer = await post(testServer.url, '/metrics', {});
  expect(answer.status).toBe(404);
  expect(await answer.json()).toMatchObject({ code: refused('not-found').code });
});
