import { Invariant } from './invariant.ts';
import type { Join } from './joins.ts';
import type { RoomIndex } from './room-index.ts';
import type { EventOf, WatchEvent } from './watch-event.ts';

/** What people put back shows in the statuses of the next second. */
const AT_ONCE_US = 1_000_000;

/**
 * 24: a JOIN lets the game on only when as many paths as it needs have arrived. One that is still under way has not: nothing
 * that lies behind the JOIN alone is active while too few can have come. A JOIN that a person skipped is not
 * judged, nor is one that paths come to through it.
 */
export class JoinsComplete extends Invariant {
  readonly number = 24;
  readonly title = 'A join waits for the paths that it needs';
  readonly hears = ['status', 'operator'] as const;
  readonly #joins: readonly Join[];
  readonly #nodes: RoomIndex['room']['graph']['nodes'];
  /** Joins that a person skipped, and such as have been told of. */
  readonly #settled = new Set<string>();
  #known: readonly string[] = [];
  #isIdle = true;
  #anywhereUntilUs = Number.NEGATIVE_INFINITY;
  #epoch = 0;
  #uptimeMs = 0;

  constructor({ joins, room }: RoomIndex) {
    super();
    this.#joins = joins;
    this.#nodes = room.graph.nodes;
  }

  onEvent(event: WatchEvent): void {
    if (event.kind === 'status') this.#onStatus(event);
    else if (event.kind === 'operator') this.#onOperator(event);
  }

  #onOperator({ atUs, action, target }: EventOf<'operator'>): void {
    if (action === 'SKIP_NODE') this.#skip(target);
    else if (action === 'GO_TO_CHECKPOINT') this.#anywhereUntilUs = atUs + AT_ONCE_US;
    // One that is under way is refused it. A checkpoint that is gone back to is no new game, though no node may be active there.
    else if (action === 'START_GRAPH' && this.#isIdle) this.#settled.clear();
  }

  /** Paths that come to a JOIN that was skipped end there: what lies behind it no longer tells who may have arrived. */
  #skip(node: string): void {
    if (this.#nodes[node]?.kind !== 'JOIN') return;
    const behind = this.#joins.find(({ id }) => id === node)?.behind;
    for (const { id, before } of this.#joins) {
      const isFed = behind?.has(id) || before.some(({ ahead }) => ahead.has(node));
      if (id === node || isFed) this.#settled.add(id);
    }
  }

  #onStatus({ atUs, epoch, uptimeMs, activeNodes }: EventOf<'status'>): void {
    // A status that the network has held back, or of an engine that has been replaced, tells of what is over.
    if (epoch < this.#epoch || (epoch === this.#epoch && uptimeMs < this.#uptimeMs)) return;
    this.#epoch = epoch;
    this.#uptimeMs = uptimeMs;
    this.#isIdle = activeNodes.length === 0;
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
