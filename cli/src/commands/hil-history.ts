/** `understudy hil history`: the sessions of a board, or one value over all of them. */
import { type HistoryEntry, HistoryStore } from '@understudy/hil';
import { EXIT, Failure } from '../failure.ts';
import { benchHome } from '../hil/home.ts';

export interface HilHistoryOptions {
  readonly measurement?: string;
  readonly test?: string;
  readonly last: number;
  readonly json?: boolean;
}

type Value = HistoryEntry['measurements'][number] & { readonly startedAt: string; readonly platform: string };

/** @throws Failure NO_HISTORY for a board that was never tested here, or a value that was never measured */
export async function hilHistory(serial: string | undefined, options: HilHistoryOptions): Promise<number> {
  const store = new HistoryStore(benchHome().history);
  if (serial === undefined) {
    const serials = store.serials();
    if (options.json) console.log(JSON.stringify({ serials }));
    else console.log(serials.length === 0 ? 'No board was tested here yet.' : serials.join('\n'));
    return EXIT.ok;
  }
  const { entries, skipped } = store.read(serial);
  if (entries.length === 0) {
    const known = store.serials().join(', ') || 'none';
    throw new Failure(
      'NO_HISTORY',
      `expected a session of ${serial}, seen none; boards with a past: ${known}`,
      EXIT.usage,
    );
  }
  for (const { line, reason } of skipped) console.error(`line ${line} of the history was left out: ${reason}`);
  const last = entries.slice(-options.last);
  if (options.measurement === undefined) {
    console.log(options.json ? JSON.stringify({ serial, entries: last }, undefined, 2) : last.map(line).join('\n'));
    return EXIT.ok;
  }
  const values = valuesOf(last, options.measurement, options.test);
  if (values.length === 0) {
    const names = [...new Set(last.flatMap(({ measurements }) => measurements.map(({ name }) => name)))].join(', ');
    throw new Failure('NO_HISTORY', `expected ${options.measurement}, seen ${names || 'no measurement'}`, EXIT.usage);
  }
  console.log(options.json ? JSON.stringify({ serial, values }, undefined, 2) : values.map(valueLine).join('\n'));
  return EXIT.ok;
}

function line({ facts, exitCode, counts, troubles }: HistoryEntry): string {
  const { startedAt, controller, platform, seconds } = facts;
  const words = Object.entries(counts).map(([status, count]) => `${count} ${status}`);
  const codes = [...new Set(troubles.flatMap(({ code }) => (code === undefined ? [] : [code])))];
  const why = exitCode === 0 || codes.length === 0 ? '' : `: ${codes.join(', ')}`;
  return `${startedAt}  exit ${exitCode}  ${controller} on ${platform}  ${words.join(', ')}; ${seconds.toFixed(1)} s${why}`;
}

function valuesOf(entries: readonly HistoryEntry[], name: string, test: string | undefined): Value[] {
  return entries.flatMap(({ facts: { startedAt, platform }, measurements }) =>
    measurements
      .filter((one) => one.name === name && (test === undefined || one.test === test))
      .map((one) => ({ startedAt, platform, ...one })),
  );
}

function valueLine({ startedAt, platform, test, value, unit, uncertainty, verdict }: Value): string {
  const spread = uncertainty === undefined ? '' : ` ± ${round(uncertainty)}`;
  return `${startedAt}  ${platform}  ${test}  ${round(value)}${spread} ${unit}  ${verdict}`;
}
const round = (value: number): string => value.toLocaleString('en-US', { maximumFractionDigits: 3 });
