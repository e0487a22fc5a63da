/** Two runs of one scenario side by side: where they part, to the event if they do it again. */
import type { Truth } from '@understudy/sim-devices';
import type { Monitor, VirtualSession } from '@understudy/twin';
import { MARK_EVENTS } from '../run/event-marks.ts';
import type { ScenarioReport } from '../run/report.ts';
import type { RunOptions } from '../run/run-scenario.ts';
import type { Divergence } from './types.ts';

/** Lines of a trace: more than the events between two marks make. */
const LINES_MAX = 200_000;

const HASH = 'hash ';

interface Line {
  readonly atUs: number;
  readonly text: string;
}

/** Everything that is to be seen of a run within a window of its events: messages, truths, and the hash after each instant. */
class EventTrace implements Monitor {
  readonly lines: Line[] = [];
  readonly #fromEvents: number;
  readonly #toEvents: number;
  #session: VirtualSession | undefined;

  constructor(fromEvents: number, toEvents: number) {
    this.#fromEvents = fromEvents;
    this.#toEvents = toEvents;
  }

  /** What a run needs to be traced. */
  get options(): RunOptions {
    return {
      monitors: [this],
      onSession: (session) => {
        this.#session = session;
      },
      onInstant: (session) => this.#add(session.nowUs, () => HASH + session.hash()),
    };
  }

  message(atUs: number, from: string, topic: string, payload: string, retain: boolean): void {
    this.#add(atUs, () => `${from} sent ${topic}${retain ? ' (retained)' : ''} ${payload}`);
  }
  changed(atUs: number, plant: string, truth: Truth): void {
    this.#add(atUs, () => `${plant} is ${JSON.stringify(truth)}`);
  }
  finish(): readonly [] {
    return [];
  }

  #add(atUs: number, text: () => string): void {
    const events = this.#session?.events ?? 0;
    if (events < this.#fromEvents || events > this.#toEvents || this.lines.length >= LINES_MAX) return;
    this.lines.push({ atUs, text: text() });
  }
}

/** Undefined when they are equal. `rerun` runs the scenario once more. */
export function compareRuns(
  one: ScenarioReport,
  other: ScenarioReport,
  rerun: (options: RunOptions) => unknown,
): Omit<Divergence, 'game' | 'scenario'> | undefined {
  if (one.hash === other.hash && one.events === other.events) return undefined;
  const marks = Math.min(one.rollingHash.length, other.rollingHash.length);
  let same = 0;
  while (same < marks && one.rollingHash[same] === other.rollingHash[same]) same += 1;
  const event = firstDifference(same * MARK_EVENTS, rerun);
  return {
    afterEvents: same * MARK_EVENTS,
    expected: one.rollingHash[same] ?? one.hash,
    seen: other.rollingHash[same] ?? other.hash,
    ...(event !== undefined && { event }),
  };
}

/**
 * Runs it twice more and reads both traces side by side: first what was said and done, and when that is all equal the hashes.
 * A mark stands for the instant that passes it: hence the margin.
 */
function firstDifference(fromEvents: number, rerun: (options: RunOptions) => unknown): Divergence['event'] {
  const traces = [0, 1].map(() => {
    const trace = new EventTrace(fromEvents, fromEvents + 2 * MARK_EVENTS);
    rerun(trace.options);
    return trace.lines;
  });
  const [one = [], other = []] = traces;
  const isSaid = ({ text }: Line) => !text.startsWith(HASH);
  return differing(one.filter(isSaid), other.filter(isSaid)) ?? differing(one, other);
}

function differing(one: readonly Line[], other: readonly Line[]): Divergence['event'] {
  for (let index = 0; index < Math.max(one.length, other.length); index += 1) {
    const expected = one[index];
    const seen = other[index];
    if (expected?.text === seen?.text && expected?.atUs === seen?.atUs) continue;
    const atUs = Math.min(expected?.atUs ?? Number.POSITIVE_INFINITY, seen?.atUs ?? Number.POSITIVE_INFINITY);
    return { atUs, expected: expected?.text ?? 'nothing', seen: seen?.text ?? 'nothing' };
  }
  return undefined;
}
