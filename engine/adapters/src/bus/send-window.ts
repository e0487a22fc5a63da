/**
 * Keeps messages in order within the broker's receive maximum: MQTT 5 lets a broker end a connection that has more
 * unacknowledged QoS 1 messages on the way than it said it takes (Mosquitto: 20).
 */
import { ADAPTER_LIMITS } from '../limits.ts';

export interface OutgoingMessage {
  readonly topic: string;
  readonly payload: string | Uint8Array;
  readonly qos: 0 | 1;
  readonly retain: boolean;
}

export class SendWindow {
  readonly #send: (message: OutgoingMessage, acknowledged: () => void) => void;
  readonly #receiveMaximum: number;
  #waiting: OutgoingMessage[] = [];
  #next = 0;
  #unacknowledged = 0;

  constructor(receiveMaximum: number, send: (message: OutgoingMessage, acknowledged: () => void) => void) {
    this.#receiveMaximum = receiveMaximum;
    this.#send = send;
  }

  /** Sends now or when there is room; false when too many wait already. */
  push(message: OutgoingMessage): boolean {
    if (this.#waiting.length - this.#next >= ADAPTER_LIMITS.outgoingMessages) return false;
    if (this.#waiting.length === 0 && this.#hasRoom(message)) this.#pass(message);
    else this.#waiting.push(message);
    return true;
  }

  #hasRoom(message: OutgoingMessage): boolean {
    return message.qos === 0 || this.#unacknowledged < this.#receiveMaximum;
  }

  #pass(message: OutgoingMessage): void {
    if (message.qos === 1) this.#unacknowledged++;
    this.#send(message, this.#acknowledged);
  }

  readonly #acknowledged = (): void => {
    this.#unacknowledged--;
    let message = this.#waiting[this.#next];
    while (message !== undefined && this.#hasRoom(message)) {
      this.#next++;
      this.#pass(message);
      message = this.#waiting[this.#next];
    }
    if (message === undefined) {
      this.#waiting = [];
      this.#next = 0;
    }
  };
}
