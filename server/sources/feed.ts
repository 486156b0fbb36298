import { mostOfSource, type SourceTrouble } from '#shared/sources';
import { isObject } from './json.ts';
import { fetchJson, ReadTrouble, type Budget } from './fetching.ts';

/** Pages of a list that are read, at most. */
const mostPages = 200;
const perPage = 100;
/** So many services in a row that cannot be fetched end the read: the other side has stopped answering. */
const mostFailures = 5;

/** A service as the list has it, and as its own address answers; why not, where it does not. */
export type Sent = { id: string; listed: unknown; sent: { service: unknown } | ReadTrouble };
/**
 * `isWhole`: the list was read to its end and agrees with what it says of its own length, so that what is not in it is gone.
 * `claimed`: the length that it claims; null if it claims none. `withoutId`: what stands in the list and has no id.
 */
export type Feed = List & { services: Sent[] };
type List = {
  listed: Map<string, unknown>;
  withoutId: unknown[];
  isWhole: boolean;
  claimed: number | null;
  tooMany: boolean;
};

/** The address of a feed: without its last `/services`, which people copy along with it. A search within the address stays. */
export function listAddress(address: string, page: number): string {
  const url = new URL(address);
  url.pathname = `${withoutServices(url.pathname)}/services`;
  url.hash = '';
  url.searchParams.set('page', String(page));
  url.searchParams.set('per_page', String(perPage));
  return url.href;
}

function serviceAddress(address: string, id: string): string {
  const url = new URL(address);
  url.pathname = `${withoutServices(url.pathname)}/services/${encodeURIComponent(id)}`;
  url.hash = url.search = '';
  return url.href;
}

const withoutServices = (path: string) =>
  path
    .replace(/\/+$/, '')
    .replace(/\/services$/, '')
    .replace(/\/+$/, '');

/** Reads the list page by page, then each service by itself. Rejects with `ReadTrouble`. */
export async function readFeed(address: string, budget: Budget): Promise<Feed> {
  const list = await readList(address, budget);
  const services: Sent[] = [];
  let failures = 0;
  for (const [id, listed] of list.listed) {
    const sent = await readService(address, id, budget);
    const failed = sent instanceof ReadTrouble;
    failures = failed ? failures + 1 : 0;
    if (failed && failures >= mostFailures) throw sent;
    services.push({ id, listed, sent });
  }
  return { ...list, services };
}

/** What may be the trouble of one service and not of its whole feed. */
const troublesOfOne: SourceTrouble[] = [
  'unreachable',
  'slow',
  'too-large',
  'error',
  'not-found',
  'not-json',
  'redirects',
];

async function readService(address: string, id: string, budget: Budget): Promise<Sent['sent']> {
  try {
    return { service: await fetchJson(serviceAddress(address, id), budget) };
  } catch (error) {
    const isOfOne = error instanceof ReadTrouble && troublesOfOne.includes(error.trouble) && budget.left >= 0;
    if (isOfOne) return error;
    throw error;
  }
}

/**
 * Goes on for as long as a page brings something new, whatever the feed claims of its length: totals are often wrong. A page that brings
 * nothing new ends the list, so a feed that answers every page alike does not keep us.
 */
async function readList(address: string, budget: Budget): Promise<List> {
  const list: List = { listed: new Map(), withoutId: [], isWhole: false, claimed: null, tooMany: false };
  const { listed } = list;
  for (let page = 1; page <= mostPages; page += 1) {
    const { contents, total, isLast } = pageIn(await fetchJson(listAddress(address, page), budget));
    list.claimed ??= total;
    const before = listed.size;
    for (const item of contents) {
      const id = idOf(item);
      if (id === null) list.withoutId.push(item);
      else if (!listed.has(id) && listed.size === mostOfSource) return { ...list, tooMany: true };
      else if (!listed.has(id)) listed.set(id, item);
    }
    if (listed.size > before && !isLast) continue;
    return { ...list, isWhole: list.claimed === null || list.claimed === listed.size };
  }
  return list;
}

/** A page of a list. It is the last if all that it says of its place agrees on that; `total` is null where it says none. */
function pageIn(page: unknown): { contents: unknown[]; total: number | null; isLast: boolean } {
  if (!isObject(page) || !Array.isArray(page.contents)) throw new ReadTrouble('not-services');
  const { total_items: total, total_pages: pages, page_number: number, last_page: last } = page;
  const byNumber = isCount(pages) && isCount(number) ? number >= pages : null;
  return {
    contents: page.contents,
    total: isCount(total) ? total : null,
    isLast: page.contents.length === 0 || (last === true && byNumber !== false),
  };
}

/** The id of a listed service; null if it has none that could stand in an address. */
export function idOf(item: unknown): string | null {
  const id = isObject(item) ? item.id : null;
  return typeof id === 'string' && id.trim() !== '' && id.length <= 200 ? id : null;
}

const isCount = (value: unknown): value is number => Number.isSafeInteger(value) && Number(value) >= 0;
