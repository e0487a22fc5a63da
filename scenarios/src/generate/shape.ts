/** How long a game is, and who plays it. */
import fc from 'fast-check';
import type { PlayerRecord } from '../scenario/schema.ts';
import { instant } from './numbers.ts';

const SECOND_MS = 1000;
const MINUTE_MS = 60 * SECOND_MS;
/** From healing to the end of a game that does not go on to its own end; 30 s of it are for convergence. */
const AFTER_MS = [31 * SECOND_MS, 90 * SECOND_MS] as const;

export interface Shape {
  readonly healAtMs: number;
  readonly endMs: number;
  readonly players: readonly PlayerRecord[];
}

/**
 * Half of the games are short (2 to 6 minutes with their healing), a fifth are middling, and a quarter go on to the end
 * that a solver brings about. There is no fast-forward: what lies late in a game is reached by whole games, and by
 * impatient players, who are through most of it in a third of the time.
 */
export function shapeArbitrary(models: readonly string[], gameMs: number): fc.Arbitrary<Shape> {
  const upTo = (fromMs: number, toMs: number, first: fc.Arbitrary<string>) =>
    fc
      .tuple(instant(fromMs, toMs), instant(...AFTER_MS))
      .chain(([healAtMs, afterMs]) =>
        players(first, models, healAtMs).map((cast) => ({ healAtMs, endMs: healAtMs + afterMs, players: cast })),
      );
  const anyone = weighted(models, { impatient: 4, solver: 3, random: 2, adversarial: 2, idle: 1 });
  const clever = weighted(models, { impatient: 2, solver: 1 });
  const sorts: fc.WeightedArbitrary<Shape>[] = [
    { weight: 11, arbitrary: upTo(60 * SECOND_MS, 5 * MINUTE_MS, anyone ?? fc.constant('random')) },
  ];
  if (clever !== undefined) {
    sorts.push({ weight: 4, arbitrary: upTo(5 * MINUTE_MS, 15 * MINUTE_MS, clever) });
    const whole = instant(2 * MINUTE_MS, 15 * MINUTE_MS).chain((healAtMs) =>
      players(clever, models, healAtMs).map((cast) => ({ healAtMs, endMs: gameMs + MINUTE_MS, players: cast })),
    );
    sorts.push({ weight: 5, arbitrary: whole });
  }
  return fc.oneof(...sorts);
}

/** The one who plays, and in one game of three somebody who gets in the way until everything is put right. */
function players(
  first: fc.Arbitrary<string>,
  models: readonly string[],
  healAtMs: number,
): fc.Arbitrary<PlayerRecord[]> {
  const friend = weighted(models, { random: 2, adversarial: 3, impatient: 1 }) ?? fc.constant('random');
  const second = fc.record({
    kind: fc.constant('player' as const),
    atMs: instant(0, healAtMs - SECOND_MS),
    model: friend,
    untilMs: fc.constant(healAtMs),
  });
  const main = first.map((model) => ({
    kind: 'player' as const,
    atMs: 0,
    model,
    ...(isRough(model) && { untilMs: healAtMs }),
  }));
  return fc
    .tuple(main, fc.option(second, { nil: undefined, freq: 1 }), fc.integer({ min: 0, max: 2 }))
    .map(([one, other, lot]) => (other !== undefined && lot === 0 ? [one, other] : [one]));
}

/** Who would keep a healed room from coming to rest. */
function isRough(model: string): boolean {
  return model === 'random' || model === 'adversarial';
}

function weighted(
  models: readonly string[],
  weights: Readonly<Record<string, number>>,
): fc.Arbitrary<string> | undefined {
  const known = models.filter((model) => weights[model] !== undefined);
  if (known.length === 0) return undefined;
  return fc.oneof(...known.map((model) => ({ weight: weights[model] ?? 1, arbitrary: fc.constant(model) })));
}
