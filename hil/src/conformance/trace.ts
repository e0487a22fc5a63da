/**
 * The canonical trace: what a controller was given and what it did, one JSON line each with its keys sorted, so that
 * two drivers can be compared byte for byte. What must differ between builds (the build's hash) is masked.
 */
import { canonicalJson } from '@understudy/contract';
import type { Effect, Outcome } from './dut.ts';

const BUILD_HASH = /"build_hash":"[0-9a-f]*"/;

/** A step as it stands in a trace; `bytes` and payloads that are not text in hex. */
export type StepText = Readonly<Record<string, string | number | boolean>>;

/** Collects the lines of one case. */
export class Trace {
  readonly lines: string[] = [];

  /** A step that answers nothing. */
  given(step: StepText): void {
    this.lines.push(canonicalJson(step));
  }

  /** A step with what it did. */
  did(step: StepText, outcome: Outcome): void {
    this.given(step);
    for (const effect of outcome.effects) this.lines.push(canonicalJson(masked(effect)));
    this.lines.push(`{"delay":${outcome.delayMs ?? null}}`);
  }
}

/** Where two traces part first. */
export interface Divergence {
  /** Line number from 1. */
  readonly line: number;
  /** The last lines that agree, oldest first. */
  readonly before: readonly string[];
  readonly expected: string;
  readonly seen: string;
}

const CONTEXT_LINES = 6;

/** The first line at which `seen` departs from `expected`, or undefined when they are equal. */
export function firstDivergence(expected: readonly string[], seen: readonly string[]): Divergence | undefined {
  const lines = Math.max(expected.length, seen.length);
  for (let at = 0; at < lines; at += 1) {
    if (expected[at] === seen[at]) continue;
    const before = expected.slice(Math.max(0, at - CONTEXT_LINES), at);
    return { line: at + 1, before, expected: expected[at] ?? 'end of trace', seen: seen[at] ?? 'end of trace' };
  }
  return undefined;
}

function masked(effect: Effect): Effect {
  if (effect.kind !== 'publish') return effect;
  return { ...effect, payload: effect.payload.replace(BUILD_HASH, '"build_hash":"*"') };
}
