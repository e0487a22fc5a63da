import { Invariant } from './invariant.ts';
import type { WatchEvent } from './watch-event.ts';

/** 28, of a crash in the midst of a run: snapshot and journal of an engine that died give that engine, to the last byte it said. */
export class RestoredWhole extends Invariant {
  readonly number = 28;
  readonly title = 'What an engine that died left on its disk is all of it';
  readonly hears = ['restored'] as const;

  onEvent(event: WatchEvent): void {
    if (event.kind !== 'restored' || event.died === event.rebuilt) return;
    this.breach(event.atUs, `the engine died with hash ${event.died}, its snapshot and journal give ${event.rebuilt}`);
  }
}
