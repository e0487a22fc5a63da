import type { Engine } from '@understudy/core';

/** How a game ended: by its graph, or because the room's `gameMs` have passed. */
export type Outcome = 'won' | 'lost' | 'timeout';

/** Undefined while the game goes on, and when people stopped it. The view is costly to make. */
export function outcomeOf(engine: Engine): Outcome | undefined {
  const view = engine.view().get('engine') as { phase?: string; outcome?: string } | undefined;
  if (view?.phase !== 'finished') return undefined;
  const { outcome } = view;
  return outcome === 'won' || outcome === 'lost' || outcome === 'timeout' ? outcome : undefined;
}
