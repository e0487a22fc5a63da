/** While dispatch is paused the graph stands still: what time is left of DELAYs, time-outs and holds is kept. */
import type { Core } from '../core.ts';
import { isAutomatic } from './pause-reasons.ts';

export function freezeGraph(core: Core): void {
  for (const node of core.room.nodes) {
    const record = core.graph.node(node.index);
    const timer = core.layout.node + node.index;
    if (record.state !== 'active') continue;
    if (node.dispatch !== null && record.command === null && !record.ready) {
      // It waits for its turn or for its device: it asks afresh when the graph goes on.
      core.dispatcher.withdraw(node);
      core.graph.pause(node.index, core.gate.pausedReason ?? 'MANUAL_PAUSE');
      continue;
    }
    if (!core.timers.isSet(timer)) continue;
    record.remainingUs = Math.max(0, core.timers.deadlineUs(timer) - core.nowUs);
    core.timers.clear(timer);
  }
}

/** The room latched and nobody owns anything any more: who waited for an owner waits for RESUME_DISPATCH like the rest. */
export function ownersGone(core: Core): void {
  for (const node of core.room.nodes) {
    const { state, reason } = core.graph.node(node.index);
    if (state === 'paused' && reason?.startsWith('OWNED_BY_')) core.graph.pause(node.index, 'SAFETY_LATCHED');
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
