/** The line that tells how far a campaign is: redrawn on a terminal, a line now and then elsewhere. */
import type { TimelineSample } from './timeline.ts';

export interface StatusGoal {
  /** Of this process; undefined for a campaign that runs for a time. */
  readonly games?: number;
  readonly minutes?: number;
}

const REDRAW_MS = 200;
const LINE_MS = 10_000;

/** 12,345 */
const count = (value: number): string => Math.round(value).toLocaleString('en-US');

export function statusText(sample: TimelineSample, goal: StatusGoal): string {
  const seconds = Math.max(sample.atMs / 1000, 0.001);
  const of = goal.games === undefined ? '' : ` of ${count(goal.games)}`;
  const time = goal.minutes === undefined ? '' : `, ${(seconds / 60).toFixed(1)} of ${String(goal.minutes)} min`;
  const failures = sample.failures === 0 ? 'no failure' : `${count(sample.failures)} FAILED`;
  return [
    `${count(sample.games)}${of} games${time}`,
    `${(sample.games / seconds).toFixed(1)} games/s`,
    `${count(sample.gameSeconds / seconds)} x real time`,
    `${count(sample.coverage)} things reached`,
    failures,
  ].join(' · ');
}

export interface Output {
  readonly isTTY?: boolean;
  write(text: string): unknown;
}

export class StatusLine {
  readonly #output: Output;
  readonly #goal: StatusGoal;
  readonly #everyMs: number;
  #lastAtMs = Number.NEGATIVE_INFINITY;

  constructor(output: Output, goal: StatusGoal) {
    this.#output = output;
    this.#goal = goal;
    this.#everyMs = output.isTTY === true ? REDRAW_MS : LINE_MS;
  }

  show(sample: TimelineSample): void {
    if (sample.atMs - this.#lastAtMs < this.#everyMs) return;
    this.#lastAtMs = sample.atMs;
    const text = statusText(sample, this.#goal);
    this.#output.write(this.#output.isTTY === true ? `\r\x1b[2K${text}` : `${text}\n`);
  }

  /** A line of its own above the status. */
  say(text: string): void {
    this.#output.write(this.#output.isTTY === true ? `\r\x1b[2K${text}\n` : `${text}\n`);
    this.#lastAtMs = Number.NEGATIVE_INFINITY;
  }

  done(): void {
    if (this.#output.isTTY === true) this.#output.write('\r\x1b[2K');
  }
}
