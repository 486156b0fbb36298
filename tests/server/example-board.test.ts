import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { projectRoot } from '#server/platform/root';
import { eventually } from '../support/eventually.ts';
import { expectOk, newId, password } from '../support/helpline.ts';
import { origin } from '../support/test-server.ts';
import { useHelpline } from '../support/use-helpline.ts';

const { testServer, helpline } = useHelpline();
const program = join(projectRoot, 'docs', 'examples', 'board.mjs');

test('the example joins as somebody and prints the board as it changes', async () => {
  const ben = await helpline.connect('ben');
  await expectOk(ben.send('presence:join', { shiftId: helpline.shiftId }));
  const board = runAs(helpline.emailOf('ana'));
  await eventually(() => expect(board.lines()).toContain('Ana: ready | Ben: ready'));

  await expectOk(ben.send('call:start', { callId: newId() }));
  await eventually(() => expect(board.lines().at(-1)).toMatch(/^Ana: ready \| Ben: on a call since 20/));
  board.stop();
  await ben.hears(
    'presence:changed',
    ({ personId, connected }) => personId === helpline.ids.ana && !connected,
  );
});

test('with a wrong password it says why, in the words of the server', async () => {
  const board = runAs(helpline.emailOf('ana'), 'not the right one');
  await eventually(() => expect(board.complaints()).toContain('do not belong together'));
});

test('it is as short as it says', () => {
  expect(readFileSync(program, 'utf8').trimEnd().split('\n').length).toBeLessThanOrEqual(60);
});

function runAs(email: string, secret = password) {
  const child = spawn(process.execPath, [program, testServer.url, email], {
    env: { ...process.env, ALONGSIDE_PASSWORD: secret, ALONGSIDE_ORIGIN: origin },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [said, complained] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (complained += chunk.toString()));
  return {
    lines: () => said.trimEnd().split('\n'),
    complaints: () => complained,
    stop: () => child.kill('SIGTERM'),
  };
}
