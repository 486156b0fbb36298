import { spawn } from 'node:child_process';
import { root } from './root.mjs';

/** Several times what the longest suite takes: a machine has been five times as slow as another. What hangs has a limit of its own in every test. */
const longest = 80 * 60_000;
const longestOfAll = 120 * 60_000;

/** Runs a Node program of the project to its end and captures its output; `ok` is false if it failed or took over eighty minutes. */
export function runQuietly(words, environment = {}) {
  const child = spawn(process.execPath, words, {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...environment },
    timeout: longest,
  });
  let said = '';
  child.stdout.on('data', (chunk) => (said += chunk));
  child.stderr.on('data', (chunk) => (said += chunk));
  return new Promise((resolve) => {
    child.on('error', (error) => resolve({ ok: false, said: error.message }));
    child.on('close', (code) => {
      if (child.killed)
        said += `\nStopped after ${longest / 60_000} minutes, which is the most that it may take.\n`;
      resolve({ ok: code === 0, said });
    });
  });
}

/** Runs it with its output shown and no input; false if it failed or took over two hours. */
export function runInView(words, environment = {}) {
  const child = spawn(process.execPath, words, {
    cwd: root,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, ...environment },
    timeout: longestOfAll,
  });
  return new Promise((resolve) => {
    child.on('error', () => resolve(false));
    child.on('close', (code) => resolve(code === 0));
  });
}
