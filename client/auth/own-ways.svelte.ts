import type { SignInWays } from '#shared/credentials';
import { get, post, type Answer } from '../live/http.ts';

/** The status with which the server asks for a new proof of identity. */
const proveFirst = 428;

/** The answer when a sign-in method was added: all of them, with recovery codes to show once, possibly none. */
export type Made = { ways: SignInWays; codes: string[] };

/** My sign-in methods, as the server last sent them, and the proof of identity that each change needs. */
export class OwnWays {
  ways = $state.raw<SignInWays | null>(null);
  /** Newly created recovery codes, shown once. */
  codes = $state.raw<string[]>([]);
  /** Why the list could not be fetched, as a sentence. */
  missing = $state<string | null>(null);
  /** Set while the page asks for a passkey or the password; called with whether the proof succeeded. */
  proving = $state.raw<((shown: boolean) => void) | null>(null);

  async fetch() {
    const answer = await get<SignInWays>('/api/me/ways');
    this.missing = answer.ok ? null : answer.message;
    if (answer.ok) this.ways = answer.value;
  }

  /** Sends a request; if the server answers 428, asks the person for a proof and sends it again. */
  proven = async <Value>(send: () => Promise<Answer<Value>>): Promise<Answer<Value>> => {
    const answer = await send();
    if (answer.ok || answer.status !== proveFirst) return answer;
    const shown = await new Promise<boolean>((resolve) => (this.proving = resolve));
    this.proving = null;
    return shown ? send() : { ...answer, message: 'Nothing has changed.' };
  };

  async change(path: string, body: object = {}): Promise<Answer<SignInWays>> {
    const answer = await this.proven(() => post<SignInWays>(path, body));
    if (answer.ok) this.ways = answer.value;
    return answer;
  }

  /** Takes over the result of an added sign-in method, with any new recovery codes. */
  made = ({ ways, codes }: Made) => {
    this.ways = ways;
    this.codes = codes;
  };
}
