/** What a bench controller does for a host: stimulus by programme, capture with its own clock, faults on the wires. */

/** A wire of the bench, 0 to 63. In emulation channel n is pin n of the DUT's table; on boards the hardware map says. */
export type Channel = number;

/** Levels are what `hal::read` gives: 0 or 1, a duty, a raw analogue value, steps of a generator. */
export type Stimulus =
  | { readonly kind: 'drive'; readonly channel: Channel; readonly value: number }
  /** The bench lets go: the DUT's own level, or nothing, is on the wire. */
  | { readonly kind: 'release'; readonly channel: Channel }
  | { readonly kind: 'bytes'; readonly channel: Channel; readonly bytes: Uint8Array }
  | ({ readonly kind: 'fault' } & WireFault)
  | { readonly kind: 'heal'; readonly channel: Channel }
  /** The DUT's supply, where the bench switches it. */
  | { readonly kind: 'power'; readonly on: boolean };

export const WIRE_FAULTS = ['open', 'short', 'stuck', 'bounce', 'swap', 'offset', 'noise', 'drift'] as const;
export type WireFaultKind = (typeof WIRE_FAULTS)[number];

/**
 * `open`: the wire is cut. `short`: to ground. `stuck` at `a`. `bounce`: each change comes as `a` changes, `b` µs apart.
 * `swap` with channel `a`. `offset`: `a` is added. `noise`: up to `a` either way, new every `b` µs. `drift`: `a` more every `b` µs.
 */
export interface WireFault {
  readonly fault: WireFaultKind;
  readonly channel: Channel;
  readonly a?: number;
  readonly b?: number;
}

/** A stimulus at an instant from the programme's start, in µs of the bench's clock. Steps are sorted by their instant. */
export type ProgrammeStep = Stimulus & { readonly atUs: number };

export interface Programme {
  readonly steps: readonly ProgrammeStep[];
  /** The recording goes on until then, from the start. */
  readonly lengthUs: number;
}

/**
 * A change of level on a wire by the bench's clock in µs, where it arrives: at the bench's end of what the DUT drives, at the
 * DUT's end of what the bench drives. A cut wire shows at either.
 */
export interface Edge {
  readonly atUs: number;
  readonly channel: Channel;
  readonly value: number;
}

/** What one run of a programme brought. */
export interface Recording {
  /** Bench time of the programme's start. */
  readonly startUs: number;
  readonly endUs: number;
  readonly edges: readonly Edge[];
  /** Edges that found no room. A recording with any proves nothing, and is an infrastructure error. */
  readonly overflow: number;
  /** How late each step was executed, in µs, in their order. */
  readonly lateUs: readonly number[];
  /** Times that each wire fault changed a level, by its channel: the evidence that it fired. */
  readonly fired: ReadonlyMap<Channel, number>;
}

/** A bench controller behind its own session. */
export interface BenchController {
  /** Levels now, each where it arrives. */
  levels(): Promise<readonly number[]>;
  /** Acts at once, outside any programme. */
  act(...stimuli: readonly Stimulus[]): Promise<void>;
  /** Uploads and arms. @throws BenchError PROGRAMME_INVALID, PROGRAMME_TOO_LONG */
  load(programme: Programme): Promise<void>;
  /** Starts the armed programme. Resolves with the bench time of its start. */
  start(): Promise<number>;
  /** The recording of the programme that has ended. @throws BenchError NOT_ENDED */
  recording(): Promise<Recording>;
  /** Bench time now, for the clock's fit, in µs. */
  timeUs(): Promise<number>;
  close(): void;
}
