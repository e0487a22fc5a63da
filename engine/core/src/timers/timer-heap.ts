/**
 * Deadlines on an indexed 4-ary heap. Every timer of the engine has a fixed id (see `timer-ids.ts`), so an id is its
 * own handle: setting it again moves it, clearing needs no search, and the capacity is known when the room is compiled.
 * Equal deadlines fire in the order in which they were set.
 */
import { assert } from '../errors.ts';

const NOT_SET = -1;

export class TimerHeap {
  readonly #deadlines: Float64Array;
  readonly #orders: Float64Array;
  /** Heap position to timer id. */
  readonly #heap: Int32Array;
  /** Timer id to heap position, or NOT_SET. */
  readonly #positions: Int32Array;
  #size = 0;
  #order = 0;

  /** @param capacity number of timer ids: ids are 0 to capacity - 1. */
  constructor(capacity: number) {
    this.#deadlines = new Float64Array(capacity);
    this.#orders = new Float64Array(capacity);
    this.#heap = new Int32Array(capacity);
    this.#positions = new Int32Array(capacity).fill(NOT_SET);
  }

  get size(): number {
    return this.#size;
  }

  /** The earliest deadline in µs; Infinity when no timer is set. */
  nextUs(): number {
    return this.#size === 0 ? Infinity : this.#deadline(this.#idAt(0));
  }

  isSet(id: number): boolean {
    return (this.#positions[id] ?? NOT_SET) !== NOT_SET;
  }

  /** The deadline of a timer in µs; Infinity when it is not set. */
  deadlineUs(id: number): number {
    return this.isSet(id) ? this.#deadline(id) : Infinity;
  }

  /** Sets (or moves) a timer; it goes behind all others of the same deadline. */
  set(id: number, deadlineUs: number): void {
    assert(id >= 0 && id < this.#heap.length, 'a timer id within the capacity');
    if (this.isSet(id)) this.clear(id);
    this.#deadlines[id] = deadlineUs;
    this.#orders[id] = this.#order++;
    const position = this.#size++;
    this.#place(id, position);
    this.#up(position);
  }

  /** Clears a timer; nothing happens when it is not set. */
  clear(id: number): void {
    const position = this.#positions[id] ?? NOT_SET;
    if (position === NOT_SET) return;
    this.#positions[id] = NOT_SET;
    const last = --this.#size;
    if (position === last) return;
    this.#place(this.#idAt(last), position);
    this.#down(position);
    this.#up(position);
  }

  /** Takes the next timer due at or before `nowUs`; -1 when none is. */
  popDue(nowUs: number): number {
    if (this.#size === 0) return -1;
    const id = this.#idAt(0);
    if (this.#deadline(id) > nowUs) return -1;
    this.clear(id);
    return id;
  }

  /** All timers as [id, deadline] in firing order. */
  save(): [number, number][] {
    const ids = Array.from(this.#heap.subarray(0, this.#size));
    ids.sort((a, b) => this.#deadline(a) - this.#deadline(b) || this.#orderOf(a) - this.#orderOf(b));
    return ids.map((id) => [id, this.#deadline(id)]);
  }

  /** Replaces all timers by those of `save`. */
  load(entries: readonly (readonly [number, number])[]): void {
    this.#positions.fill(NOT_SET);
    this.#size = 0;
    this.#order = 0;
    for (const [id, deadlineUs] of entries) this.set(id, deadlineUs);
  }

  #idAt(position: number): number {
    return this.#heap[position] ?? NOT_SET;
  }

  #deadline(id: number): number {
    return this.#deadlines[id] ?? Infinity;
  }

  #orderOf(id: number): number {
    return this.#orders[id] ?? 0;
  }

  #place(id: number, position: number): void {
    this.#heap[position] = id;
    this.#positions[id] = position;
  }

  #before(a: number, b: number): boolean {
    const difference = this.#deadline(a) - this.#deadline(b);
    return difference < 0 || (difference === 0 && this.#orderOf(a) < this.#orderOf(b));
  }

  #up(start: number): void {
    let position = start;
    const id = this.#idAt(position);
    while (position > 0) {
      const parent = (position - 1) >> 2;
      const parentId = this.#idAt(parent);
      if (!this.#before(id, parentId)) break;
      this.#place(parentId, position);
      position = parent;
    }
    this.#place(id, position);
  }

  #down(start: number): void {
    let position = start;
    const id = this.#idAt(position);
    for (;;) {
      const first = position * 4 + 1;
      if (first >= this.#size) break;
      let best = first;
      const end = Math.min(first + 4, this.#size);
      for (let child = first + 1; child < end; child++) {
        if (this.#before(this.#idAt(child), this.#idAt(best))) best = child;
      }
      const bestId = this.#idAt(best);
      if (!this.#before(bestId, id)) break;
      this.#place(bestId, position);
      position = best;
    }
    this.#place(id, position);
  }
}
