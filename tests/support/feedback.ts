import { newId, post } from './helpline.ts';
import { origin, type TestServer } from './test-server.ts';

/** The public page of a helpline for somebody outside, who has no cookie. `from`: their address. */
export function outside({ url, clock }: TestServer, helplineId: string) {
  const path = `${url}/tell-us/${helplineId}`;
  const stampIn = (html: string) => /name="stamp" value="([^"]+)"/.exec(html)?.[1] ?? '';
  const open = async () => {
    const response = await fetch(path);
    return { response, html: await response.text() };
  };
  const sendAs = async (fields: Record<string, string>, headers: Record<string, string> = {}) => {
    const body = new URLSearchParams(fields);
    const response = await fetch(path, { method: 'POST', body, headers: { origin, ...headers } });
    return { status: response.status, headers: response.headers, html: await response.text() };
  };
  return {
    open,
    sendAs,
    /** Opens the page, takes half a minute, and sends. */
    async says(fields: Record<string, string>, from = '203.0.113.1') {
      const { html } = await open();
      clock.advance({ seconds: 30 });
      return sendAs({ stamp: stampIn(html), ...fields }, { 'x-forwarded-for': from });
    },
    stampIn,
  };
}

/** Switches the page on, with a supporter who reads along. */
export async function switchOn({ url }: TestServer, cookie: string, readerId: string | null, isOn = true) {
  return post(url, '/api/feedback/settings', { isOn, readerId }, { cookie });
}

/** A question as somebody proposes it. */
export const question = (words = 'Were you hurried?', options = ['Yes', 'No']) => ({
  ...{ questionId: newId(), words, options },
});
