/**
 * When each of a fixed set of entities acts next: an indexed 4-ary heap on typed arrays. One entry an entity, moved
 * when its instant changes, so nothing is allocated and no stale entries pile up. Equal instants come in order of
 * entity, which makes the order of a run a matter of the room alone.
 */
export class Schedule {
  readonly #at: Float64Array;
  readonly #heap: Int32Array;
  readonly #place: Int32Array;
  #size = 0;

  /** `capacity`: entities, numbered from 0. None is due at first. */
  constructor(capacity: number) {
    this.#at = new Float64Array(capacity).fill(Number.POSITIVE_INFINITY);
    this.#heap = new Int32Array(capacity);
    this.#place = new Int32Array(capacity).fill(-1);
  }

  /** Instant of the first entity in µs; Infinity when none is due. */
  get nextAtUs(): number {
    return this.#size === 0 ? Number.POSITIVE_INFINITY : this.#time(this.#entity(0));
  }
  /** The first entity; -1 when none is due. */
  get next(): number {
    return this.#size === 0 ? -1 : this.#entity(0);
  }

  /** Sets the entity's instant; Infinity takes it out. */
  set(entity: number, atUs: number): void {
    const before = this.#time(entity);
    if (before === atUs) return;
    this.#at[entity] = atUs;
    const place = this.#place[entity] ?? -1;
    if (place < 0) {
      this.#place[entity] = this.#size;
      this.#heap[this.#size] = entity;
      this.#size += 1;
      this.#up(this.#size - 1);
      return;
    }
    if (atUs === Number.POSITIVE_INFINITY) {
      this.#remove(place);
      return;
    }
    if (atUs < before) this.#up(place);
    else this.#down(place);
  }

  #entity(place: number): number {
    return this.#heap[place] ?? -1;
  }
  #time(entity: number): number {
    return this.#at[entity] ?? Number.POSITIVE_INFINITY;
  }
  #before(one: number, other: number): boolean {
    const difference = this.#time(one) - this.#time(other);
    return difference < 0 || (difference === 0 && one < other);
  }
  #put(place: number, entity: number): void {
    this.#heap[place] = entity;
    this.#place[entity] = place;
  }

  #remove(place: number): void {
    const gone = this.#entity(place);
    this.#size -= 1;
    this.#place[gone] = -1;
    if (place === this.#size) return;
    const moved = this.#entity(this.#size);
    this.#put(place, moved);
    this.#up(place);
    this.#down(this.#place[moved] ?? place);
  }

  #up(start: number): void {
    let place = start;
    const entity = this.#entity(place);
    while (place > 0) {
      const parent = (place - 1) >> 2;
      const above = this.#entity(parent);
      if (!this.#before(entity, above)) break;
      this.#put(place, above);
      place = parent;
    }
    this.#put(place, entity);
  }

  #down(start: number): void {
    let place = start;
    const entity = this.#entity(place);
    for (;;) {
      const first = place * 4 + 1;
      if (first >= this.#size) break;
      let least = first;
      const last = Math.min(first + 4, this.#size);
      for (let child = first + 1; child < last; child += 1) {
        if (this.#before(this.#entity(child), this.#entity(least))) least = child;
      }
      if (!this.#before(this.#entity(least), entity)) break;
      this.#put(place, this.#entity(least));
      place = least;
    }
    this.#put(place, entity);
  }
}
