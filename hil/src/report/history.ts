/** What became of each board over time: a file of JSON lines a serial, to which sessions are only ever added. */
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readdirSync, readFileSync, writeSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { countsOf, withoutSamples } from '../suite/counts.ts';
import { exitCodeOf } from '../suite/exit-code.ts';
import type { Measurement, SessionFacts, SessionReport, Status } from '../suite/types.ts';

export const HISTORY_SCHEMA = 'understudy.hil-history/1';

/** A session as history keeps it: without traces, samples and what passed in silence. */
export interface HistoryEntry {
  readonly schema: typeof HISTORY_SCHEMA;
  readonly facts: SessionFacts;
  readonly exitCode: number;
  readonly counts: Readonly<Partial<Record<Status, number>>>;
  /** Tests that were planned and neither passed nor were filtered. */
  readonly troubles: readonly {
    readonly id: string;
    readonly status: Status;
    readonly code?: string;
    readonly message?: string;
  }[];
  readonly measurements: readonly (Omit<Measurement, 'samples'> & { readonly test: string })[];
  readonly infrastructure?: { readonly code: string; readonly message: string };
}

/** A board's past, the oldest session first. */
export interface History {
  readonly entries: readonly HistoryEntry[];
  /** Lines that could not be read, by their number from 1: torn by a crash, or of another version. */
  readonly skipped: readonly { readonly line: number; readonly reason: string }[];
}

/** A measurement of one session among those of others. */
export interface TrendPoint {
  readonly startedAt: string;
  readonly platform: SessionFacts['platform'];
  readonly value: number;
  readonly unit: Measurement['unit'];
  readonly verdict: Measurement['verdict'];
}

export const DEFAULT_HISTORY = join(homedir(), '.understudy', 'hil');

export class HistoryStore {
  readonly #folder: string;

  constructor(folder: string = DEFAULT_HISTORY) {
    this.#folder = folder;
  }

  /**
   * Adds a session to its serial's file, on the disk when this returns. One write in append mode is one piece also among
   * several processes; it begins with a line's end, so that a line that a crash has torn spoils itself alone.
   */
  add(report: SessionReport): void {
    mkdirSync(this.#folder, { recursive: true });
    const file = openSync(this.#path(report.facts.serial), 'a');
    try {
      writeSync(file, `\n${JSON.stringify(entryOf(report))}\n`);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }

  /** Serials that have a past. */
  serials(): string[] {
    if (!existsSync(this.#folder)) return [];
    const names = readdirSync(this.#folder).filter((name) => name.endsWith('.jsonl'));
    return names.map((name) => decodeURIComponent(name.slice(0, -'.jsonl'.length))).sort();
  }

  read(serial: string): History {
    const path = this.#path(serial);
    if (!existsSync(path)) return { entries: [], skipped: [] };
    const entries: HistoryEntry[] = [];
    const skipped: { line: number; reason: string }[] = [];
    for (const [index, text] of readFileSync(path, 'utf8').split('\n').entries()) {
      if (text.trim() === '') continue;
      const entry = parseEntry(text);
      if (typeof entry === 'string') skipped.push({ line: index + 1, reason: entry });
      else entries.push(entry);
    }
    // Sessions end in another order than they began in.
    entries.sort((one, other) => (one.facts.startedAt < other.facts.startedAt ? -1 : 1));
    return { entries, skipped };
  }

  /** The latest session of a board. */
  last(serial: string): HistoryEntry | undefined {
    return this.read(serial).entries.at(-1);
  }

  /** A measurement of a test over the sessions of a board, the oldest first. */
  trend(serial: string, test: string, name: string): TrendPoint[] {
    return this.read(serial).entries.flatMap(({ facts, measurements }) =>
      measurements
        .filter((one) => one.test === test && one.name === name)
        .map(({ value, unit, verdict }) => {
          const { startedAt, platform } = facts;
          return { startedAt, platform, value, unit, verdict };
        }),
    );
  }

  /** A serial may hold what no file name may. */
  #path(serial: string): string {
    return join(this.#folder, `${encodeURIComponent(serial === '' ? 'unknown' : serial)}.jsonl`);
  }
}

function entryOf(report: SessionReport): HistoryEntry {
  return {
    schema: HISTORY_SCHEMA,
    facts: report.facts,
    exitCode: exitCodeOf([report]),
    counts: countsOf(report.results),
    troubles: report.results
      .filter(({ status }) => status !== 'passed' && status !== 'filtered')
      .map(({ id, status, code, message }) => ({
        id,
        status,
        ...(code !== undefined && { code }),
        ...(message !== undefined && { message }),
      })),
    measurements: report.results.flatMap(({ id, measurements }) =>
      measurements.map((one) => ({ test: id, ...withoutSamples(one) })),
    ),
    ...(report.infrastructure !== undefined && { infrastructure: report.infrastructure }),
  };
}

/** The entry, or why it is none. */
function parseEntry(text: string): HistoryEntry | string {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return 'expected a line of JSON, seen one that is torn';
  }
  if (typeof value !== 'object' || value === null) return 'expected a record, seen something else';
  const { schema, facts, measurements } = value as Partial<HistoryEntry>;
  if (schema !== HISTORY_SCHEMA) return `expected schema ${HISTORY_SCHEMA}, seen ${String(schema)}`;
  if (typeof facts?.startedAt !== 'string' || !Array.isArray(measurements)) return 'expected facts, seen none';
  return value as HistoryEntry;
}
