/** Runs one fuzz target of the firmware for a while and keeps what it finds. */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildFuzzTarget, type FuzzBuildOptions, type FuzzTarget } from '@understudy/firmware';
import { installedControllers, seedsOf } from './seeds.ts';

/** An input that may be this long holds a whole table, or a dozen commands. */
const LONGEST_BYTES = { json: 2100, command: 12_000, table: 4032, link: 4096 } as const satisfies Record<
  FuzzTarget,
  number
>;
/** A single input that takes longer is a finding, in s. */
const HANG_S = 10;
/** Memory of a run, in MB, sanitizers included. */
const MEMORY_MB = 2048;

export interface FuzzRun {
  readonly target: FuzzTarget;
  readonly seconds: number;
  /** Ends it sooner, after so many inputs. */
  readonly runs?: number;
  /** The repository. */
  readonly root: string;
  /** Folder of all corpora and findings; `.cache/fuzz` in normal use. */
  readonly folder: string;
  /** Planted defects. */
  readonly patches?: FuzzBuildOptions['patches'];
}

/** What became of a run. */
export interface FuzzResult {
  readonly target: FuzzTarget;
  /** Inputs tried, and edges and features of the firmware that they covered. */
  readonly runs: number;
  readonly coverage: number;
  readonly seconds: number;
  /** Files of the inputs that ended the run; empty when nothing was found. */
  readonly findings: readonly string[];
  /** The end of what the target said, when it found something. */
  readonly report?: string;
}

/** Builds the target and runs it on its corpus, which grows in the folder. @throws FirmwareBuildError */
export async function fuzz(run: FuzzRun): Promise<FuzzResult> {
  const { target, root } = run;
  const tables = installedControllers(root).map(({ table }) => table);
  const cacheDir = join(root, '.cache', 'firmware');
  const program = await buildFuzzTarget(target, { cacheDir, tables, patches: run.patches ?? [] });
  const corpus = join(run.folder, 'corpus', target);
  const seeds = join(run.folder, 'seeds', target);
  const findings = join(run.folder, 'findings', target);
  for (const folder of [corpus, seeds, findings]) mkdirSync(folder, { recursive: true });
  for (const seed of seedsOf(target, root)) {
    writeFileSync(join(seeds, createHash('sha1').update(seed).digest('hex')), seed);
  }
  const before = new Set(readdirSync(findings));
  const output = await finish(program, [
    `-max_total_time=${run.seconds}`,
    ...(run.runs === undefined ? [] : [`-runs=${run.runs}`]),
    `-max_len=${LONGEST_BYTES[target]}`,
    `-timeout=${HANG_S}`,
    `-rss_limit_mb=${MEMORY_MB}`,
    `-artifact_prefix=${findings}/`,
    '-print_final_stats=1',
    '-use_value_profile=1',
    corpus,
    seeds,
    ...foundOnce(target),
  ]);
  const found = readdirSync(findings).filter((name) => !before.has(name));
  return result(
    run,
    output,
    found.map((name) => join(findings, name)),
  );
}

/** Folder of the inputs that once were findings, kept as seeds; none for a target that has found nothing. */
export function foundOnce(target: FuzzTarget): string[] {
  const folder = fileURLToPath(new URL(`found/${target}`, import.meta.url));
  return existsSync(folder) ? [folder] : [];
}

interface Output {
  readonly code: number | null;
  readonly text: string;
  readonly seconds: number;
}

function finish(program: string, options: readonly string[]): Promise<Output> {
  const fromMs = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(program, options, { stdio: ['ignore', 'ignore', 'pipe'] });
    let text = '';
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => {
      text = (text + chunk).slice(-20_000);
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text, seconds: (performance.now() - fromMs) / 1000 }));
  });
}

function result(run: FuzzRun, { code, text, seconds }: Output, findings: readonly string[]): FuzzResult {
  const last = [...text.matchAll(/^#(\d+)\s.*cov: (\d+)/gm)].at(-1);
  const runs = Number(/number_of_executed_units: (\d+)/.exec(text)?.[1] ?? last?.[1] ?? 0);
  const base = { target: run.target, runs, coverage: Number(last?.[2] ?? 0), seconds: Math.round(seconds) };
  if (code === 0) return { ...base, findings };
  return {
    ...base,
    findings: findings.length === 0 ? ['no file: the target itself ended'] : findings,
    report: text.slice(-4000),
  };
}
