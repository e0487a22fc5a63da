/** A DUT and its bench controller over two lines: what all platforms have in common. */
import { BenchClient } from '../bench/client.ts';
import type { BenchController, Channel } from '../bench/types.ts';
import { Board } from '../link/board.ts';
import { type ClockSample, fitClocks, SAMPLES_A_FIT } from '../link/clock-fit.ts';
import { LinkError } from '../link/errors.ts';
import type { Hello, Role } from '../link/hello.ts';
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

/** What every platform takes. */
export interface StationOptions {
  /** What both boards must be built with; this host's own by default. */
  readonly expected?: Expected;
  /** Puts something between this host and the DUT's or the bench's line; for faults of lines. */
  readonly wrap?: (line: Line, role: Role) => Line;
  /** Switches the DUT's supply where the bench controller does not. */
  readonly switchPower?: (on: boolean) => Promise<void>;
}

/** What a pace may ask of its station. */
export interface PaceSource {
  /** The bench's clock, in µs. */
  benchUs(): Promise<number>;
  /** What has ended the station meanwhile. */
  failure(): Error | undefined;
  /** Whether this host has said anything that has not arrived. */
  underWay(): boolean;
}

/** What a platform gives. */
export interface StationParts {
  readonly platform: Platform;
  readonly dutLine: Line;
  readonly benchLine: Line;
  readonly channels: ReadonlyMap<number, Channel>;
  readonly pace: (source: PaceSource) => Pace;
  readonly session?: SessionSettings;
  /** After both lines are closed. */
  readonly closed?: () => Promise<void>;
}

/**
 * Opens both sessions, and refuses the wrong boards.
 * @throws LinkError, with a code for each trouble; both lines are closed then
 */
export async function openStation(platform: StationParts, options: StationOptions = {}): Promise<Station> {
  const wrap = options.wrap ?? ((line) => line);
  const [dutLine, benchLine] = [wrap(platform.dutLine, 'dut'), wrap(platform.benchLine, 'bench')];
  const parts = { ...platform, dutLine, benchLine };
  const bench = new BenchClient(parts.benchLine, nextNonce(), parts.session);
  const dut = new Board(parts.dutLine, nextNonce(), parts.session);
  const opened = Promise.all([named('bench', bench.hello), named('dut', dut.hello)]);
  try {
    const [benchHello, dutHello] = await opened;
    expectBoard(benchHello, 'bench', options.expected);
    expectBoard(dutHello, 'dut', options.expected);
    return new BenchStation(parts, options, dut, bench, { dut: dutHello, bench: benchHello });
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
  readonly #options: StationOptions;
  readonly #bench: BenchClient;
  readonly #pace: Pace;
  #dut: Board;
  #hello: { readonly dut: Hello; readonly bench: Hello };
  #powered = true;
  #opening = false;
  #samples: ClockSample[] = [];

  constructor(
    parts: StationParts,
    options: StationOptions,
    dut: Board,
    bench: BenchClient,
    hello: { readonly dut: Hello; readonly bench: Hello },
  ) {
    this.#options = options;
    this.platform = parts.platform;
    this.channels = parts.channels;
    this.#parts = parts;
    this.#dut = dut;
    this.#bench = bench;
    this.#hello = hello;
    this.#pace = parts.pace({
      benchUs: () => bench.timeUs(),
      failure: () => this.#failure(),
      underWay: () => bench.underWay || this.#dut.underWay,
    });
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
    if (!on) {
      if (this.#powered) await this.#powerOff();
    } else if (!this.#powered) {
      await this.#switch(true);
      await this.#reopen(this.#hello.dut.startCount + 1);
    } else if (this.#dut.failure !== undefined) {
      await this.#reopen(this.#hello.dut.startCount);
    }
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

  /** A DUT without power has no session, nor one whose session was closed or is being opened anew; that is no failure. */
  #failure(): Error | undefined {
    const { failure } = this.#dut;
    const expected = !this.#powered || this.#opening || failure?.code === 'LINK_CLOSED';
    return this.#bench.failure ?? (expected ? undefined : failure);
  }

  async #switch(on: boolean): Promise<void> {
    if (this.#options.switchPower === undefined) await this.#bench.act({ kind: 'power', on });
    else await this.#options.switchPower(on);
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

  /** A new session, with a DUT that has started at least so often. */
  async #reopen(startCount: number): Promise<void> {
    this.#opening = true;
    try {
      await this.#openDut(startCount);
    } finally {
      this.#opening = false;
    }
  }

  async #openDut(startCount: number): Promise<void> {
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
    if (hello.startCount < startCount) {
      dut.close();
      throw new StationError('NO_HELLO', `expected start number ${startCount}, seen number ${hello.startCount}`);
    }
    expectBoard(hello, 'dut', this.#options.expected);
    this.#dut = dut;
    this.#hello = { ...this.#hello, dut: hello };
    this.#powered = true;
    // Its clock has begun anew.
    this.#samples = [];
  }
}
