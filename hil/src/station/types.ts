/** A DUT on its bench: what every suite and scenario acts on, whatever stands behind it. */
import type { BenchController, Channel } from '../bench/types.ts';
import type { Board } from '../link/board.ts';
import type { ClockFit } from '../link/clock-fit.ts';
import type { Hello } from '../link/hello.ts';

export const PLATFORMS = ['wasm', 'qemu-m7', 'teensy41', 'esp32'] as const;
export type Platform = (typeof PLATFORMS)[number];
/** Those whose bench controller is in the same image as the DUT. */
export const EMULATED_PLATFORMS: readonly Platform[] = ['wasm', 'qemu-m7'];

/** The DUT's clock (`other`) by the bench's (`this`). */
export type { ClockFit } from '../link/clock-fit.ts';

export interface Station {
  readonly platform: Platform;
  readonly dut: Board;
  readonly bench: BenchController;
  readonly hello: { readonly dut: Hello; readonly bench: Hello };
  /** Bench channel of each pin of the DUT's table. */
  readonly channels: ReadonlyMap<number, Channel>;
  /** Channels on which a device answers the DUT, a real one or one that stands in for it: nobody else drives these. */
  readonly devices?: ReadonlySet<Channel>;
  /** Lets device time pass. In WebAssembly time is virtual and moves here alone; elsewhere this waits. */
  pass(ms: number): Promise<void>;
  /** Until it holds, looked at whenever something has come. @throws StationError TIMED_OUT, with what it waited for */
  until(what: string, holds: () => boolean, timeoutMs: number): Promise<void>;
  /**
   * Off is proven by silence, on by a HELLO with a higher start count. Where it is on and the DUT's session has ended, on opens a
   * new one: a test that switches power by its programme closes `dut` first, and calls this afterwards.
   * @throws StationError POWER_NOT_OFF, NO_HELLO
   */
  power(on: boolean): Promise<void>;
  /** The DUT's clock by the bench's. */
  fitClocks(): Promise<ClockFit>;
  close(): Promise<void>;
}
