/** Scenarios of campaigns on a bench: one controller's part of them, against its twin. */
import type { Room } from '@understudy/contract';
import { BusFeed, type PreparedRoom, prepareRoom, type Scenario, type Violation } from '@understudy/scenarios';
import type { FirmwareModule } from '@understudy/sim-devices';
import {
  DEFAULT_TOLERANCES,
  divergenceOf,
  divergenceText,
  type RunDivergence,
  type Tolerances,
} from '../../compare/divergence.ts';
import { eventsOf } from '../../compare/events.ts';
import type { Station } from '../../station/types.ts';
import { TestFailure } from '../../suite/failure.ts';
import type { PlannedTest, Trace } from '../../suite/types.ts';
import { type ControllerRecord, recordController, withoutNoise } from './record.ts';
import { replayRecord } from './replay.ts';

export interface RecordTestOptions {
  readonly room: Room;
  /** Of the twin. */
  readonly firmware: FirmwareModule;
  readonly controller: string;
  /** `scenario/<name>-on-<controller>` is the test's id. */
  readonly name: string;
  readonly scenario: Scenario;
  readonly tolerances?: Tolerances;
}

export interface RecordComparison {
  readonly record: ControllerRecord;
  readonly bench: Trace;
  readonly divergence: RunDivergence | undefined;
  /** Broken by the bench's messages, and not by the twin's. */
  readonly violations: readonly Violation[];
}

/** @throws TestFailure DIVERGED, INVARIANT_BROKEN, with the bench's trace */
export function recordTest(options: RecordTestOptions): PlannedTest {
  const { name, controller, scenario } = options;
  return {
    id: `scenario/${name}-on-${controller}`.replaceAll('_', '-'),
    suite: 'scenario',
    title: `${controller} does in ${name} what its twin does.`,
    timeoutMs: 60_000 + 10 * scenario.endMs,
    mayRestart: true,
    run: async (station, signal) => {
      const { bench, divergence, violations } = await compareRecord(
        prepareRecord(options),
        scenario,
        station,
        options,
        signal,
      );
      const [violation] = violations;
      const outcome = { trace: bench };
      if (divergence !== undefined) {
        const text = divergenceText(divergence, 'twin', 'bench');
        throw new TestFailure(
          'DIVERGED',
          { message: text, expected: 'the events of the twin', seen: divergence.why },
          outcome,
        );
      }
      if (violation === undefined) return outcome;
      const { invariant, detail } = violation;
      throw new TestFailure('INVARIANT_BROKEN', { message: invariant, expected: 'no breach', seen: detail }, outcome);
    },
  };
}

/** The room as its bench can show it. */
export function prepareRecord({
  room,
  firmware,
  controller,
}: Pick<RecordTestOptions, 'room' | 'firmware' | 'controller'>): PreparedRoom {
  return prepareRoom(withoutNoise(room, controller), firmware);
}

/** Twin first, then the bench. */
export async function compareRecord(
  prepared: PreparedRoom,
  scenario: Scenario,
  station: Station,
  { controller, tolerances = DEFAULT_TOLERANCES }: Pick<RecordTestOptions, 'controller' | 'tolerances'>,
  signal?: AbortSignal,
): Promise<RecordComparison> {
  const record = recordController(prepared, scenario, controller);
  const bench = await replayRecord(station, record, signal);
  const divergence = divergenceOf(eventsOf(record.trace, record.wires), eventsOf(bench, record.wires), tolerances);
  return { record, bench, divergence, violations: newViolations(prepared.room, record, bench) };
}

/** The monitors hear the same bus twice: once with the twin's messages, once with the bench's in their place. */
function newViolations(room: Room, record: ControllerRecord, bench: Trace): Violation[] {
  const others = record.bus.filter(({ from }) => from !== record.controller);
  const heard = (messages: Trace['messages']): readonly Violation[] => {
    const feed = new BusFeed(room);
    const own = messages.map((message) => ({ ...message, retain: false }));
    const all = [...others, ...own].sort((one, other) => one.atUs - other.atUs);
    for (const { atUs, topic, payload, retain } of all) feed.message(Math.round(atUs), topic, payload, retain);
    return feed.finish();
  };
  const known = new Set(heard(record.trace.messages).map(({ number }) => number));
  return heard(bench.messages).filter(({ number }) => !known.has(number));
}
