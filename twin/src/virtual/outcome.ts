import type { Engine } from '@understudy/core';

/** How a game ended: by its graph, or because the room's `gameMs` have passed. */
export type Outcome = 'won' | 'lost' | 'timeout';

/** Undefined while the game goes on, and when people stopped it. */
export function outcomeOf(engine: Engine): Outcome | undefined {
  const { phase, outcome } = engine.entry('engine') as { phase: string; outcome?: string };
  if (phase !== 'finished') return undefined;
  return outcome === 'won' || outcome === 'lost' || outcome === 'timeout' ? outcome : undefined;
}
