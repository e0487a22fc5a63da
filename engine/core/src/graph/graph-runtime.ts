/**
 * The graph at work: takes transitions from the work queue, at most 128 a tick, enters and leaves nodes, and pauses paths
 * that failed. While dispatch is paused the graph is frozen: nothing moves, timers of nodes stand still.
 */
import { DEFAULTS } from '@understudy/contract';
import type { CommandRecord } from '../commands/command-record.ts';
import { type CompiledNode, NONE } from '../compile/compiled-room.ts';
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { TIMER } from '../timers/timer-ids.ts';
import { freshNodes, isLive, type NodeRecord, type NodeState } from './graph-state.ts';
import { skipNode } from './interventions.ts';
import { arriveAtJoin } from './join.ts';
import { enterKind } from './node-kinds.ts';
import { endReason, isAutomatic } from './pause-reasons.ts';
import { type WorkItem, WorkQueue } from './work-queue.ts';

const TICK_US = DEFAULTS.tickMs * 1000;
export class GraphRuntime {
  readonly #core: Core;
  readonly #queue = new WorkQueue();
  #nodes: NodeRecord[];
  /** Ids of live nodes, until one changes. */
  #active: readonly string[] | null = null;
  #tick = -1;
  #taken = 0;

  constructor(core: Core) {
    this.#core = core;
    this.#nodes = freshNodes(core.room);
  }

