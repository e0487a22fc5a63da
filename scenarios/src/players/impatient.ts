/** The rules of a careful player, as somebody without patience keeps to them. */
import type { PlayerDefinition } from '@understudy/contract';
import { hashText, mix, Xoshiro } from '@understudy/sim-devices';

type Rule = PlayerDefinition['rules'][string];

/** What they think about for a minute they do within seconds. */
const HASTE = 10;
const SHORTEST_THINK_MS = 50;
const SHORTEST_REPEAT_MS = 400;
const REPEAT_HASTE = 4;
const STEP_HASTE = 2;
/** Between the two presses of who presses everything twice. */
const AGAIN_MS = 120;
/** One rule in so many is followed too early as well: when one of the things that it waits for is not there yet. */
const EARLY_ONE_IN = 3;
const EARLY_THINK_MS: [number, number] = [2000, 40_000];
const TURNS = 'turn';

/**
 * Think times are cut to a tenth, tries are repeated four times as often, every step is done twice (but for turning,
 * which twice is too far), and some rules are followed before all that they wait for is to be seen.
 */
export function impatientRules({ rules }: PlayerDefinition, seed: number): PlayerDefinition {
  const hasty: Record<string, Rule> = {};
  for (const [id, rule] of Object.entries(rules)) {
    hasty[id] = hurried(rule);
    const random = new Xoshiro(mix(seed, hashText(`early ${id}`)));
    if (rule.when.length > 1 && random.below(EARLY_ONE_IN) === 0) hasty[`${id}_early`] = early(rule, random);
  }
  return { rules: hasty };
}

function hurried(rule: Rule): Rule {
  const [shortestMs, longestMs] = rule.thinkMs;
  const soonMs = Math.max(SHORTEST_THINK_MS, Math.floor(shortestMs / HASTE));
  return {
    ...rule,
    do: rule.do.flatMap(twice),
    thinkMs: [soonMs, Math.max(soonMs, Math.floor(longestMs / HASTE))],
    ...(rule.repeatMs !== undefined && {
      repeatMs: Math.max(Math.min(rule.repeatMs, SHORTEST_REPEAT_MS), Math.floor(rule.repeatMs / REPEAT_HASTE)),
    }),
  };
}

function twice(step: Rule['do'][number]): Rule['do'] {
  const first = step.afterMs === undefined ? step : { ...step, afterMs: Math.floor(step.afterMs / STEP_HASTE) };
  return step.action === TURNS ? [first] : [first, { ...step, afterMs: AGAIN_MS }];
}

/** Once, without one of its conditions: whatever that does, the rule itself is still followed when its time has come. */
function early(rule: Rule, random: Xoshiro): Rule {
  const left = random.below(rule.when.length);
  return { when: rule.when.filter((_, index) => index !== left), do: rule.do, thinkMs: EARLY_THINK_MS };
}
