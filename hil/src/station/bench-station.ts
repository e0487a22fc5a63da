/** A DUT and its bench controller over two lines: what all platforms have in common. */
import { BenchClient } from '../bench/client.ts';
import type { BenchController, Channel } from '../bench/types.ts';
import { Board } from '../link/board.ts';
import { type ClockSample, fitClocks, SAMPLES_A_FIT } from '../link/clock-fit.ts';
import { LinkError } from '../link/errors.ts';
import type { Hello } from '../link/hello.ts';
import { type Expected, expectBoard } from '../link/identity.ts';
import type { SessionSettings } from '../link/session.ts';
import type { Line } from '../link/stream.ts';
import { StationError } from './errors.ts';
import { nextNonce } from './nonce.ts';
import type { Pace } from './pace.ts';
import { bytesHeard } from './silence.ts';
import type { ClockFit, Platform, Station } from './types.ts';

/** A DUT without power says nothing for so long, whatever it is asked. */
const SILENCE_MS = 300;
/** What was under way when its power went has arrived by then. */
const DRAIN_MS = 100;
/** Longest that a DUT takes from power to HELLO: an ESP32 with its boot loader takes one second. */
const HELLO_MS = 10_000;

/** What a platform gives. */
export interface StationParts {
  readonly platform: Platform;
  readonly dutLine: Line;
  readonly benchLine: Line;
  readonly channels: ReadonlyMap<number, Channel>;
  readonly pace: (bench: BenchClient, failure: () => Error | undefined) => Pace;
  readonly session?: SessionSettings;
  /** What both boards must be built with; this host's own by default. */
  readonly expected?: Expected;
  /** Switches the DUT's supply where the bench controller does not. */
  readonly switchPower?: (on: boolean) => Promise<void>;
  /** After both lines are closed. */
  readonly closed?: () => Promise<void>;
}

/**
 * Opens both sessions, and refuses the wrong boards.
 * @throws LinkError, with a code for each trouble; both lines are closed then
 */
export async function openStation(parts: StationParts): Promise<Station> {
  const bench = new BenchClient(parts.benchLine, nextNonce(), parts.session);
  const dut = new Board(parts.dutLine, nextNonce(), parts.session);
  const opened = Promise.all([named('bench', bench.hello), named('dut', dut.hello)]);
  try {
    const [benchHello, dutHello] = await opened;
    expectBoard(benchHello, 'bench', parts.expected);
    expectBoard(dutHello, 'dut', parts.expected);
    return new BenchStation(parts, dut, bench, { dut: dutHello, bench: benchHello });
  } catch (error) {
    dut.close();
    bench.close();
    await closeLines(parts);
    throw error;
  }
}

/** A technician wants to know which of the two lines it is. */
async function named(who: string, hello: Promise<Hello>): Promise<Hello> {
  try {
    return await hello;
  } catch (error) {
    if (error instanceof LinkError) throw new LinkError(error.code, `${who}: ${error.message}`);
    throw error;
  }
}

async function closeLines(parts: StationParts): Promise<void> {
  await Promise.all([parts.dutLine.close(), parts.benchLine.close()]);
  await parts.closed?.();
}

class BenchStation implements Station {
  readonly platform: Platform;
  readonly channels: ReadonlyMap<number, Channel>;
  readonly #parts: StationParts;
  readonly #bench: BenchClient;
  readonly #pace: Pace;
  #dut: Board;
  #hello: { readonly dut: Hello; readonly bench: Hello };
  #powered = true;
  #samples: ClockSample[] = [];

  constructor(parts: StationParts, dut: Board, bench: BenchClient, hello: { dut: Hello; bench: Hello }) {
    this.platform = parts.platform;
    this.channels = parts.channels;
    this.#parts = parts;
    this.#dut = dut;
    this.#bench = bench;
    this.#hello = hello;
    this.#pace = parts.pace(bench, () => this.#failure());
  }

  /** Another one after each power-on. */
  get dut(): Board {
    return this.#dut;
  }
  get bench(): BenchController {
    return this.#bench;
  }
  get hello(): { readonly dut: Hello; readonly bench: Hello } {
    return this.#hello;
  }

  pass(ms: number): Promise<void> {
    return this.#pace.pass(ms);
  }
  until(what: string, holds: () => boolean, timeoutMs: number): Promise<void> {
    return this.#pace.until(what, holds, timeoutMs);
  }

  async power(on: boolean): Promise<void> {
    if (on === this.#powered) return;
    if (on) await this.#powerOn();
    else await this.#powerOff();
  }

  /** Bench, DUT, bench: the DUT's instant lies between the bench's two, and no clock of this machine is asked. */
  async fitClocks(): Promise<ClockFit> {
    for (let round = 0; round < SAMPLES_A_FIT; round += 1) {
      const beforeUs = await this.#bench.timeUs();
      const otherUs = await this.#dut.timeUs();
      const afterUs = await this.#bench.timeUs();
      this.#samples.push({ beforeUs, otherUs, afterUs });
    }
    return fitClocks(this.#samples);
  }

  async close(): Promise<void> {
    this.#dut.close();
    this.#bench.close();
    await closeLines(this.#parts);
  }

  /** A DUT without power has no session; that is no failure. */
  #failure(): Error | undefined {
    return this.#bench.failure ?? (this.#powered ? this.#dut.failure : undefined);
  }

  async #switch(on: boolean): Promise<void> {
    if (this.#parts.switchPower === undefined) await this.#bench.act({ kind: 'power', on });
    else await this.#parts.switchPower(on);
  }

  async #powerOff(): Promise<void> {
    this.#powered = false;
    this.#dut.close();
    await this.#switch(false);
    await this.pass(DRAIN_MS);
    const heard = await bytesHeard(this.#parts.dutLine, (ms) => this.pass(ms), SILENCE_MS);
    if (heard === 0) return;
    throw new StationError(
      'POWER_NOT_OFF',
      `expected a DUT without power silent for ${SILENCE_MS} ms, seen ${heard} bytes`,
    );
  }

  async #powerOn(): Promise<void> {
    const before = this.#hello.dut.startCount;
    await this.#switch(true);
    const dut = new Board(this.#parts.dutLine, nextNonce(), this.#parts.session);
    let hello: Hello | undefined;
    dut.hello.then(
      (said) => {
        hello = said;
      },
      () => {},
    );
    try {
      await this.until('HELLO of the DUT', () => hello !== undefined || dut.failure !== undefined, HELLO_MS);
      if (hello === undefined) throw dut.failure ?? new Error('HELLO has been seen');
    } catch (error) {
      dut.close();
      const why = error instanceof Error ? error.message : String(error);
      throw new StationError('NO_HELLO', `expected HELLO after power-on, seen none: ${why}`);
    }
    if (hello.startCount <= before) {
      dut.close();
      throw new StationError('NO_HELLO', `expected a start after number ${before}, seen number ${hello.startCount}`);
    }
    expectBoard(hello, 'dut', this.#parts.expected);
    this.#dut = dut;
    this.#hello = { ...this.#hello, dut: hello };
    this.#powered = true;
    // Its clock has begun anew.
    this.#samples = [];
  }
}
