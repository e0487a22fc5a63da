/**
 * `npm run fuzz -- [--seconds N] [--target json|command|table|link] [--json]`: fuzzes the firmware, two targets at a time.
 * Exit codes: 0 nothing found, 1 findings (each in a file, told at the end), 2 wrong usage.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FUZZ_TARGETS, type FuzzTarget } from '@understudy/firmware';
import { type FuzzResult, fuzz } from './run.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const DEFAULT_SECONDS = 600;
const AT_A_TIME = 2;

interface Options {
  readonly seconds: number;
  readonly targets: readonly FuzzTarget[];
  readonly json: boolean;
}

/** The options, or what is wrong with them. */
function readOptions(args: readonly string[]): Options | string {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { seconds: { type: 'string' }, target: { type: 'string', multiple: true }, json: { type: 'boolean' } },
    });
    const seconds = Number(values.seconds ?? DEFAULT_SECONDS);
    if (!Number.isInteger(seconds) || seconds < 1)
      return `--seconds: expected a whole number from 1, seen ${values.seconds}`;
    const targets = values.target ?? FUZZ_TARGETS;
    const unknown = targets.find((name) => !FUZZ_TARGETS.some((target) => target === name));
    if (unknown !== undefined) return `--target: expected one of ${FUZZ_TARGETS.join(', ')}, seen ${unknown}`;
    return { seconds, targets: FUZZ_TARGETS.filter((target) => targets.includes(target)), json: values.json === true };
  } catch (error) {
    return error instanceof Error ? error.message : String(error);
  }
}

/** All targets, some at a time, in their order. */
async function runAll({ targets, seconds }: Options, said: (result: FuzzResult) => void): Promise<FuzzResult[]> {
  const folder = join(ROOT, '.cache', 'fuzz');
  const results: FuzzResult[] = [];
  const waiting = [...targets];
  const worker = async (): Promise<void> => {
    for (let target = waiting.shift(); target !== undefined; target = waiting.shift()) {
      const result = await fuzz({ target, seconds, root: ROOT, folder });
      results.push(result);
      said(result);
    }
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, worker));
  return results;
}

function say({ target, runs, coverage, seconds, findings, report }: FuzzResult): void {
  const found = findings.length === 0 ? 'nothing found' : `FOUND: ${findings.join(', ')}`;
  console.log(`${target.padEnd(8)} ${runs} inputs in ${seconds} s, ${coverage} edges: ${found}`);
  if (report !== undefined) console.log(report);
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (typeof options === 'string') {
    console.error(options);
    return 2;
  }
  const results = await runAll(options, options.json ? () => {} : say);
  const file = join(ROOT, '.cache', 'fuzz', 'last.json');
  const text = JSON.stringify(results, null, 2);
  writeFileSync(file, `${text}\n`);
  console.log(options.json ? text : `Written to ${file}.`);
  return results.some(({ findings }) => findings.length > 0) ? 1 : 0;
}

process.exitCode = await main();