  node(index: number): NodeRecord {
    return at(this.#nodes, index);
  }

  get frozen(): boolean {
    return this.#core.gate.pausedReason !== null;
  }

  start(correlation: string): void {
    this.#nodes = freshNodes(this.#core.room);
    this.#queue.clear();
    for (const node of this.#core.room.nodes) this.#touch(node.index);
    for (const node of this.#core.room.startNodes) this.arrive(node, NONE, correlation);
  }

  /** The run is over: paths under way vanish, their commands are cancelled. */
  stop(): void {
    this.#queue.clear();
    this.#core.dispatcher.forgetGraph();
    for (const node of this.#core.room.nodes) {
      const record = this.node(node.index);
      if (!isLive(record)) continue;
      this.quit(node, record);
      this.set(node.index, 'idle', null);
    }
    this.#core.timers.clear(TIMER.GRAPH_GOES_ON);
  }

  /** Takes transitions until nothing is left, the graph is frozen, or this tick's share is used up. */
  drain(): void {
    if (this.#queue.empty || this.frozen) return;
    const tick = Math.floor(this.#core.nowUs / TICK_US);
    if (tick !== this.#tick) {
      this.#tick = tick;
      this.#taken = 0;
    }
    while (!this.#queue.empty && !this.frozen && this.#core.run.phase === 'running') {
      if (this.#taken >= DEFAULTS.transitionsPerTick) {
        this.#core.timers.set(TIMER.GRAPH_GOES_ON, (tick + 1) * TICK_US);
        return;
      }
      const item = this.#queue.shift();
      if (item === undefined) return;
      this.#taken++;
      this.#core.counters.add('graph_transitions');
      this.#take(item);
    }
  }

  /** A path comes to `node`. */
  arrive(node: number, from: number, correlation: string): void {
    const { group } = at(this.#core.room.nodes, node);
    if (group !== NONE) this.node(group).inside++;
    this.#queue.push({ kind: 'arrive', node, from, correlation });
  }

  /** Paths on their way to a node end. */
  dropArrivals(node: number): void {
    this.#queue.dropArrivals(node);
  }

  /** What an active node waited for has come. It stays so, whatever happens until its turn. */
  ready(node: number): void {
    const record = this.node(node);
    if (record.state !== 'active' || record.ready) return;
    record.ready = true;
    this.#core.timers.clear(this.#core.layout.node + node);
    record.remainingUs = null;
    this.#queue.push({ kind: 'complete', node, from: NONE, correlation: record.correlation });
  }

  /** The path does not go on; a fault says why unless the reason has one of its own. */
  pause(node: number, reason: string): void {
    const compiled = at(this.#core.room.nodes, node);
    const record = this.node(node);
    this.#core.timers.clear(this.#core.layout.node + node);
    if (compiled.guard !== NONE) this.#core.reactions.disarm(compiled.guard);
    record.command = null;
    record.ready = false;
    this.set(node, 'paused', reason);
    if (isAutomatic(reason) || reason === 'OPERATOR') return;
    this.#core.faults.raise(`node/${node}`, {
      kind: 'PATH_PAUSED',
      severity: 'WARN',
      message: `Path paused at ${compiled.id}: ${reason}`,
      details: { node: compiled.id, reason },
    });
  }

  /** A node's timer: end of a DELAY, time-out of a WAIT, end of a hold. */
  timerFired(node: number): void {
    const compiled = at(this.#core.room.nodes, node);
    if (compiled.definition.kind === 'DELAY') this.ready(node);
    else if (compiled.definition.kind === 'DISPATCH') this.pause(node, this.node(node).reason ?? 'NOT_READY');
    else this.pause(node, 'WAIT_TIMEOUT');
  }

  /** Starts the node's timer; of a DELAY that was frozen only what is left. */
  setTimer(node: number, delayUs: number): void {
    this.#core.timers.set(this.#core.layout.node + node, this.#core.nowUs + delayUs);
  }

  commandEnded(command: CommandRecord): void {
    if (command.node === NONE) return;
    const record = this.node(command.node);
    if (record.command !== command.id) return;
    record.command = null;
    const compiled = at(this.#core.room.nodes, command.node);
    if (compiled.dispatch?.release === true && command.output !== NONE) {
      this.#core.dispatcher.release(command.output, command.layer);
    }
    if (command.status === 'COMPLETED') this.ready(command.node);
    else if (record.state === 'active') this.pause(command.node, endReason(command));
  }

  /** Ids of the nodes under way, in the order of the room file. */
  activeNodes(): readonly string[] {
    this.#active ??= this.#core.room.nodes.filter(({ index }) => isLive(this.node(index))).map(({ id }) => id);
    return this.#active;
  }

  /** Completes an active node now and follows `next`. */
  finish(node: CompiledNode, next: readonly number[]): void {
    this.set(node.index, 'done', null);
    this.#core.objectives.nodeDone(node);
    this.follow(node, next, this.node(node.index).correlation);
  }

  /** Where the graph stands: plain data. */
  position(): { nodes: NodeRecord[]; work: WorkItem[] } {
    return { nodes: this.#nodes.map((node) => ({ ...node, arrived: [...node.arrived] })), work: this.#queue.save() };
  }

  restorePosition(position: { nodes: readonly NodeRecord[]; work: readonly WorkItem[] }): void {
    this.#nodes = position.nodes.map((node) => ({ ...node, arrived: [...node.arrived] }));
    this.#queue.load(position.work);
    for (const node of this.#core.room.nodes) this.#touch(node.index);
  }

  /** This tick's share as [tick, taken], for a snapshot in the middle of one. */
  share(): [number, number] {
    return [this.#tick, this.#taken];
  }

  loadShare([tick, taken]: readonly [number, number]): void {
    this.#tick = tick;
    this.#taken = taken;
  }

  #take(item: WorkItem): void {
    const node = at(this.#core.room.nodes, item.node);
    const record = this.node(item.node);
    if (item.kind === 'arrive') this.#probe(node, record, item.from);
    if (item.kind === 'complete') {
      if (record.state !== 'active' || !record.ready) return;
      if (node.guard !== NONE) this.#core.reactions.disarm(node.guard);
      this.finish(node, node.next);
    } else if (item.kind === 'retry') {
      if (record.state === 'paused') this.#enter(node, record, item);
    } else if (node.definition.kind === 'JOIN') {
      arriveAtJoin(this.#core, node, record, item);
    } else if (isLive(record)) {
      this.#core.counters.add('graph_arrival_while_active');
      this.leaveGroup(node);
    } else {
      this.#enter(node, record, item);
    }
  }

  #probe(node: CompiledNode, record: NodeRecord, from: number): void {
    const entered = node.definition.kind === 'JOIN' || !isLive(record);
    this.#core.probe?.edge(this.#core.nowUs, from, node.index, entered);
  }

  #enter(node: CompiledNode, record: NodeRecord, item: WorkItem): void {
    record.correlation = item.correlation;
    record.command = null;
    record.ready = false;
    if (item.kind !== 'retry') record.remainingUs = null;
    this.#core.faults.close(`node/${node.index}`);
    this.set(node.index, 'active', null);
    this.#core.objectives.nodeEntered(node);
    if (node.definition.kind.startsWith('WAIT') && this.#core.objectives.isBeingSkipped(node.index)) {
      skipNode(this.#core, node.index);
      return;
    }
    enterKind(this.#core, node, record);
  }

  /** Sends the path on, and takes it out of the group. */
  follow(node: CompiledNode, next: readonly number[], correlation: string): void {
    for (const target of next) this.arrive(target, node.index, correlation);
    this.leaveGroup(node);
  }

  /** One path less inside the node's group; the group is done when none is left. */
  leaveGroup(node: CompiledNode): void {
    if (node.group === NONE) return;
    const group = this.node(node.group);
    group.inside = Math.max(0, group.inside - 1);
    if (group.inside === 0 && group.state === 'active') this.ready(node.group);
  }

  /** Enters a paused node again, with a cause of its own, when its turn comes. */
  retry(node: number): void {
    this.#queue.push({ kind: 'retry', node, from: NONE, correlation: this.#core.ids.next() });
  }

  /** Lets go of all that a live node holds: timer, guard, turn, command. */
  quit(node: CompiledNode, record: NodeRecord): void {
    this.#core.timers.clear(this.#core.layout.node + node.index);
    this.#core.faults.close(`node/${node.index}`);
    if (node.guard !== NONE) this.#core.reactions.disarm(node.guard);
    this.#core.dispatcher.withdraw(node);
    const command = record.command === null ? undefined : this.#core.commands.records.get(record.command);
    record.command = null;
    record.ready = false;
    record.remainingUs = null;
    if (command !== undefined && command.slot >= 0) this.#core.commands.end(command, 'CANCELLED', 'NODE_LEFT');
  }

  /** Puts a node into a state; `reason` says why it stands. */
  set(node: number, state: NodeState, reason: string | null): void {
    const record = this.node(node);
    if (record.state !== state) record.sinceUs = this.#core.nowUs;
    record.state = state;
    record.reason = reason;
    this.#touch(node);
  }

  #touch(node: number): void {
    this.#active = null;
    this.#core.status.touch();
    this.#core.marks.touchIn('node', at(this.#core.room.nodes, node).id);
  }
}
