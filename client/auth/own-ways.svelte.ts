import type { SignInWays } from '#shared/credentials';
import { get, post, type Answer } from '../live/http.ts';

/** The server's answer where the person first has to show that it is them. */
const proveFirst = 428;

/** How I sign in, as the server last said, and the proof that each change takes. */
export class OwnWays {
  ways = $state.raw<SignInWays | null>(null);
  /** Recovery codes that were just made, to be shown once. */
  codes = $state.raw<string[]>([]);
  /** Why the list could not be fetched, as a sentence. */
  missing = $state<string | null>(null);
  /** While the page asks for a passkey or the password; called with whether it was shown. */
  proving = $state.raw<((shown: boolean) => void) | null>(null);

  async fetch() {
    const answer = await get<SignInWays>('/api/me/ways');
    this.missing = answer.ok ? null : answer.message;
    if (answer.ok) this.ways = answer.value;
  }

  /** Sends, and where the server asks for a proof, asks the person and sends again. */
  proven = async <Value>(send: () => Promise<Answer<Value>>): Promise<Answer<Value>> => {
    const answer = await send();
    if (answer.ok || answer.status !== proveFirst) return answer;
    const shown = await new Promise<boolean>((resolve) => (this.proving = resolve));
    this.proving = null;
    return shown ? send() : { ...answer, message: 'Nothing has changed.' };
  };

  /** Resolves to null, or to why nothing has changed, as a sentence. */
  async change(path: string, body: object = {}): Promise<string | null> {
    const answer = await this.proven(() => post<SignInWays>(path, body));
    if (answer.ok) this.ways = answer.value;
    return answer.ok ? null : answer.message;
  }

  /** After something new that may have come with codes. */
  made = ({ ways, codes }: { ways: SignInWays; codes: string[] }) => {
    this.ways = ways;
    this.codes = codes;
  };
}
