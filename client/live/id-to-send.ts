import { newId } from './new-id.ts';

/**
 * The id under which a form is sent. The server takes each id once, so that a second try saves nothing twice; what was changed
 * before that try gets another id, so that it is not dropped as saved already.
 */
export class IdToSend {
  #make: () => string;
  #sent = '';
  #id = '';

  constructor(make: () => string = newId) {
    this.#make = make;
  }

  for(fields: object): string {
    const sent = JSON.stringify(fields);
    if (sent !== this.#sent) [this.#sent, this.#id] = [sent, this.#make()];
    return this.#id;
  }

  /** It was accepted: the next gets another id, whatever it says. */
  renew() {
    this.#sent = '';
  }
}
