/**
 * Messages under way: a 4-ary heap on typed arrays over a pool of slots. Equal instants come in order of insertion, so
 * a connection stays first in, first out.
 */
export class MessageQueue {
  readonly topics: string[] = [];
  readonly payloads: string[] = [];
  /** Client that sent it (towards the broker) or receives it. */
  clients = new Int32Array(64);
  /** Bits as the network uses them. */
  flags = new Int32Array(64);
  /** Connection of the client at sending: what was under way on an older one is lost. */
  sessions = new Int32Array(64);
  #at = new Float64Array(64);
  #order = new Float64Array(64);
  #heap = new Int32Array(64);
  #free = new Int32Array(64);
  #freeCount = 0;
  #slots = 0;
  #size = 0;
  #sequence = 0;

  get size(): number {
    return this.#size;
  }
  get nextAtUs(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : (this.#at[this.#heap[0] ?? 0] ?? 0);
  }

  push(atUs: number, client: number, session: number, flags: number, topic: string, payload: string): void {
    const slot = this.#freeCount > 0 ? this.#pop() : this.#grow();
    this.topics[slot] = topic;
    this.payloads[slot] = payload;
    this.clients[slot] = client;
    this.flags[slot] = flags;
    this.sessions[slot] = session;
    this.#at[slot] = atUs;
    this.#order[slot] = this.#sequence;
    this.#sequence += 1;
    this.#up(slot);
  }

  /** Takes the first message out and returns its slot; read it before the next push. -1 when there is none. */
  take(): number {
    if (this.#size === 0) return -1;
    const first = this.#heap[0] ?? 0;
    this.#size -= 1;
    if (this.#size > 0) this.#down(this.#heap[this.#size] ?? 0);
    this.#free[this.#freeCount] = first;
    this.#freeCount += 1;
    return first;
  }

  #pop(): number {
    this.#freeCount -= 1;
    return this.#free[this.#freeCount] ?? 0;
  }

  #grow(): number {
    const slot = this.#slots;
    this.#slots += 1;
    if (slot === this.clients.length) this.#double();
    return slot;
  }

  #double(): void {
    const wider = <T extends Int32Array | Float64Array>(old: T, made: T): T => {
      made.set(old);
      return made;
    };
    const length = this.clients.length * 2;
    this.clients = wider(this.clients, new Int32Array(length));
    this.flags = wider(this.flags, new Int32Array(length));
    this.sessions = wider(this.sessions, new Int32Array(length));
    this.#at = wider(this.#at, new Float64Array(length));
    this.#order = wider(this.#order, new Float64Array(length));
    this.#heap = wider(this.#heap, new Int32Array(length));
    this.#free = wider(this.#free, new Int32Array(length));
  }

  #before(one: number, other: number): boolean {
    const difference = (this.#at[one] ?? 0) - (this.#at[other] ?? 0);
    return difference < 0 || (difference === 0 && (this.#order[one] ?? 0) < (this.#order[other] ?? 0));
  }

  #up(slot: number): void {
    let place = this.#size;
    this.#size += 1;
    while (place > 0) {
      const parent = (place - 1) >> 2;
      const above = this.#heap[parent] ?? 0;
      if (!this.#before(slot, above)) break;
      this.#heap[place] = above;
      place = parent;
    }
    this.#heap[place] = slot;
  }

  #down(slot: number): void {
    let place = 0;
    for (;;) {
      const first = place * 4 + 1;
      if (first >= this.#size) break;
      let least = first;
      const last = Math.min(first + 4, this.#size);
      for (let child = first + 1; child < last; child += 1) {
        if (this.#before(this.#heap[child] ?? 0, this.#heap[least] ?? 0)) least = child;
      }
      if (!this.#before(this.#heap[least] ?? 0, slot)) break;
      this.#heap[place] = this.#heap[least] ?? 0;
      place = least;
    }
    this.#heap[place] = slot;
  }
}
