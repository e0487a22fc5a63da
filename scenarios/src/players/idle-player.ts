import type { Player } from '@understudy/twin';

/** Sits and waits. The room must bear that as well. */
export class IdlePlayer implements Player {
  look(): number {
    return Number.POSITIVE_INFINITY;
  }
}
