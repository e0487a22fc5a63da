/** What is near an instant: the violation that it belongs to, the next one, the faults that are active, the mark under a pointer. */
import type { EventMark, FaultSpan, Recording, ViolationMark } from './recording.ts';

/** Place of the newest violation up to `atUs`; the first one before any; -1 when there are none. */
export function violationAt(violations: readonly ViolationMark[], atUs: number): number {
  if (violations.length === 0) return -1;
  return Math.max(
    0,
    violations.findLastIndex((violation) => violation.atUs <= atUs),
  );
}

/** Instant of the next violation after `atUs` (`way` 1) or of the one before it (-1); undefined for none. */
export function nextViolationUs(violations: readonly ViolationMark[], atUs: number, way: 1 | -1): number | undefined {
  const next =
    way === 1
      ? violations.find((violation) => violation.atUs > atUs)
      : violations.findLast((violation) => violation.atUs < atUs);
  return next?.atUs;
}

/** Faults that are active at `atUs`. */
export function faultsAt(faults: readonly FaultSpan[], atUs: number): readonly FaultSpan[] {
  return faults.filter(({ fromUs, toUs }) => fromUs <= atUs && atUs < Math.max(toUs, fromUs + 1));
}

/** A mark of the timeline: where it is, and what is said of it. */
export interface NearMark {
  readonly atUs: number;
  readonly kind: EventMark['kind'] | 'violation' | 'fault';
  readonly title: string;
}

/** The mark nearest to `atUs` within `reachUs`; violations and faults come before what is merely nearer. */
export function markNear(recording: Recording, atUs: number, reachUs: number): NearMark | undefined {
  const violations = recording.violations.map(
    ({ atUs: at, invariant }): NearMark => ({ atUs: at, kind: 'violation', title: invariant }),
  );
  const faults = recording.faults.map(({ fromUs, title }): NearMark => ({ atUs: fromUs, kind: 'fault', title }));
  for (const marks of [violations, faults, recording.events]) {
    const found = nearest(marks, atUs);
    if (found !== undefined && Math.abs(found.atUs - atUs) <= reachUs) return found;
  }
  const span = faultsAt(recording.faults, atUs)[0];
  return span === undefined ? undefined : { atUs, kind: 'fault', title: span.title };
}

/** `marks` in the order of time. */
function nearest<T extends { readonly atUs: number }>(marks: readonly T[], atUs: number): T | undefined {
  let low = 0;
  let high = marks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((marks[middle]?.atUs ?? 0) < atUs) low = middle + 1;
    else high = middle;
  }
  const before = marks[low - 1];
  const after = marks[low];
  if (before === undefined || after === undefined) return before ?? after;
  return atUs - before.atUs <= after.atUs - atUs ? before : after;
}
