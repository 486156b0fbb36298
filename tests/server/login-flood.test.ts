import { sql } from 'drizzle-orm';
import { expect, test } from 'vitest';
import { openLoginThrottle } from '#server/platform/auth/login-throttle';
import { newId, password, post } from '../support/helpline.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline({ trustProxy: 1 });

const p95 = (counts: number[]) => counts.sort((one, other) => one - other)[Math.floor(counts.length * 0.95)]!;

test('ten thousand made-up addresses take at most 5 MB, wherever they come from', async () => {
  const throttle = openLoginThrottle(testServer.db, testServer.clock.now);
  for (let from = 0; from < 10_000; from += 100)
    await Promise.all(
      Array.from({ length: 100 }, (_, index) => {
        const made = from + index;
        return throttle.count(`${made}@example.org`, `10.${made >> 8}.${made & 255}.1`);
      }),
    );
  const [size] = await testServer.db.execute<{ bytes: number; rows: number }>(
    sql`select pg_total_relation_size('sign_in_tries')::int as bytes, (select count(*)::int from sign_in_tries) as rows`,
  );
  console.info(`10,000 made-up addresses: ${size!.rows} rows, ${(size!.bytes / 1e6).toFixed(1)} MB`);
  expect(size!.bytes).toBeLessThan(5e6);
});

test('at one network, made-up addresses make no rows once it has to wait', async () => {
  const throttle = openLoginThrottle(testServer.db, testServer.clock.now);
  const count = async () => {
    const [row] = await testServer.db.execute<{ rows: number }>(
      sql`select count(*)::int as rows from sign_in_tries`,
    );
    return row!.rows;
  };
  const before = await count();
  for (let made = 0; made < 200; made += 1) await throttle.count(`made.${made}@example.org`, '192.0.2.200');
  expect((await count()) - before).toBe(31);
});

test('a pair works on undisturbed while 400 guesses come in a burst', async () => {
  const { ana } = await helpline.pair();
  let answered = 0;
  /** How many guesses were answered between a message and its acknowledgement. */
  const guessesDuringAck = async () => {
    const before = answered;
    const sent = { messageId: newId(), body: 'Still here.' };
    expect(await ana.send('message:send', sent)).toEqual({ ok: true });
    return answered - before;
  };
  const acks: number[] = [];
  let over = false;
  const burst = Array.from({ length: 400 }, (_, index) => {
    const place = { 'x-forwarded-for': `198.51.${index % 100}.${index % 250}` };
    return post(testServer.url, '/api/sign-in', { email: `${index}@example.org`, password }, place).finally(
      () => (answered += 1),
    );
  });
  const allOver = Promise.all(burst).finally(() => (over = true));
  do acks.push(await guessesDuringAck());
  while (!over);
  const refused = (await allOver).filter(({ status }) => status === 429).length;
  console.info(
    `400 guesses at once, ${refused} turned away: of ${acks.length} messages, 95 of 100 waited for ${p95(acks)} at most`,
  );
  expect(refused).toBeGreaterThan(0);
  // Counted in guesses and not in milliseconds, so that it holds on a machine with much else to do: 8 to 9 where this was written.
  expect(p95(acks)).toBeLessThan(40);
});
