/** The module of `firmware/boards/wasm-bench`: DUT and bench controller, two lines in memory, and a clock that this side moves. */
import { type Line, LineListeners } from '../link/stream.ts';

interface Exports {
  readonly memory: WebAssembly.Memory;
  bench_start(): void;
  bench_in(line: number): number;
  bench_take(line: number, bytes: number): void;
  bench_out(line: number): number;
  bench_given(line: number): number;
  bench_serve(nowUsLow: number, nowUsHigh: number): number;
}

const NEVER = 0xffffffff;
/** Bytes that a line takes at a time: what its receiver holds. */
const IN_BYTES = 1023;
/** In the order of the module's numbers. */
const LINES = ['dut', 'bench'] as const;

export class WasmPair {
  readonly dutLine: Line;
  readonly benchLine: Line;
  readonly #exports: Exports;
  readonly #listeners = LINES.map(() => new LineListeners());
  readonly #waiting: Uint8Array[][] = LINES.map(() => []);
  #nowUs = 0;
  #dueUs = 0;
  #settling = false;
  #handedOut = false;

  constructor(module: WebAssembly.Module) {
    this.#exports = new WebAssembly.Instance(module, {}).exports as unknown as Exports;
    this.dutLine = this.#line(0);
    this.benchLine = this.#line(1);
    this.#exports.bench_start();
  }

  get nowUs(): number {
    return this.#nowUs;
  }
  /** When something is due by itself, in µs; infinite: never. As of the last settling. */
  get dueUs(): number {
    return this.#dueUs;
  }

  /** Whether a listener has been given something since this was asked last. */
  takeHandedOut(): boolean {
    const handedOut = this.#handedOut;
    this.#handedOut = false;
    return handedOut;
  }

  /** Moves the clock on to an instant, and settles there. It never goes back. */
  moveTo(nowUs: number): void {
    this.#nowUs = Math.max(this.#nowUs, nowUs);
    this.settle();
  }

  /** At this instant: hands in what was written, hands out what is said, until neither side has anything left. */
  settle(): void {
    if (this.#settling) return;
    this.#settling = true;
    try {
      let busy = true;
      while (busy) {
        for (const line of LINES.keys()) this.#handIn(line);
        const delay = this.#exports.bench_serve(this.#nowUs % 2 ** 32, Math.floor(this.#nowUs / 2 ** 32)) >>> 0;
        this.#dueUs = delay === NEVER ? Number.POSITIVE_INFINITY : this.#nowUs + delay;
        busy = false;
        for (const line of LINES.keys()) busy = this.#handOut(line) || busy;
        busy ||= this.#waiting.some((chunks) => chunks.length > 0);
      }
    } finally {
      this.#settling = false;
    }
  }

  /** One chunk a serving: the receiver must be emptied before the next. */
  #handIn(line: number): void {
    const chunk = this.#waiting[line]?.shift();
    if (chunk === undefined) return;
    const bytes = chunk.subarray(0, IN_BYTES);
    if (chunk.length > IN_BYTES) this.#waiting[line]?.unshift(chunk.subarray(IN_BYTES));
    new Uint8Array(this.#exports.memory.buffer, this.#exports.bench_in(line), IN_BYTES).set(bytes);
    this.#exports.bench_take(line, bytes.length);
  }

  #handOut(line: number): boolean {
    const length = this.#exports.bench_given(line);
    if (length === 0) return false;
    this.#handedOut = true;
    const at = this.#exports.bench_out(line);
    this.#listeners[line]?.data(new Uint8Array(this.#exports.memory.buffer, at, length).slice());
    return true;
  }

  /** What is written arrives in this very turn, after the writer has ended: nobody is called back from inside a call. */
  #line(line: number): Line {
    const listeners = this.#listeners[line] ?? new LineListeners();
    return {
      write: (bytes) => {
        if (listeners.ended) return;
        this.#waiting[line]?.push(bytes.slice());
        queueMicrotask(() => this.settle());
      },
      onData: (listener) => listeners.onData(listener),
      onEnd: (listener) => listeners.onEnd(listener),
      close: async () => listeners.end('closed by this side'),
    };
  }
}
