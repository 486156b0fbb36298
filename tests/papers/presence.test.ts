import { expect, test } from 'vitest';
import { commandBlocksIn, isThere, linksIn, paper } from './markdown.ts';

test.each([
  'CHANGELOG.md',
  'CODE_OF_CONDUCT.md',
  'CONTRIBUTING.md',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  '.github/pull_request_template.md',
  '.github/ISSUE_TEMPLATE/something-is-wrong.yml',
  '.github/ISSUE_TEMPLATE/something-is-missing.yml',
  '.github/ISSUE_TEMPLATE/something-stands-in-my-way.yml',
])('%s is there', (path) => {
  expect(isThere(path)).toBe(true);
});

/** What fits on the first screen: before the second heading. */
test('the first screen of the README says what it is, for whom, what it is not, shows it, and how to try it', () => {
  const readme = paper('README.md');
  const first = readme.text.split(/^## /m, 2).join('## ');
  expect(first.split('\n').length).toBeLessThanOrEqual(40);
  expect(first).toMatch(/^\*\*For\*\* /m);
  expect(first).toMatch(/^\*\*It is not\*\* .*medical device.*risk score/m);
  const pictures = linksIn({ ...readme, text: first }).filter((link) => link.endsWith('.png'));
  expect(pictures.map(isThere)).toEqual([true]);
  const [trial] = commandBlocksIn(readme);
  expect(trial!.heading).toBe('Try it');
  expect(trial!.text.split('\n').length).toBeLessThanOrEqual(3);
});

test('the README, what is refused at the start, npm and the image name the same lines of Node', () => {
  const { engines } = JSON.parse(paper('package.json').text) as { engines: { node: string } };
  const versions = engines.node.match(/\d+\.\d+/g)!;
  const listed = versions.map((version) => `'${version}'`).join(', ');
  expect(paper('scripts/preparation.mjs').text).toContain(`const nodes = [${listed}];`);
  const [beforeTrial] = paper('README.md').text.split('## Try it')[1]!.split('```');
  for (const version of versions) expect(beforeTrial).toContain(version.replace(/\.0$/, ''));
  const image = /^FROM node:(\d+)\./m.exec(paper('docs/deploy/Dockerfile').text)![1];
  expect(versions.map((version) => version.split('.')[0])).toContain(image);
});
