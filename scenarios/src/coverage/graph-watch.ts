/** Follows the paths of a run through the graph: nodes, edges, pairs of edges, and what is rare about them. */
import type { CoverageMap } from './coverage-map.ts';
import type { RareStates } from './rare-states.ts';

export class GraphWatch {
  readonly #map: CoverageMap;
  readonly #seen: Uint8Array;
  readonly #rare: RareStates;
  /** Edges by which a node was entered since it was last left, and when the first was taken. */
  readonly #cameBy: number[][];
  readonly #sinceUs: number[];
  readonly #left: Uint8Array;
  readonly #isJoin: Uint8Array;
  readonly #isWon: Uint8Array;

  constructor(map: CoverageMap, seen: Uint8Array, rare: RareStates) {
    this.#map = map;
    this.#seen = seen;
    this.#rare = rare;
    const { nodes } = map.graph;
    const definitions = nodes.map((id) => map.room.graph.nodes[id]);
    this.#cameBy = nodes.map(() => []);
    this.#sinceUs = nodes.map(() => 0);
    this.#left = new Uint8Array(nodes.length).fill(1);
    this.#isJoin = Uint8Array.from(definitions, (node) => (node?.kind === 'JOIN' ? 1 : 0));
    this.#isWon = Uint8Array.from(definitions, (node) => (node?.kind === 'END' && node.outcome === 'won' ? 1 : 0));
  }

  /** As the engine's probe tells it. An edge that the room does not have is none of coverage's business. */
  edge(atUs: number, from: number, to: number, entered: boolean): void {
    const { base, graph, pairAt } = this.#map;
    if (entered) this.#seen[base.node + to] = 1;
    else this.#rare.pathMet();
    if (this.#isWon[to] === 1) this.#rare.won();
    const edge = from < 0 ? undefined : graph.edgeAt.get(from * graph.nodes.length + to);
    if (edge !== undefined) {
      this.#seen[base.edge + edge] = 1;
      for (const first of this.#cameBy[from] ?? []) {
        const pair = pairAt.get(first * graph.edges.length + edge);
        if (pair !== undefined) this.#seen[base.pair + pair] = 1;
      }
      this.#left[from] = 1;
    }
    if (entered) this.#enter(atUs, to, edge);
  }

  #enter(atUs: number, node: number, edge: number | undefined): void {
    const cameBy = this.#cameBy[node];
    if (cameBy === undefined) return;
    if (this.#left[node] === 1) {
      this.#left[node] = 0;
      this.#sinceUs[node] = atUs;
      cameBy.length = 0;
    } else if (this.#isJoin[node] === 1 && atUs > (this.#sinceUs[node] ?? atUs)) {
      this.#rare.joinWaited();
    }
    if (edge !== undefined && !cameBy.includes(edge)) cameBy.push(edge);
  }
}
