import { Invariant } from './invariant.ts';
import type { Join } from './joins.ts';
import type { RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** What people put back shows in the statuses of the next second. */
const AT_ONCE_US = 1_000_000;

/**
 * 24: a JOIN lets the game on only when as many paths as it needs have arrived. One that is still under way has not: nothing
 * that lies behind the JOIN alone is active while too few can have come. A JOIN that a person skipped is not
 * judged, nor is one behind it.
 */
export class JoinsComplete extends Invariant {
  readonly number = 24;
  readonly title = 'A join waits for the paths that it needs';
  readonly hears = ['status', 'operator'] as const;
  readonly #joins: readonly Join[];
  /** Joins that a person skipped, and such as have been told of. */
  readonly #settled = new Set<string>();
  #known: readonly string[] = [];
  #anywhereUntilUs = Number.NEGATIVE_INFINITY;
  #epoch = 0;
  #uptimeMs = 0;

  constructor({ joins }: RoomIndex) {
    super();
    this.#joins = joins;
  }

  onEvent(event: WatchEvent): void {
    if (event.kind === 'status') this.#onStatus(event);
    else if (event.kind === 'operator') this.#onOperator(event);
  }

  #onOperator({ atUs, action, target }: EventOf<'operator'>): void {
    if (action === 'SKIP_NODE') this.#skip(target);
    else if (action === 'GO_TO_CHECKPOINT') this.#anywhereUntilUs = atUs + AT_ONCE_US;
  }

  /** Paths that come to a JOIN that was skipped end there: what lies behind it no longer tells who may have arrived. */
  #skip(node: string): void {
    const behind = this.#joins.find(({ id }) => id === node)?.behind;
    for (const { id } of this.#joins) if (id === node || behind?.has(id)) this.#settled.add(id);
  }

  #onStatus({ atUs, epoch, uptimeMs, activeNodes }: EventOf<'status'>): void {
    // A status that the network has held back, or of an engine that has been replaced, tells of what is over.
    if (epoch < this.#epoch || (epoch === this.#epoch && uptimeMs < this.#uptimeMs)) return;
    this.#epoch = epoch;
    this.#uptimeMs = uptimeMs;
    if (activeNodes.length === 0) this.#settled.clear();
    const isSame = activeNodes.length === this.#known.length && activeNodes.every((id, n) => id === this.#known[n]);
    if (isSame || atUs < this.#anywhereUntilUs) return;
    this.#known = activeNodes;
    for (const join of this.#joins) if (!this.#settled.has(join.id)) this.#judge(atUs, join, activeNodes);
  }

  #judge(atUs: number, { id, before, need, behind }: Join, activeNodes: readonly string[]): void {
    const first = activeNodes.find((node) => behind.has(node));
    if (first === undefined) return;
    const missing = before.filter(({ ahead }) => activeNodes.some((active) => ahead.has(active)));
    const arrived = before.length - missing.length;
    if (arrived >= need) return;
    this.#settled.add(id);
    this.breach(
      atUs,
      `${first} is active behind ${id}, though ${missing.map((node) => node.id).join(', ')} cannot have arrived there`,
    );
  }
}
