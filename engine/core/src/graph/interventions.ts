/** What people do to nodes under way. Each returns why not, or null. */
import type { Core } from '../core.ts';
import { at } from '../errors.ts';
import { isLive } from './graph-state.ts';

/** Resumes a paused node: its condition is armed afresh, its command is a new one. */
export function resumeNode(core: Core, node: number): string | null {
  if (core.graph.node(node).state !== 'paused') return 'NOT_PAUSED';
  core.graph.retry(node);
  return null;
}

/** Passes a node that is under way, without its effect. A GROUP is passed with all that is inside it. */
export function skipNode(core: Core, node: number): string | null {
  const record = core.graph.node(node);
  const compiled = at(core.room.nodes, node);
  if (core.run.phase !== 'running' || !isLive(record)) return 'NOT_ACTIVE';
  skipMembers(core, node);
  core.graph.quit(compiled, record);
  core.graph.set(node, 'skipped', null);
  core.objectives.nodeSkipped(compiled);
  core.graph.follow(compiled, compiled.next, core.ids.next());
  return null;
}

/** Stops a node where it is; its command is cancelled, what is left of a DELAY is kept. */
export function pauseNode(core: Core, node: number): string | null {
  const record = core.graph.node(node);
  if (core.run.phase !== 'running' || record.state !== 'active') return 'NOT_ACTIVE';
  const deadlineUs = core.timers.deadlineUs(core.layout.node + node);
  const remainingUs = deadlineUs === Infinity ? record.remainingUs : deadlineUs - core.nowUs;
  core.graph.quit(at(core.room.nodes, node), record);
  core.graph.pause(node, 'OPERATOR');
  record.remainingUs = remainingUs;
  return null;
}

/** Ends every path inside a group, nested groups too, without effect. Paths on their way to a member are dropped. */
function skipMembers(core: Core, group: number): void {
  for (const member of core.room.nodes) {
    if (member.group !== group) continue;
    const record = core.graph.node(member.index);
    skipMembers(core, member.index);
    core.graph.dropArrivals(member.index);
    if (!isLive(record)) continue;
    core.graph.quit(member, record);
    core.graph.set(member.index, 'skipped', null);
    core.objectives.nodeSkipped(member);
  }
  core.graph.node(group).inside = 0;
}
