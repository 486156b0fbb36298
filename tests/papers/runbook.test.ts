import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { codeIn, paper } from './markdown.ts';

type Rules = { groups: { rules: { alert?: string }[] }[] };

test('whoever is woken by an alert finds it in the runbook', () => {
  const { groups } = parse(paper('docs/watching/alerts.yml').text) as Rules;
  const alerts = groups.flatMap(({ rules }) => rules.flatMap(({ alert }) => alert ?? []));
  expect(alerts.length).toBeGreaterThan(5);
  const named = codeIn(paper('docs/runbook.md')).filter((code) => code.startsWith('Alongside'));
  expect(named.toSorted()).toEqual(alerts.toSorted());
});
