/**
 * The version of the wire. A page sends the number it was built with, in the handshake; a page that sends none speaks 1.
 *
 * | number | what changed |
 * | ------ | ------------ |
 * | 1 | The first wire, without a number. |
 * | 2 | Standard names for commands, news, fields and states; the handshake carries `protocol`. docs/wire.md lists each of them. |
 *
 * Raise it where an older page or an older server would misread, lose or show something. An optional field that the other side
 * may leave out without harm needs no new number: commands are read without the fields this server does not know.
 */
export const protocol = 2;
/** The oldest version that this server still understands. */
export const oldestProtocol = 2;

/** Why no connection is opened because of versions. Either passes once the page, or the server, is the newer one. */
export const versionRefusals = ['page-too-old', 'server-too-old'] as const;
/** `page-too-old`: the page has to be loaded again. `server-too-old`: the server is about to be replaced, or was put back. */
export type VersionRefusal = (typeof versionRefusals)[number];

/** Every message that a refused connection may come with. */
export type ConnectRefusal = VersionRefusal | 'not-signed-in' | 'too-fast' | 'failed';

/** What a server says to the number in a handshake, whatever stands there; null where it understands the page. */
export function versionRefusal(said: unknown): VersionRefusal | null {
  const spoken = Number.isSafeInteger(said) ? (said as number) : 1;
  if (spoken < oldestProtocol) return 'page-too-old';
  return spoken > protocol ? 'server-too-old' : null;
}

/** Whether this is the message of a refused connection that has to do with versions. */
export const isVersionRefusal = (message: string): message is VersionRefusal =>
  (versionRefusals as readonly string[]).includes(message);
