/** How an engine goes on after a stop that nobody asked for: a crash, a full disk, a standby that takes over (ADR 0019). */
import type { Room } from '@understudy/contract';
import { restoreEngine } from '../engine.ts';
import { EngineError } from '../errors.ts';
import type { Engine, EngineOptions, Input } from '../types.ts';

/** A step as the journal holds it. */
export interface RecordedStep {
  readonly atUs: number;
  readonly inputs: readonly Input[];
}

/** What is left of an engine: a snapshot, and the steps that were journalled since. */
export interface EngineRemains {
  /** The epoch that it ran under. */
  readonly epoch: number;
  /** It had taken over from another itself. */
  readonly takesOver?: boolean;
  /** Unix time in ms that its engine time 0 stood for. */
  readonly startUnixMs: number;
  readonly snapshot: string;
  /** Engine time of the snapshot. */
  readonly snapshotAtUs: number;
  readonly steps: readonly RecordedStep[];
}

/** The engine as its remains have it, or undefined when the snapshot cannot be read: nothing after it is believed then. */
export function rebuild(room: Room, options: EngineOptions, remains: EngineRemains): Engine | undefined {
  // Nobody looks on while what has been is done again.
  const { probe: _probe, observe: _observe, ...rest } = options;
  const { epoch, takesOver = false, startUnixMs, snapshot, steps } = remains;
  const engine = restoreEngine(room, { ...rest, epoch, takesOver, startUnixMs }, snapshot);
  // One that could not be read gave a fresh engine: steps that belong to another must not be taken by it.
  if (engine.snapshot() !== snapshot) return undefined;
  for (const { atUs, inputs } of steps) engine.step(atUs, inputs);
  return engine;
}

/**
 * An engine of a higher epoch that goes on from the remains of another. Which of the last effects left nobody knows, so it
 * treats its bus as lost from the last step on: what is in flight is indeterminate until it is read back, the graph stands,
 * and dispatch waits for a person. The shell says `bus up` once it is connected; everything retained is then published anew.
 *
 * Without remains, or with a snapshot that cannot be read, the engine starts from the beginning with its room latched.
 * @throws EngineError OPTIONS_INVALID for an epoch that is not above that of the remains
 */
export function takeOver(room: Room, options: EngineOptions, remains: EngineRemains | undefined): Engine {
  if (remains !== undefined && options.epoch <= remains.epoch) {
    throw new EngineError('OPTIONS_INVALID', 'epoch', `above ${remains.epoch}`, String(options.epoch));
  }
  const before = remains === undefined ? undefined : rebuild(room, options, remains);
  // Options that say so already are used as they are: their owner may have the clock behind them jump.
  const own = options.takesOver === true ? options : { ...options, takesOver: true };
  if (remains === undefined || before === undefined) return restoreEngine(room, own, '');
  const after = restoreEngine(room, own, before.snapshot());
  after.step(remains.steps.at(-1)?.atUs ?? remains.snapshotAtUs, [{ kind: 'bus', up: false }]);
  return after;
}
