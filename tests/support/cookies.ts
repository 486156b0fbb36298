import { post } from './helpline.ts';

/** One browser: it keeps the cookies that it is given and sends them with every request. `from`: its address, before a trusted proxy. */
export function newBrowser(url: string, from?: string) {
  const cookies = new Map<string, string>();
  const cookie = () => [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
  const headers = () => ({ cookie: cookie(), ...(from && { 'x-forwarded-for': from }) });
  const keep = (response: Response) => {
    for (const cookie of response.headers.getSetCookie()) {
      const [name, value] = cookie.split(';')[0]!.split('=') as [string, string];
      if (value === '') cookies.delete(name);
      else cookies.set(name, value);
    }
    return response;
  };
  return {
    cookies,
    async post(path: string, body: object = {}): Promise<Response> {
      return keep(await post(url, path, body, headers()));
    },
    /** The body of the answer, which has to be a success. */
    async ask<Answer>(path: string, body: object = {}): Promise<Answer> {
      const response = keep(await post(url, path, body, headers()));
      if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
      const text = await response.text();
      return (text === '' ? undefined : JSON.parse(text)) as Answer;
    },
    async get<Answer>(path: string): Promise<Answer> {
      return (await (await fetch(url + path, { headers: headers() })).json()) as Answer;
    },
    /** Who is signed in here; null for nobody. */
    async me(): Promise<string | null> {
      const { person } = await this.get<{ person: { id: string } | null }>('/api/me');
      return person?.id ?? null;
    },
  };
}
export type TestBrowser = ReturnType<typeof newBrowser>;
