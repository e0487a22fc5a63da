/** Words for what the bench program says in codes. */
import type { BenchView, FlashPhase, Measurement, TestRow, Verdict, VerdictKind } from './messages.ts';

/** What fills the screen. Never a colour alone: each has a shape, too (shapes.tsx). */
export const VERDICT_WORDS: Readonly<Record<VerdictKind, string>> = {
  pass: 'PASS',
  flashed: 'FLASHED',
  fail: 'FAIL',
  'time-out': 'TIME-OUT',
  bench: 'NO RESULT',
  stopped: 'STOPPED',
};

/** Whose move it is. */
export const VERDICT_MEANINGS: Readonly<Record<VerdictKind, string>> = {
  pass: 'The board is good.',
  flashed: 'The firmware is on the board and runs. It was not tested.',
  fail: 'The board is not good. Put it aside.',
  'time-out': 'The board did not finish in its time. Put it aside.',
  bench: 'The bench did not work. This says nothing about the board.',
  stopped: 'The run was stopped. The board was not tested.',
};

export const STATUS_WORDS: Readonly<Record<TestRow['status'], string>> = {
  waiting: 'Waiting',
  running: 'Running',
  passed: 'Passed',
  failed: 'Failed',
  error: 'Bench error',
  blocked: 'Blocked',
  skipped: 'Quarantined',
  filtered: 'Not for this bench',
  invalid: 'Proved nothing',
};

export const FLASH_WORDS: Readonly<Record<FlashPhase, string>> = {
  identify: 'Looking for the board',
  enter: 'Starting its boot loader',
  write: 'Writing',
  verify: 'Reading back',
  reboot: 'Restarting the board',
  prove: 'Asking the board what it runs',
};

const DIGITS = 4;
/** From here on µs are told in ms, and ms in s. */
const MANY = 10_000;

/** `1234 µs`, `46.8 ms`: with no more digits than somebody reads. */
export function amount(value: number, unit: Measurement['unit']): string {
  if (unit === 'us' && Math.abs(value) >= MANY) return amount(value / 1000, 'ms');
  if (unit === 'ms' && Math.abs(value) >= MANY) return amount(value / 1000, 's');
  const rounded = Number(value.toPrecision(DIGITS));
  const words = { us: ' µs', ms: ' ms', s: ' s', ppm: ' ppm', '%': ' %', count: '', raw: '' } as const;
  return `${rounded}${words[unit]}`;
}

/** `at most 50 ms`, `40 ms to 60 ms`. */
export function limits({ low, high, unit }: Pick<Measurement, 'low' | 'high' | 'unit'>): string {
  if (low !== undefined && high !== undefined) return `${amount(low, unit)} to ${amount(high, unit)}`;
  if (high !== undefined) return `at most ${amount(high, unit)}`;
  return low === undefined ? 'no limit' : `at least ${amount(low, unit)}`;
}

/** `12 passed, 1 quarantined`. */
export function countWords(counts: Verdict['counts']): string {
  const words = {
    passed: 'passed',
    failed: 'failed',
    error: 'broken by the bench',
    invalid: 'proved nothing',
  } as const;
  const rest = { blocked: 'blocked', skipped: 'quarantined', filtered: 'not for this bench' } as const;
  return Object.entries({ ...words, ...rest })
    .map(([status, word]) => ({ word, count: counts[status as keyof typeof counts] ?? 0 }))
    .filter(({ count }) => count > 0)
    .map(({ word, count }) => `${count} ${word}`)
    .join(', ');
}

/** What the tab of the browser says: the verdict, too, for whoever works in another one. */
export function pageTitle(bench: BenchView | undefined): string {
  const { verdict, request } = bench?.state ?? {};
  return verdict === undefined
    ? 'Bench · Understudy'
    : `${VERDICT_WORDS[verdict.kind]} ${request?.serial ?? ''} · Bench`;
}

/** What a screen reader says when a bench has moved on; empty while nobody has scanned. */
export function announcement({ title, state }: BenchView): string {
  const { verdict, request, phase } = state;
  const board = `Board ${request?.serial ?? ''}`;
  if (verdict !== undefined) {
    const why = verdict.code === undefined ? '' : ` ${verdict.code.replaceAll('_', ' ')}. ${verdict.means ?? ''}`;
    return `${VERDICT_WORDS[verdict.kind]}. ${board}.${why}`;
  }
  if (phase === 'flashing') return `Flashing ${board}.`;
  if (phase === 'testing') return `Testing ${board}.`;
  return phase === 'scanning' ? `${board} on ${title}.` : '';
}
