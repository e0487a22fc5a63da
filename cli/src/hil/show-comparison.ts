/** A comparison of twin and bench in words and as JSON. */
import { type Comparison, divergenceText, FIDELITY, type RunDivergence, type Tolerances } from '@understudy/hil';
import type { Bench } from './bench.ts';
import { paintOf } from './show.ts';

export interface ComparedBench {
  readonly bench: Bench;
  readonly scenario: string;
  readonly tolerances: Tolerances;
  readonly comparison: Comparison;
}

const US_A_MS = 1000;

/** A step that holds on one side alone is a divergence too, though no event of theirs parted before. */
export const isSame = ({ divergence, one, other }: Comparison): boolean =>
  divergence === undefined && one.failure?.code === other.failure?.code;

export function comparisonText({ bench, scenario, tolerances, comparison }: ComparedBench): string {
  const { divergence, one, other, agreement } = comparison;
  const paint = paintOf(process.stdout);
  const word = isSame(comparison) ? paint.green('NO DIVERGENCE') : paint.red('DIVERGED');
  const { streams, events, timed, largest } = agreement;
  const most = largest === undefined ? 'no time to compare' : `${largest.us / US_A_MS} ms at most (${largest.stream})`;
  const failures = [
    ['twin', one.failure],
    [bench.name, other.failure],
  ] as const;
  return [
    `${paint.bold(word)} ${scenario}: ${bench.controller} on the twin and on ${bench.name} (${bench.platform}, ${bench.serial})`,
    ...(divergence === undefined ? [] : [divergenceText(divergence, 'twin', bench.name)]),
    ...failures.flatMap(([who, failure]) =>
      failure === undefined ? [] : [`${who} stopped: ${failure.code} ${failure.message}`],
    ),
    `compared: ${events} events alike on ${streams} wires and topics, ${timed} of them in time; apart by ${most}`,
    `tolerance: ${tolerances.timeUs / US_A_MS} ms from the nearest common cause, ${tolerances.steps} steps at rest`,
    ...(FIDELITY[bench.platform].timing ? [] : [`times of ${bench.platform} are no evidence of a board's times`]),
  ].join('\n');
}

export function comparisonJson({ bench, scenario, tolerances, comparison }: ComparedBench): object {
  const { divergence, one, other, agreement } = comparison;
  const { name, platform, serial, room, controller } = bench;
  const stopped = ({ failure }: Comparison['one']): object =>
    failure === undefined ? {} : { stopped: { code: failure.code, message: failure.message } };
  return {
    exitCode: isSame(comparison) ? 0 : 1,
    same: isSame(comparison),
    ...{ scenario, room, controller },
    bench: { name, platform, serial, timing: FIDELITY[platform].timing },
    tolerances,
    agreement,
    ...(divergence !== undefined && { divergence: divergenceJson(divergence) }),
    sides: { twin: stopped(one), bench: stopped(other) },
  };
}

function divergenceJson({ stream, why, one, other, oneAtUs, otherAtUs, before }: RunDivergence): object {
  const side = (event: RunDivergence['one'], atUs: number | undefined): object | null =>
    event === undefined
      ? null
      : {
          atUs,
          text: event.text,
          ...(event.steps !== undefined && { steps: event.steps }),
          sinceUs: Object.fromEntries(event.sinceUs),
        };
  return { stream, why, twin: side(one, oneAtUs), bench: side(other, otherAtUs), before };
}
