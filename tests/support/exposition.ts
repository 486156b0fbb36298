/** One line of metrics: its name, its labels, its value. */
export type Series = { name: string; labels: Record<string, string>; value: number };
/** What is said of the series that share a name, and they themselves. */
export type Family = { name: string; type: string; help: string; series: Series[] };

const comment = /^# (HELP|TYPE) ([a-zA-Z_:][\w:]*) (.+)$/;
const sample = /^([a-zA-Z_:][\w:]*)(?:\{(.*)\})? ([-+]?(?:\d[\d.]*(?:e[-+]?\d+)?|Inf)|Na[nN])$/;
const label = /([a-zA-Z_]\w*)="((?:[^"\\\n]|\\["\\n])*)"(?:,|$)/y;
const suffixes: Record<string, string[]> = {
  histogram: ['_bucket', '_sum', '_count'],
  summary: ['', '_sum', '_count'],
};

/** Parses the text format of Prometheus 0.0.4; throws at whatever does not keep to it, a series without a type among that. */
export function parseExposition(text: string): Family[] {
  if (!text.endsWith('\n')) throw new Error('The last line does not end.');
  const families = new Map<string, Family>();
  const seen = new Set<string>();
  for (const line of text.split('\n').filter((one) => one !== '')) {
    if (line.startsWith('#')) {
      const [, kind, name, words] = comment.exec(line) ?? fail(line);
      const family = families.get(name!) ?? { name: name!, type: '', help: '', series: [] };
      families.set(name!, { ...family, [kind === 'HELP' ? 'help' : 'type']: words });
      continue;
    }
    const [, name, labels = '', value] = sample.exec(line) ?? fail(line);
    const key = line.slice(0, line.lastIndexOf(' '));
    if (seen.has(key)) fail(line);
    seen.add(key);
    const family = [...families.values()].find((one) => belongs(name!, one)) ?? fail(line);
    family.series.push({ name: name!, labels: labelsIn(labels), value: numberIn(value!) });
  }
  return [...families.values()];
}

function belongs(name: string, family: Family): boolean {
  return (suffixes[family.type] ?? ['']).some((suffix) => name === family.name + suffix);
}

function labelsIn(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  label.lastIndex = 0;
  for (let at = 0; at < text.length; at = label.lastIndex) {
    const [, name, value] = label.exec(text) ?? fail(text);
    found[name!] = value!;
  }
  return found;
}

const numberIn = (text: string) => Number(text.replace('Inf', 'Infinity'));

function fail(line: string): never {
  throw new Error(`This is not the format of Prometheus: ${line}`);
}

/** The value of one series, by its name and its labels; undefined where there is none. */
export function valueOf(families: Family[], name: string, labels: Record<string, string> = {}) {
  const wanted = Object.entries(labels);
  return families
    .flatMap(({ series }) => series)
    .find((one) => one.name === name && wanted.every(([label, value]) => one.labels[label] === value))?.value;
}

export async function scrape(port: number): Promise<Family[]> {
  const response = await fetch(`http://127.0.0.1:${port}/metrics`);
  if (!response.ok) throw new Error(`Metrics were answered with ${response.status}.`);
  return parseExposition(await response.text());
}
