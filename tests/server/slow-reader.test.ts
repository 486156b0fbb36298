import { expect, test } from 'vitest';
import { expectOk, newId } from '../support/helpline.ts';
import { origin } from '../support/test-server.ts';
import { openRawSocket } from '../support/raw-socket.ts';
import { useHelpline } from '../support/use-helpline.ts';
import { protocol } from '#shared/protocol';

const { testServer, helpline } = useHelpline();

/** More than the network itself holds back: about 30 MB. */
const most = 2_400;
test('a client that stops reading is disconnected before much is buffered, and misses nothing after reconnecting', async () => {
  const { ana, ben } = await helpline.pair();
  const [cookie, { version }] = [await helpline.cookieOf('ben'), ben.welcome];
  const slow = await openRawSocket(testServer.url, { cookie, origin });
  slow.say(`40${JSON.stringify({ since: version, protocol })}`);
  expect(await slow.hears('42["welcome"')).not.toBeNull();
  ben.leave();

  slow.stopReading();
  const body = '夜'.repeat(4_000);
  let sent = 0;
  const isGone = () =>
    ana.heard.some(({ row }) => 'connected' in row && row.personId === helpline.ids.ben && !row.connected);
  while (!isGone() && sent < most) {
    const several = Array.from({ length: 20 }, () => ana.send('message:send', { messageId: newId(), body }));
    await expectOk(...several);
    sent += several.length;
    // Answers what it did not read, so that it is never given up for its silence, however long this takes.
    slow.say('3');
  }
  await ana.hears('presence:changed', (row) => row.personId === helpline.ids.ben && !row.connected);

  slow.readOn();
  expect(await slow.hears('nothing more')).toBeNull();
  expect(slow.count('42["message:changed"')).toBeLessThan(sent);
  const back = await helpline.connect('ben', { since: version });
  expect(back.welcome.messages).toHaveLength(sent);
}, 300_000);
