import type { GraphDefinition } from '@understudy/contract';
import { Invariant } from './invariant.ts';
import type { WatchEvent } from './watch-event.ts';

/** 24, as far as the engine tells: a node is active only when a path of the graph leads there from what was active. */
export class LegalPath extends Invariant {
  readonly number = 24;
  readonly title = 'The game moves along the edges of its graph';
  readonly hears = ['status', 'operator'] as const;
  readonly #edges: ReadonlyMap<string, readonly string[]>;
  readonly #start: readonly string[];
  /** Every node that has been active or could have been passed since. */
  readonly #reached = new Set<string>();
  #known: readonly string[] = [];
  #started = false;
  #epoch = 0;
  #uptimeMs = 0;

  constructor(graph: GraphDefinition) {
    super();
    this.#edges = new Map(
      Object.entries(graph.nodes).map(([id, node]) => [
        id,
        [
          ...list(node.next),
          ...(node.kind === 'GROUP' ? list(node.start) : []),
          ...(node.kind === 'BRANCH' ? node.cases.flatMap((branch) => list(branch.next)) : []),
        ],
      ]),
    );
    this.#start = list(graph.start);
  }

  onEvent(event: WatchEvent): void {
    // A checkpoint may lie anywhere.
    if (event.kind === 'operator' && event.action === 'GO_TO_CHECKPOINT') this.#started = false;
    if (event.kind !== 'status') return;
    // A status that the network has held back tells of what is over.
    if (event.epoch === this.#epoch && event.uptimeMs < this.#uptimeMs) return;
    this.#epoch = event.epoch;
    this.#uptimeMs = event.uptimeMs;
    if (this.#started && isSame(event.activeNodes, this.#known)) return;
    const isFresh = !this.#started && this.#known.length > 0;
    this.#started = true;
    if (this.#known.length === 0) this.#spread(this.#start);
    for (const node of isFresh ? [] : event.activeNodes) {
      if (!this.#edges.has(node)) this.breach(event.atUs, `${node} is active and not in the graph`);
      else if (!this.#reached.has(node)) this.breach(event.atUs, `no path leads to ${node} from what was active`);
    }
    this.#known = event.activeNodes;
    this.#reached.clear();
    this.#spread(event.activeNodes);
  }

  #spread(from: readonly string[]): void {
    const open = [...from];
    for (let node = open.pop(); node !== undefined; node = open.pop()) {
      if (this.#reached.has(node)) continue;
      this.#reached.add(node);
      open.push(...(this.#edges.get(node) ?? []));
    }
  }
}

function list(targets: string | readonly string[] | undefined): readonly string[] {
  if (targets === undefined) return [];
  return typeof targets === 'string' ? [targets] : targets;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((node, index) => node === other[index]);
}
