import { expect } from 'vitest';
import type { Client } from './client.ts';
import { eventually } from './eventually.ts';

/** One types until the other is shown it, since such a sign is dropped where a connection is busy. Resolves to what is shown. */
export function typesUntilShown(writer: Client, reader: Client, to?: string): Promise<unknown> {
  let shown: unknown;
  reader.socket.once('typing', (sign: unknown) => (shown = sign));
  return eventually(async () => {
    writer.socket.emit('typing', { on: true, ...(to && { to }) });
    await writer.catchesUp();
    await reader.catchesUp();
    expect(shown).toBeDefined();
    return shown;
  }, 250);
}
