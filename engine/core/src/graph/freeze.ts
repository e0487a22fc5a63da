/** While dispatch is paused the graph stands still: what time is left of DELAYs, time-outs and holds is kept. */
import type { Core } from '../core.ts';
import { isAutomatic } from './pause-reasons.ts';

export function freezeGraph(core: Core): void {
  for (const node of core.room.nodes) {
    const record = core.graph.node(node.index);
    const timer = core.layout.node + node.index;
    if (record.state !== 'active' || !core.timers.isSet(timer)) continue;
    record.remainingUs = Math.max(0, core.timers.deadlineUs(timer) - core.nowUs);
    core.timers.clear(timer);
  }
}

/** A person resumed dispatch: timers go on, and nodes that only the pause had stopped try again. */
export function thawGraph(core: Core): void {
  for (const node of core.room.nodes) {
    const record = core.graph.node(node.index);
    if (record.state === 'paused' && record.reason !== null) {
      // What waits for an owner goes on when the owner gives the output back, not before.
      if (isAutomatic(record.reason) && !record.reason.startsWith('OWNED_BY_')) core.graph.retry(node.index);
    } else if (record.state === 'active' && record.remainingUs !== null) {
      core.graph.setTimer(node.index, record.remainingUs);
      record.remainingUs = null;
    }
  }
}
