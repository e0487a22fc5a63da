/** The non-volatile memory of a controller: 8 slots of 64 bytes that outlive power. */
export const SLOTS = 8;
export const SLOT_BYTES = 64;

export class Storage {
  readonly #bytes = new Uint8Array(SLOTS * SLOT_BYTES);
  readonly #lengths = new Uint8Array(SLOTS);

  /** Copies a slot to `target` and returns how many bytes; 0 for an empty or unknown slot. */
  read(slot: number, target: Uint8Array): number {
    if (slot < 0 || slot >= SLOTS) return 0;
    const length = Math.min(this.#lengths[slot] ?? 0, target.length);
    target.set(this.#bytes.subarray(slot * SLOT_BYTES, slot * SLOT_BYTES + length));
    return length;
  }

  /** Keeps `source` in a slot. False, and nothing kept, when the slot is unknown or the bytes are too many. */
  write(slot: number, source: Uint8Array): boolean {
    if (slot < 0 || slot >= SLOTS || source.length > SLOT_BYTES) return false;
    this.#bytes.set(source, slot * SLOT_BYTES);
    this.#lengths[slot] = source.length;
    return true;
  }

  /** Slots from `first` up to and without `past` are empty: worn out, or another board with the same table. */
  erase(first = 0, past = SLOTS): void {
    this.#lengths.fill(0, first, past);
  }
}
