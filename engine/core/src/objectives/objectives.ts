/** The players' objectives: from locked through active to solved or skipped, and the hints given. */
import type { CompiledNode } from '../compile/compiled-room.ts';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { skipNode } from '../graph/interventions.ts';

export type ObjectiveState = 'locked' | 'active' | 'solved' | 'skipped';

export interface SavedObjective {
  state: ObjectiveState;
  startedAtUs: number | null;
  solvedAtUs: number | null;
  hints: number;
}

export class Objectives {
  readonly #core: Core;
  #records: SavedObjective[];

  constructor(core: Core) {
    this.#core = core;
    this.#records = this.#fresh();
  }

  get(objective: number): Readonly<SavedObjective> {
    return at(this.#records, objective);
  }

  /** Solved or skipped: the game goes on from here either way. */
  solved(objective: number): boolean {
    const { state } = this.get(objective);
    return state === 'solved' || state === 'skipped';
  }

  reset(): void {
    this.#records = this.#fresh();
    for (const { index } of this.#core.room.objectives) this.#touch(index);
    this.#core.reactions.objectiveChanged();
  }

  nodeEntered(node: CompiledNode): void {
    for (const objective of node.starts) {
      const record = at(this.#records, objective);
      if (record.startedAtUs !== null) continue;
      record.startedAtUs = this.#core.nowUs;
      if (record.state === 'locked') record.state = 'active';
      this.#touch(objective);
    }
  }

  /** Solved once: later visits of the node change nothing. */
  nodeDone(node: CompiledNode): void {
    for (const objective of node.solves) this.#settle(objective, 'solved');
  }

  nodeSkipped(node: CompiledNode): void {
    for (const objective of node.solves) this.#settle(objective, 'skipped');
  }

  /** Gives the next hint. Returns why not, or null. */
  hint(objective: number): string | null {
    const record = at(this.#records, objective);
    if (this.#core.run.phase !== 'running') return 'NOT_RUNNING';
    if (this.solved(objective)) return 'ALREADY_SOLVED';
    if (record.hints >= at(this.#core.room.objectives, objective).hints.length) return 'NO_MORE_HINTS';
    record.hints++;
    this.#touch(objective);
    return null;
  }

  /** Passes the objective: waits inside it end now or as soon as they are reached; commands inside it are still sent. */
  skip(objective: number): string | null {
    if (this.#core.run.phase !== 'running') return 'NOT_RUNNING';
    if (this.solved(objective)) return 'ALREADY_SOLVED';
    this.#settle(objective, 'skipped');
    for (const node of at(this.#core.room.objectives, objective).nodes) {
      const { definition } = at(this.#core.room.nodes, node);
      const { state } = this.#core.graph.node(node);
      const waits = definition.kind.startsWith('WAIT') || definition.kind === 'DELAY';
      if (state === 'paused' || (state === 'active' && waits)) skipNode(this.#core, node);
    }
    return null;
  }

  /** Whether the node lies in an objective that was skipped. */
  isBeingSkipped(node: number): boolean {
    return this.#core.room.objectives.some(
      ({ index, nodes }) => this.get(index).state === 'skipped' && nodes.includes(node),
    );
  }

  save(): SavedObjective[] {
    return this.#records.map((record) => ({ ...record }));
  }

  load(saved: readonly SavedObjective[]): void {
    this.#records = saved.map((record) => ({ ...record }));
    for (const { index } of this.#core.room.objectives) this.#touch(index);
  }

  #fresh(): SavedObjective[] {
    return this.#core.room.objectives.map(() => ({ state: 'locked', startedAtUs: null, solvedAtUs: null, hints: 0 }));
  }

  #settle(objective: number, state: 'solved' | 'skipped'): void {
    const record = at(this.#records, objective);
    if (this.solved(objective)) return;
    record.state = state;
    record.solvedAtUs = this.#core.nowUs;
    this.#touch(objective);
    this.#core.reactions.objectiveChanged();
  }

  #touch(objective: number): void {
    this.#core.marks.touchIn('objective', at(this.#core.room.objectives, objective).id);
  }
}
