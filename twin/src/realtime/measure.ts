/** Measurements of the live loop, with raw samples. The benchmark prints them; nothing here judges them. */
import type { Clock } from '@understudy/ports';
import type { Truth } from '@understudy/sim-devices';
import { percentile } from './sample-ring.ts';
import type { TwinShell } from './twin-shell.ts';

/** Samples with their percentiles, in µs. */
export interface Measurement {
  readonly samplesUs: readonly number[];
  readonly p50Us: number;
  readonly p95Us: number;
  readonly p99Us: number;
  readonly p999Us: number;
}

/** Sums up samples in µs. */
export function summarise(samplesUs: Float64Array): Measurement {
  return {
    samplesUs: Array.from(samplesUs),
    p50Us: percentile(samplesUs, 0.5),
    p95Us: percentile(samplesUs, 0.95),
    p99Us: percentile(samplesUs, 0.99),
    p999Us: percentile(samplesUs, 0.999),
  };
}

/** One cause and the effect that is waited for. */
export interface Reaction {
  /** Prop to work, its action and value. */
  readonly cause: { readonly plant: string; readonly action: string; readonly value: number };
  /** Prop on the actuator's pin, and the truth that says that the pin has changed. */
  readonly effect: { readonly plant: string; readonly holds: (truth: Truth) => boolean };
}

export interface ReactionOptions {
  readonly shell: TwinShell;
  readonly wallClock: Clock;
  /** Registers to be told after each advance of the world; pass it on from `TwinShellOptions.onAdvanced`. */
  readonly onAdvanced: (listener: () => void) => void;
  /** Played in turn, `rounds` times over; each must undo the one before. */
  readonly reactions: readonly Reaction[];
  readonly rounds: number;
  /** Rest before each cause, µs of the wall clock. */
  readonly restUs: number;
  /** An effect that takes longer ends the measurement with an error, µs of the wall clock. */
  readonly timeoutUs: number;
}

/**
 * Time from a change at a simulated input pin to the resulting change at an actuator's pin: firmware, MQTT, engine,
 * MQTT, firmware. In µs of the wall clock, one sample a cause.
 * @throws Error naming cause and effect when the effect does not come
 */
export async function measureReaction(options: ReactionOptions): Promise<Float64Array> {
  const { shell, wallClock, reactions, rounds } = options;
  const samples = new Float64Array(rounds * reactions.length);
  let check: () => void = () => undefined;
  options.onAdvanced(() => check());
  for (let count = 0; count < samples.length; count++) {
    const reaction = reactions[count % reactions.length];
    if (reaction === undefined) break;
    await rest(wallClock, options.restUs);
    samples[count] = await measureOne(shell, wallClock, reaction, options.timeoutUs, (next) => {
      check = next;
    });
  }
  return samples;
}

function rest(clock: Clock, spanUs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.alarm(clock.nowUs() + spanUs, resolve);
  });
}

function measureOne(
  shell: TwinShell,
  clock: Clock,
  { cause, effect }: Reaction,
  timeoutUs: number,
  watch: (check: () => void) => void,
): Promise<number> {
  return new Promise((resolve, reject) => {
    const startUs = clock.nowUs();
    const cancel = clock.alarm(startUs + timeoutUs, () => {
      watch(() => undefined);
      reject(new Error(`${cause.plant} ${cause.action} ${cause.value} led to no change at ${effect.plant}`));
    });
    watch(() => {
      const truth = shell.truth(effect.plant);
      if (truth === undefined || !effect.holds(truth)) return;
      cancel();
      watch(() => undefined);
      resolve(clock.nowUs() - startUs);
    });
    const result = shell.act(cause.plant, cause.action, cause.value);
    if (!result.ok) {
      cancel();
      watch(() => undefined);
      reject(new Error(`${cause.plant} ${cause.action} ${cause.value}: ${result.message}`));
    }
  });
}
