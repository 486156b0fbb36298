import { eq } from 'drizzle-orm';
import { beforeEach, expect, test } from 'vitest';
import { auditLog } from '#drizzle/schema/audit-log';
import { feedback } from '#drizzle/schema/feedback';
import { publicWords } from '#server/feedback/public-words';
import { mostWaiting } from '#shared/feedback';
import { outside, switchOn } from '../support/feedback.ts';
import { expectOk, newId, openHelpline, post } from '../support/helpline.ts';
import { useHelplineEach } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelplineEach({ trustProxy: 1 });
let there: ReturnType<typeof outside>;
beforeEach(() => void (there = outside(testServer, helpline.id)));
const isOn = async () =>
  expect((await switchOn(testServer, await helpline.cookieOf('mo'), null)).status).toBe(200);
const stored = () => testServer.db.select().from(feedback).where(eq(feedback.helplineId, helpline.id));

test('there is no page until a manager has switched it on, nor after it is off again', async () => {
  expect((await there.open()).response.status).toBe(404);
  await isOn();
  expect((await there.open()).html).toContain(publicWords.mine);
  const { html } = await there.open();
  await switchOn(testServer, await helpline.cookieOf('mo'), null, false);
  testServer.clock.advance({ seconds: 30 });
  expect((await there.sendAs({ stamp: there.stampIn(html), words: 'Too late' })).status).toBe(404);
  expect(await stored()).toEqual([]);
});

test('the page comes by itself: numbers for help first, no script, no cookie, nothing from elsewhere, and light', async () => {
  await isOn();
  const { response, html } = await there.open();
  expect(response.headers.get('set-cookie')).toBeNull();
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(html).not.toMatch(/<script|http|style=|\son\w+=/);
  const at = (words: string) => html.indexOf(words);
  expect(at('999')).toBeGreaterThan(0);
  expect(at('999')).toBeLessThan(at('<form'));
  expect(html).toContain(publicWords.notNow);
  const style = await (await fetch(`${testServer.url}/tell-us/style.css`)).text();
  expect(html.length + style.length).toBeLessThan(20_000);
});

test('what somebody says is kept sealed, without address and without a time finer than a day', async () => {
  await isOn();
  const sent = await there.says({ words: 'I felt listened to.' });
  expect(sent.html).toContain(publicWords.thanks);
  expect(sent.headers.get('set-cookie')).toBeNull();
  const [row] = await stored();
  expect(row).toMatchObject({ quarter: '2026-Q4', dueOn: '2026-11-25', batch: null, eraseOn: null });
  expect(row!.id[14]).toBe('4');
  expect(row!.words).not.toContain('listened');
  const columns = Object.entries(row!).filter(([, value]) => value !== null && value !== false);
  expect(columns.map(([name]) => name).sort()).toEqual([
    'answers',
    'dueOn',
    'helplineId',
    'id',
    'quarter',
    'words',
  ]);
  const lines = await testServer.db.select().from(auditLog).where(eq(auditLog.helplineId, helpline.id));
  expect(lines.map(({ action }) => action)).not.toContain('feedback');
});

test('names and numbers are pointed out once, and what was typed is still there', async () => {
  await isOn();
  const words = 'I spoke to Marina, ring me on 020 7946 0018';
  const nudged = await there.says({ words });
  expect(nudged.html).toContain('a name (Marina), a number');
  expect(nudged.html).toContain(words);
  expect(nudged.html).toContain(publicWords.sendAsItIs);
  expect(await stored()).toEqual([]);
  testServer.clock.advance({ seconds: 30 });
  const sure = await there.sendAs({ stamp: there.stampIn(nudged.html), words, sure: '1' });
  expect(sure.html).toContain(publicWords.thanks);
  expect(await stored()).toHaveLength(1);
});

