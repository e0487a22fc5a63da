/** Reads the few messages of a run that tell of rare states; all others cost a look at the end of their topic. */
import type { Monitor, Violation } from '@understudy/twin';
import type { RareStates } from './rare-states.ts';

export class BusWatch implements Monitor {
  readonly #rare: RareStates;

  constructor(rare: RareStates) {
    this.#rare = rare;
  }

  message(_atUs: number, from: string, topic: string, payload: string): void {
    if (topic.endsWith('/hello')) this.#rare.hello(from);
    else if (topic.endsWith('/presence')) {
      if (payload.includes('"OFFLINE"')) this.#rare.gone(from);
    } else if (topic.endsWith('/core/fault')) this.#rare.engineFault(field(payload, 'kind'));
    else if (topic.endsWith('/ack') && payload.includes('"REJECTED"'))
      this.#rare.rejected(field(payload, 'reason_code'));
  }

  finish(): readonly Violation[] {
    return [];
  }
}

/** A text of a message; empty when there is none, or no message that can be read. */
function field(payload: string, name: string): string {
  try {
    const value: unknown = (JSON.parse(payload) as Readonly<Record<string, unknown>> | null)?.[name];
    return typeof value === 'string' ? value : '';
  } catch {
    return '';
  }
}
