import { spawn } from 'node:child_process';
import { root } from './root.mjs';

const port = '4700';
const page = 5173;
const environment = {
  ORIGIN: `http://localhost:${page},http://127.0.0.1:${page}`,
  ...process.env,
  PORT: port,
};

const running = [
  start('node_modules/tsx/dist/cli.mjs', 'watch', '--clear-screen=false', '-C', 'source', 'server/main.ts'),
  start('node_modules/vite/bin/vite.js', '--port', String(page), '--strictPort'),
];

for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stopAll(signal));
for (const child of running) child.on('exit', () => stopAll('SIGTERM'));

function start(...words) {
  return spawn(process.execPath, words, { cwd: root, stdio: 'inherit', env: environment });
}

function stopAll(signal) {
  for (const child of running) if (child.exitCode === null && child.signalCode === null) child.kill(signal);
}
