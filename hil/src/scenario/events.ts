/** Events of a run by pattern, and figures over them. Pure. */
import type { DutMessage } from '../station/dut-bus.ts';
import type { EdgeKind } from './file.ts';
import type { SeenEdge } from './recorder.ts';
import type { MessagePattern } from './steps.ts';

export function isEdge({ value, previous }: SeenEdge, kind: EdgeKind): boolean {
  return kind === 'any' || (kind === 'rising') === value > previous;
}

export function fits(message: DutMessage, { device, topic, where }: MessagePattern): boolean {
  if (device !== undefined && !message.topic.includes(`/${device}/`)) return false;
  if (topic !== undefined && !message.topic.endsWith(`/${topic}`)) return false;
  return where === undefined || holds(message.body, where);
}

/** Every member of `wanted` is in `seen`; objects at each depth, all else as it is. */
function holds(seen: unknown, wanted: unknown): boolean {
  if (typeof wanted !== 'object' || wanted === null) return seen === wanted;
  if (typeof seen !== 'object' || seen === null) return false;
  const members = seen as Readonly<Record<string, unknown>>;
  return Object.entries(wanted).every(([name, value]) => holds(members[name], value));
}

/** For each `from` the time to the first `to` before the next `from`; undefined where there is none. Both sorted. */
export function latencies(from: readonly number[], to: readonly number[]): readonly (number | undefined)[] {
  let next = 0;
  return from.map((atUs, index) => {
    const untilUs = from[index + 1] ?? Number.POSITIVE_INFINITY;
    while ((to[next] ?? Number.POSITIVE_INFINITY) < atUs) next += 1;
    const answer = to[next];
    return answer === undefined || answer >= untilUs ? undefined : answer - atUs;
  });
}

/** Nearest rank. Not empty. @param share 0 to 1 */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN;
}

/** Whether `count` periods in a row are as long as they should be. */
export function blinks(risingUs: readonly number[], count: number, periodUs: number, toleranceUs: number): boolean {
  let good = 0;
  for (const [index, atUs] of risingUs.entries()) {
    const before = risingUs[index - 1];
    if (before === undefined) continue;
    good = Math.abs(atUs - before - periodUs) <= toleranceUs ? good + 1 : 0;
    if (good === count) return true;
  }
  return false;
}
