/** The live view over the time of a recording: any instant is the newest snapshot up to it, with the deltas after that. */
import { isRecord } from '../live/messages.ts';

/** A message of a recording, as the text that it is in the file. */
export interface Piece {
  /** Virtual time. */
  readonly atUs: number;
  readonly data: Uint8Array;
}
export type Entries = Readonly<Record<string, unknown>>;
export interface Change {
  readonly set: Entries;
  readonly drop: readonly string[];
}

const decoder = new TextDecoder();
const NO_CHANGE: Change = { set: {}, drop: [] };

export class ViewTape {
  private readonly snapshots: Reel<Entries>;
  private readonly deltas: Reel<Change>;

  /** Both in the order of time. A snapshot has the deltas of its own instant in it. */
  constructor(snapshots: readonly Piece[], deltas: readonly Piece[]) {
    this.snapshots = new Reel(snapshots, entriesOf);
    this.deltas = new Reel(deltas, changeOf);
  }

  get isEmpty(): boolean {
    return this.deltas.length === 0 && this.snapshots.length === 0;
  }

  /** The whole view as it was at `atUs`. Entries that did not change between two calls are the same objects. */
  at(atUs: number): Entries {
    const newest = this.snapshots.countTo(atUs) - 1;
    const entries = { ...(newest < 0 ? undefined : this.snapshots.at(newest)) };
    const from = newest < 0 ? 0 : this.deltas.countTo(this.snapshots.atUs(newest));
    for (let place = from; place < this.deltas.countTo(atUs); place += 1) {
      const { set, drop } = this.deltas.at(place);
      Object.assign(entries, set);
      for (const key of drop) delete entries[key];
    }
    return entries;
  }

  /** What changed after `fromUs` up to `toUs`, as one change; undefined for nothing. */
  between(fromUs: number, toUs: number): Change | undefined {
    const from = this.deltas.countTo(fromUs);
    const past = this.deltas.countTo(toUs);
    if (past <= from) return undefined;
    const set: Record<string, unknown> = {};
    const drop = new Set<string>();
    for (let place = from; place < past; place += 1) {
      const change = this.deltas.at(place);
      for (const [key, value] of Object.entries(change.set)) {
        set[key] = value;
        drop.delete(key);
      }
      for (const key of change.drop) {
        delete set[key];
        drop.add(key);
      }
    }
    return { set, drop: [...drop] };
  }
}

/** Pieces in the order of time, each read when it is first wanted and kept: a seek back costs no reading. */
class Reel<T> {
  private readonly pieces: readonly Piece[];
  private readonly read: (value: unknown) => T;
  private readonly known: (T | undefined)[];

  constructor(pieces: readonly Piece[], read: (value: unknown) => T) {
    this.pieces = pieces;
    this.read = read;
    this.known = new Array(pieces.length);
  }

  get length(): number {
    return this.pieces.length;
  }

  atUs(place: number): number {
    return this.pieces[place]?.atUs ?? 0;
  }

  at(place: number): T {
    const known = this.known[place];
    if (known !== undefined) return known;
    const value = this.read(JSON.parse(decoder.decode(this.pieces[place]?.data)));
    this.known[place] = value;
    return value;
  }

  /** How many pieces are at or before `atUs`. */
  countTo(atUs: number): number {
    let low = 0;
    let high = this.pieces.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.atUs(middle) <= atUs) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

function entriesOf(value: unknown): Entries {
  return isRecord(value) && isRecord(value.entries) ? value.entries : {};
}

function changeOf(value: unknown): Change {
  if (!isRecord(value)) return NO_CHANGE;
  const { set, drop } = value;
  return {
    set: isRecord(set) ? set : {},
    drop: Array.isArray(drop) ? drop.filter((key) => typeof key === 'string') : [],
  };
}
