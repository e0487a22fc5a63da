/** A line that harms what it carries, by a seed: for proofs of the link, and for the serial faults of a bench. */
import { mulberry32 } from '../mulberry32.ts';
import type { Line } from './stream.ts';

/** Rates from 0 to 1, per frame; at most one fault harms a frame. */
export interface LineFaults {
  readonly drop?: number;
  /** One bit of it, anywhere. */
  readonly corrupt?: number;
  /** The frame comes twice. */
  readonly duplicate?: number;
  /** Its end is lost, with its 0x00: it runs into the next. */
  readonly truncate?: number;
  /** Frames that come later, and by how much. */
  readonly delay?: { readonly rate: number; readonly ms: number };
}
export const LINE_FAULTS = ['drop', 'corrupt', 'duplicate', 'truncate', 'delay', 'yank'] as const;
export type LineFaultKind = (typeof LINE_FAULTS)[number];

export interface FaultyLine extends Line {
  /** Faults from now on; none for `{}`. */
  spoil(faults: { readonly toBoard?: LineFaults; readonly toHost?: LineFaults }): void;
  /** The cable is out: nothing goes either way, and the end is told. */
  yank(): void;
  /** How often each fault was done: the evidence that it fired. */
  readonly fired: Readonly<Record<LineFaultKind, number>>;
}

/** @param seed any 32-bit number: equal seeds and frames give equal faults */
export function faultyLine(line: Line, seed: number): FaultyLine {
  const fired = { drop: 0, corrupt: 0, duplicate: 0, truncate: 0, delay: 0, yank: 0 };
  const toBoard = new Way(seed, fired, (bytes) => line.write(bytes));
  let listener: (chunk: Uint8Array) => void = () => {};
  const toHost = new Way(seed ^ 0x5bd1e995, fired, (bytes) => listener(bytes));
  const ends: ((reason: string) => void)[] = [];
  line.onData((chunk) => toHost.carry(chunk));
  return {
    fired,
    write: (bytes) => toBoard.carry(bytes),
    onData: (next) => {
      listener = next;
    },
    onEnd: (tell) => {
      ends.push(tell);
      line.onEnd(tell);
    },
    spoil: (faults) => {
      toBoard.faults = faults.toBoard ?? {};
      toHost.faults = faults.toHost ?? {};
    },
    yank: () => {
      if (fired.yank > 0) return;
      fired.yank += 1;
      toBoard.close();
      toHost.close();
      for (const tell of ends) tell('the cable was pulled');
    },
    close: async () => {
      toBoard.close();
      toHost.close();
      await line.close();
    },
  };
}

/**
 * One direction, with numbers of its own. Each frame ends in 0x00 and is of no use before; so faults hang on the frames alone, whatever
 * chunks they come in. Frames keep their order whatever is delayed, as on a wire.
 */
class Way {
  faults: LineFaults = {};
  readonly #fired: Record<LineFaultKind, number>;
  readonly #out: (bytes: Uint8Array) => void;
  readonly #late: Uint8Array[] = [];
  #frame: number[] = [];
  #timer: NodeJS.Timeout | undefined;
  /** From 0 to 1. */
  readonly #next: () => number;
  #closed = false;

  constructor(seed: number, fired: Record<LineFaultKind, number>, out: (bytes: Uint8Array) => void) {
    const random = mulberry32(seed);
    this.#next = () => random() / 2 ** 32;
    this.#fired = fired;
    this.#out = out;
  }

  carry(chunk: Uint8Array): void {
    if (this.#closed) return;
    const whole: number[] = [];
    for (const byte of chunk) {
      this.#frame.push(byte);
      if (byte !== 0) continue;
      // A lone 0x00 opens a session: there is nothing in it to harm.
      whole.push(...(this.#frame.length === 1 ? this.#frame : this.#harm(this.#frame)));
      this.#frame = [];
    }
    if (whole.length > 0) this.#give(Uint8Array.from(whole));
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
  }

  #give(bytes: Uint8Array): void {
    const { delay } = this.faults;
    if (delay !== undefined && this.#happens(delay.rate, 'delay')) {
      this.#late.push(bytes);
      this.#timer ??= setTimeout(() => this.#deliver(), delay.ms);
    } else if (this.#late.length > 0) this.#late.push(bytes);
    else this.#out(bytes);
  }

  #deliver(): void {
    this.#timer = undefined;
    for (const bytes of this.#late.splice(0)) this.#out(bytes);
  }

  #harm(frame: readonly number[]): readonly number[] {
    const { drop = 0, corrupt = 0, duplicate = 0, truncate = 0 } = this.faults;
    if (this.#happens(drop, 'drop')) return [];
    if (this.#happens(truncate, 'truncate')) return frame.slice(0, this.#below(frame.length));
    if (this.#happens(corrupt, 'corrupt')) {
      const at = this.#below(frame.length);
      return frame.map((byte, index) => (index === at ? byte ^ (1 << this.#below(8)) : byte));
    }
    return this.#happens(duplicate, 'duplicate') ? [...frame, ...frame] : frame;
  }

  #happens(rate: number, kind: LineFaultKind): boolean {
    if (rate <= 0 || this.#next() >= rate) return false;
    this.#fired[kind] += 1;
    return true;
  }

  /** From 0 to one less than the limit. */
  #below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }
}
