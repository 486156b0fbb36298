import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';

export type Mailed = { to: string[]; messageId: string; text: string };
export type MailServer = Awaited<ReturnType<typeof startMailServer>>;
/** `silent` sends not even a greeting; `hangs` accepts everything and answers nothing. */
type Way = 'takes' | 'later' | 'refuses' | 'hangs' | 'silent';

/** A mail server on this computer: tests read what it received and set how it answers. */
export async function startMailServer() {
  const mailed: Mailed[] = [];
  const waiting = new Set<() => void>();
  let way: Way = 'takes';
  let greeted = 0;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    closeTimeout: 100,
    onConnect(_session, done) {
      greeted += 1;
      for (const look of waiting) look();
      if (way !== 'silent') done();
    },
    onData(stream: SMTPServerDataStream, session: SMTPServerSession, done) {
      const parts: Buffer[] = [];
      stream.on('data', (part: Buffer) => parts.push(part));
      stream.on('end', () => {
        const text = Buffer.concat(parts).toString();
        mailed.push({
          to: session.envelope.rcptTo.map(({ address }) => address),
          messageId: /^message-id: (.*)$/im.exec(text)![1]!.trim(),
          text,
        });
        for (const look of waiting) look();
        if (way === 'takes') done();
        else if (way !== 'hangs')
          done(Object.assign(new Error('No.'), { responseCode: way === 'later' ? 451 : 550 }));
      });
    },
  });
  server.on('error', () => {});
  server.listen(0, '127.0.0.1');
  await once(server.server, 'listening');
  const { port } = server.server.address() as AddressInfo;
  return {
    url: `smtp://127.0.0.1:${port}`,
    mailed,
    from: 'alongside@example.org',
    /** Sets the behaviour from now on. */
    will(next: Way) {
      way = next;
      greeted = 0;
    },
    to: (address: string) => mailed.filter(({ to }) => to.includes(address)),
    /** Resolves at the next connection since the behaviour was set. */
    isAsked: () => until(() => greeted > 0),
    got: (times: number) => until(() => mailed.length >= times),
    close: () => new Promise<void>((resolve) => server.close(resolve)),
  };

  function until(isSo: () => boolean) {
    return new Promise<void>((resolve) => {
      const look = () => {
        if (!isSo()) return;
        waiting.delete(look);
        resolve();
      };
      waiting.add(look);
      look();
    });
  }
}
