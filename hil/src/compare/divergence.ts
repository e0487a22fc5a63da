/** Where two runs part first: another event, none, another time, another count of steps. */
import { firstDivergence } from '../conformance/trace.ts';
import type { RunEvent, RunEvents } from './events.ts';

/** What two runs may differ by. */
export interface Tolerances {
  /** From the nearest cause to an event, in µs. Default: the 50 ms within which the contract has a controller answer. */
  readonly timeUs: number;
  /** Steps of a generator at rest; a stop that comes from the host comes at another step each time. Default 0. */
  readonly steps: number;
}
export const DEFAULT_TOLERANCES: Tolerances = { timeUs: 50_000, steps: 0 };

export interface RunDivergence {
  readonly stream: string;
  readonly why: 'event' | 'time' | 'steps';
  /** By the clock of each side; undefined where that side has nothing more. */
  readonly one: RunEvent | undefined;
  readonly other: RunEvent | undefined;
  /** The last events of the stream that agree, oldest first. */
  readonly before: readonly string[];
}

/** The earliest of the streams' first divergences, by the time of `one`. Undefined: they agree. */
export function divergenceOf(
  one: RunEvents,
  other: RunEvents,
  tolerances: Tolerances = DEFAULT_TOLERANCES,
): RunDivergence | undefined {
  const streams = new Set([...one.events, ...other.events].map(({ stream }) => stream));
  const found = [...streams].flatMap((stream) => {
    const ours = one.events.filter((event) => event.stream === stream);
    const theirs = other.events.filter((event) => event.stream === stream);
    const divergence = inStream(stream, ours, theirs, tolerances);
    return divergence === undefined || notLookedFor(divergence, one, other, tolerances) ? [] : [divergence];
  });
  const startOf = ({ events }: RunEvents): number => events[0]?.atUs ?? 0;
  const at = ({ one: ours, other: theirs }: RunDivergence): number =>
    ours !== undefined ? ours.atUs - startOf(one) : (theirs?.atUs ?? 0) - startOf(other);
  return found.sort((first, second) => at(first) - at(second))[0];
}

/** An event that is missing on a side whose run was over before it was due proves nothing. */
function notLookedFor(divergence: RunDivergence, one: RunEvents, other: RunEvents, { timeUs }: Tolerances): boolean {
  const event = divergence.one ?? divergence.other;
  if (event === undefined || (divergence.one !== undefined && divergence.other !== undefined)) return false;
  const side = divergence.one === undefined ? one : other;
  const dueUs = [...event.sinceUs].flatMap(([cause, sinceUs]) => {
    const causeUs = side.times.get(cause);
    return causeUs === undefined ? [] : causeUs + sinceUs;
  });
  return Math.max(...dueUs) + timeUs > side.endUs;
}

function inStream(
  stream: string,
  one: readonly RunEvent[],
  other: readonly RunEvent[],
  { timeUs, steps }: Tolerances,
): RunDivergence | undefined {
  const parted = firstDivergence(
    one.map(({ text }) => text),
    other.map(({ text }) => text),
  );
  const shared = parted === undefined ? one.length : parted.line - 1;
  for (let index = 0; index < shared; index += 1) {
    const [ours, theirs] = [one[index], other[index]];
    if (ours === undefined || theirs === undefined) break;
    const why = apart(ours, theirs, timeUs) ? 'time' : stepsApart(ours, theirs) > steps ? 'steps' : undefined;
    if (why !== undefined) return { stream, why, one: ours, other: theirs, before: texts(one.slice(0, index)) };
  }
  if (parted === undefined) return undefined;
  return { stream, why: 'event', one: one[shared], other: other[shared], before: parted.before };
}

/** Further apart than allowed from each cause that both know. Without a common cause no time can be compared. */
function apart(one: RunEvent, other: RunEvent, timeUs: number): boolean {
  const differences = [...one.sinceUs].flatMap(([cause, ours]) => {
    const theirs = other.sinceUs.get(cause);
    return theirs === undefined ? [] : Math.abs(ours - theirs);
  });
  return differences.length > 0 && Math.min(...differences) > timeUs;
}

const stepsApart = (one: RunEvent, other: RunEvent): number => Math.abs((one.steps ?? 0) - (other.steps ?? 0));

const CONTEXT = 6;
const texts = (events: readonly RunEvent[]): string[] => events.slice(-CONTEXT).map(({ text }) => text);

/** For people: both sides, and what they agreed on before. */
export function divergenceText(divergence: RunDivergence | undefined, one: string, other: string): string {
  if (divergence === undefined) return `${one} and ${other} agree`;
  const { stream, why, before } = divergence;
  const side = (name: string, event: RunEvent | undefined): string => {
    if (event === undefined) return `  ${name}: nothing more`;
    const since = [...event.sinceUs].map(([cause, us]) => `${us / 1000} ms after ${cause}`).join(', ');
    const steps = event.steps === undefined ? '' : ` ${event.steps} steps,`;
    return `  ${name}: ${event.text},${steps} ${since === '' ? 'no cause before it' : since}`;
  };
  return [
    `first divergence on ${stream} (${why}):`,
    ...before.map((text) => `  both: ${text}`),
    side(one, divergence.one),
    side(other, divergence.other),
  ].join('\n');
}
