/** Positions of the graph that an operator can go back to. Each CHECKPOINT keeps its last one. */
import type { CompiledNode } from '../compile/compiled-room.ts';
import type { Core } from '../core.ts';
import type { SavedObjective } from '../objectives/objectives.ts';
import type { NodeRecord } from './graph-state.ts';
import type { WorkItem } from './work-queue.ts';

export interface Checkpoint {
  readonly node: number;
  readonly atUs: number;
  readonly nodes: readonly NodeRecord[];
  readonly work: readonly WorkItem[];
  readonly objectives: readonly SavedObjective[];
}

export class Checkpoints {
  readonly #core: Core;
  readonly #taken = new Map<number, Checkpoint>();

  constructor(core: Core) {
    this.#core = core;
  }

  clear(): void {
    this.#taken.clear();
  }

  /** Keeps where the graph stands, just after the CHECKPOINT is done. */
  take(node: CompiledNode): void {
    const { nodes, work } = this.#core.graph.position();
    this.#taken.set(node.index, {
      node: node.index,
      atUs: this.#core.nowUs,
      nodes,
      work,
      objectives: this.#core.objectives.save(),
    });
    this.#core.counters.add('checkpoints_taken');
  }

  /**
   * Goes back: commands of the graph are cancelled, the position is put back with dispatch paused, and every node that
   * was under way is entered anew when a person resumes dispatch. The game clock is left alone: it is monotonic.
   */
  goTo(node: number): string | null {
    const core = this.#core;
    const checkpoint = this.#taken.get(node);
    if (checkpoint === undefined) return 'NOT_TAKEN';
    if (core.run.phase !== 'running') return 'NOT_RUNNING';
    core.gate.pause('MANUAL_PAUSE');
    core.graph.stop();
    const nodes = checkpoint.nodes.map((record) => {
      const copy = { ...record, command: null, ready: false, remainingUs: null };
      // What was under way starts anew, a JOIN or GROUP keeps what had arrived.
      return record.state === 'active' ? { ...copy, state: 'paused' as const, reason: 'MANUAL_PAUSE' } : copy;
    });
    const work = checkpoint.work.filter((item) => item.kind === 'arrive');
    core.graph.restorePosition({ nodes, work });
    core.objectives.load(checkpoint.objectives);
    core.counters.add('checkpoints_restored');
    return null;
  }

  save(): Checkpoint[] {
    return [...this.#taken.values()];
  }

  load(saved: readonly Checkpoint[]): void {
    this.#taken.clear();
    for (const checkpoint of saved) this.#taken.set(checkpoint.node, checkpoint);
  }
}
