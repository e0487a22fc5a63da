/** JOIN: fires once a run, when as many different nodes have arrived as it needs. */
import type { CompiledNode } from '../compile/compiled-room.ts';
import type { Core } from '../core.ts';
import { isLive, type NodeRecord } from './graph-state.ts';
import type { WorkItem } from './work-queue.ts';

/** A path arrives. A second arrival of the same node, or one after the firing, ends there. */
export function arriveAtJoin(core: Core, node: CompiledNode, record: NodeRecord, item: WorkItem): void {
  if (record.fired || record.arrived.includes(item.from) || record.state === 'skipped') {
    core.counters.add('graph_join_ignored');
    core.graph.leaveGroup(node);
    return;
  }
  record.arrived.push(item.from);
  // The JOIN stands for one path of its group, however many wait in it.
  if (isLive(record)) core.graph.leaveGroup(node);
  else {
    record.correlation = item.correlation;
    core.graph.set(node.index, 'active', null);
    core.objectives.nodeEntered(node);
  }
  completeJoin(core, node, record);
}

/** Completes a JOIN that has what it needs and is not paused. */
export function completeJoin(core: Core, node: CompiledNode, record: NodeRecord): void {
  if (node.definition.kind !== 'JOIN' || record.state !== 'active') return;
  if (record.arrived.length < (node.definition.need ?? node.predecessors.length)) return;
  record.fired = true;
  core.graph.finish(node, node.next);
}