test('whatever is refused is said in a sentence, and loses nothing that was typed', async () => {
  await isOn();
  const { html } = await there.open();
  const stamp = there.stampIn(html);
  const words = 'It <b>was</b> "good"';
  const kept = 'It &lt;b&gt;was&lt;/b&gt; &quot;good&quot;';
  const tries = [
    [await there.sendAs({ stamp, words }), 400, publicWords.tooQuick],
    [await there.sendAs({ stamp: '1.abc', words }), 400, publicWords.elsewhere],
    [await there.sendAs({ stamp, words }, { origin: 'https://evil.example' }), 403, publicWords.elsewhere],
  ] as const;
  for (const [{ status, html }, expected, sentence] of tries) {
    expect(status).toBe(expected);
    expect(html).toContain(sentence);
    expect(html).toContain(kept);
  }
  expect((await there.says({ words: ' ' })).html).toContain(publicWords.nothing);
  expect((await there.says({ words: 'a '.repeat(3_000) })).html).toContain(publicWords.tooLong);
  testServer.clock.advance({ hours: 25 });
  expect((await there.sendAs({ stamp, words })).html).toContain(publicWords.elsewhere);
  expect(await stored()).toEqual([]);
});

test('what fills in the field that nobody sees is thanked, and nothing is kept', async () => {
  await isOn();
  const { html } = await there.says({ words: 'Buy this', website: 'spam.example' });
  expect(html).toContain(publicWords.thanks);
  expect(await stored()).toEqual([]);
});

test('a flood from one address and from many is held back, and the pair works on', async () => {
  await isOn();
  const { ana } = await helpline.pair();
  const from = (network: number) => there.says({ words: 'The same again' }, `198.51.${network}.1`);
  for (let at = 0; at < 5; at += 1) expect((await there.says({ words: 'Once more' })).status).toBe(200);
  const sixth = await there.says({ words: 'Once more' });
  expect(sixth.status).toBe(429);
  expect(sixth.html).toContain('Once more</textarea>');
  const { html } = await there.open();
  testServer.clock.advance({ seconds: 30 });
  const statuses = await Promise.all(
    Array.from({ length: 150 }, (_, at) =>
      there
        .sendAs({ stamp: there.stampIn(html), words: 'A flood' }, { 'x-forwarded-for': `198.51.${at}.1` })
        .then(({ status }) => status),
    ),
  );
  expect(statuses.filter((status) => status === 200)).toHaveLength(115);
  expect(statuses.filter((status) => status === 429)).toHaveLength(35);
  await expectOk(ana.send('call:start', { callId: newId() }));
  expect(await stored()).toHaveLength(120);
  testServer.clock.advance({ hours: 1 });
  expect((await from(1)).status).toBe(200);
});

test('whoever has many networks of IPv6 is one sender', async () => {
  await isOn();
  const from = (at: number) => there.says({ words: 'The same again' }, `2001:db8:7:${at}::1`);
  for (let at = 0; at < 5; at += 1) expect((await from(at)).status).toBe(200);
  expect((await from(5)).status).toBe(429);
  expect((await there.says({ words: 'Mine' }, '2001:db8:8::1')).status).toBe(200);
});

test('what fills the page leaves room for what supporters write in', async () => {
  await isOn();
  await testServer.db.insert(feedback).values(
    Array.from({ length: mostWaiting }, () => ({
      ...{ id: crypto.randomUUID(), helplineId: helpline.id, quarter: '2026-Q4', dueOn: '2026-11-25' },
      ...{ answers: {}, words: '' },
    })),
  );
  expect((await there.says({ words: 'One more' })).status).toBe(429);
  const body = { feedbackId: crypto.randomUUID(), words: 'She asked me to.', about: null, answers: {} };
  const cookie = await helpline.cookieOf('ben');
  expect((await post(testServer.url, '/api/feedback/entries', body, { cookie })).status).toBe(200);
});

test('without an id the page is that of the only helpline that has one', async () => {
  const alone = async () => (await fetch(`${testServer.url}/tell-us`)).status;
  expect(await alone()).toBe(404);
  await isOn();
  expect(await alone()).toBe(200);
  const other = await openHelpline(testServer);
  await switchOn(testServer, await other.cookieOf('mo'), null);
  expect(await alone()).toBe(404);
  expect((await fetch(`${testServer.url}/tell-us/${newId()}`)).status).toBe(404);
  other.leaveAll();
});
