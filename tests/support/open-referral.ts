import { once } from 'node:events';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

type Json = Record<string, unknown>;

/** An id in the shape of the standard, from a number. */
export const idOf = (number: number) => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** So many services, numbered from 1. */
export const goodServices = (count: number): Json[] =>
  Array.from({ length: count }, (_, at) => goodService(at + 1));

/** A service as a good publisher of HSDS-UK 3.0 writes it; invented, with a number of Ofcom's for drama. */
export const goodService = (number: number, changes: Json = {}): Json => ({
  id: idOf(number),
  name: `Counselling ${number}`,
  description: '<p>Talking, by appointment.</p><p>Bring a friend &amp; a cup of tea.</p>',
  url: 'https://counselling.example.org/',
  email: 'hello@counselling.example.org',
  status: 'active',
  minimum_age: 18,
  maximum_age: 99,
  assured_date: '2026-10-02',
  alert: 'Closed for two weeks at the end of December.',
  last_modified: '2026-10-02T10:30:45.123Z',
  fees: 'Free',
  organization: { id: idOf(900_000), name: 'Example charity', description: 'A charity' },
  contacts: [
    {
      id: idOf(800_000 + number),
      name: 'Reception',
      phones: [
        {
          id: idOf(700_000 + number),
          number: `020 7946 ${String(number).padStart(4, '0')}`,
          description: 'Reception',
        },
      ],
    },
  ],
  schedules: [
    {
      id: idOf(600_000 + number),
      freq: 'WEEKLY',
      interval: 1,
      byday: 'MO,TU',
      opens_at: '10:00:00',
      closes_at: '18:00',
    },
  ],
  service_areas: [{ id: idOf(500_000 + number), name: 'London Borough of Lambeth' }],
  service_at_locations: [
    {
      id: idOf(400_000 + number),
      location: {
        id: idOf(300_000 + number),
        location_type: 'physical',
        name: 'The Old Library',
        addresses: [
          {
            id: idOf(200_000 + number),
            address_1: '1 Example Street',
            city: 'London',
            state_province: 'Greater London',
            postal_code: 'SE5 8RR',
            country: 'GB',
            address_type: 'physical',
          },
        ],
        accessibility: [{ id: idOf(100_000 + number), description: 'Step-free.' }],
      },
    },
  ],
  languages: [{ id: idOf(950_000 + number), name: 'Somali' }],
  attributes: [
    {
      id: idOf(960_000),
      taxonomy_term: { id: idOf(970_000), name: 'Counselling', description: 'Counselling' },
    },
  ],
  ...changes,
});

/** Right by the letter, and hard to use: prose for numbers, rules that are not weekly, times with an offset, HTML. */
export const warningServices = (): Json[] => [
  goodService(1, {
    contacts: [
      { id: idOf(1), phones: [{ id: idOf(2), number: 'Ring 020 7946 0100 or 01632 960101 (evenings)' }] },
    ],
    schedules: [{ id: idOf(3), freq: 'MONTHLY', byday: '2MO', opens_at: '10:00', closes_at: '12:00' }],
  }),
  goodService(2, {
    contacts: [{ id: idOf(1), phones: [{ id: idOf(2), number: 'Ask at the reception' }] }],
    schedules: [{ id: idOf(3), freq: 'WEEKLY', byday: 'WE', opens_at: '09:00Z', closes_at: '17:00Z' }],
  }),
  goodService(3, {
    description: '<script>alert(1)</script><ul><li>Soup</li><li>Bread</li></ul>',
    schedules: [
      { id: idOf(3), freq: 'WEEKLY', interval: 2, byday: 'FR', opens_at: '18:00', closes_at: '20:00' },
    ],
    service_areas: [],
  }),
];

/** Breaks the standard: no name, no way to reach it, a status of its own, numbers where there are texts. */
export const failingServices = (): Json[] => [
  goodService(1, { name: null }),
  goodService(2, { url: 'example', email: 12_345, contacts: [], service_at_locations: [] }),
  goodService(3, { status: 'sometimes' }),
  goodService(4, {
    description: 7,
    languages: 'Somali',
    minimum_age: 'twelve',
    organization: [],
    schedules: null,
  }),
];

export type Answer =
  { status?: number; headers?: Record<string, string>; body?: string } | 'hang' | 'endless';
type Respond = (url: URL) => Answer | Json;

/** A page of a list, which tells the truth about its length unless `lies` says otherwise. */
export function pageOf(services: Json[], url: URL, lies: Json = {}): Json {
  const [page, size] = [
    Number(url.searchParams.get('page') ?? 1),
    Number(url.searchParams.get('per_page') ?? 50),
  ];
  const contents = services.slice((page - 1) * size, page * size);
  const pages = Math.max(1, Math.ceil(services.length / size));
  const said = { total_items: services.length, total_pages: pages, page_number: page, size: contents.length };
  const place = { first_page: page === 1, last_page: page >= pages, empty: contents.length === 0 };
  const listed = contents.map(({ id, name, description, url: address, status }) => ({
    id,
    name,
    description,
    url: address,
    status,
  }));
  return { ...said, ...place, contents: listed, ...lies };
}

/** Answers as a publisher does who has these services. */
export const publishing =
  (services: () => Json[], lies: Json = {}): Respond =>
  (url) => {
    const id = /^\/o\/services\/(.+)$/.exec(url.pathname)?.[1];
    if (id === undefined)
      return url.pathname === '/o/services' ? pageOf(services(), url, lies) : { status: 404 };
    const found = services().find((service) => service.id === decodeURIComponent(id));
    return found ?? { status: 404, body: '{}' };
  };

const isAnswer = (given: Answer | Json): given is Answer =>
  typeof given === 'string' || 'body' in given || typeof given.status === 'number';

/** A publisher on this computer. Tests say how it answers, and read what it was asked. */
export async function startPublisher(first: Respond = () => ({ status: 404 })) {
  const asked: string[] = [];
  let respond = first;
  const server = createServer((request, response) => serve(request, response));
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const waiting = new Set<() => void>();

  function serve(request: IncomingMessage, response: ServerResponse) {
    const url = new URL(request.url!, `http://127.0.0.1:${port}`);
    asked.push(url.pathname + url.search);
    for (const look of waiting) look();
    const given = respond(url);
    if (given === 'hang') return;
    if (given === 'endless') return pour(response);
    const { status = 200, headers = {}, body } = isAnswer(given) ? given : { body: JSON.stringify(given) };
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(body);
  }

  return {
    address: `http://127.0.0.1:${port}/o`,
    asked,
    answers: (next: Respond) => (respond = next),
    /** Resolves once it was asked this often. */
    wasAsked: (times: number) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (asked.length < times) return;
          waiting.delete(look);
          resolve();
        };
        waiting.add(look);
        look();
      }),
    /** Ends every answer that is under way. */
    dropAll: () => server.closeAllConnections(),
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type Publisher = Awaited<ReturnType<typeof startPublisher>>;

/** Sends without an end, for as long as somebody reads. */
function pour(response: ServerResponse) {
  const part = Buffer.alloc(64 * 1024, ' ');
  response.writeHead(200, { 'content-type': 'application/json' });
  const more = () => {
    while (!response.destroyed && response.write(part));
  };
  response.on('drain', more).on('error', () => {});
  more();
}
