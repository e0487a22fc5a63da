/** Where every node stands. Plain data: saved, restored, and copied into checkpoints as it is. */
import type { CompiledRoom } from '../compile/compiled-room.ts';

export type NodeState = 'idle' | 'active' | 'done' | 'paused' | 'skipped';

export interface NodeRecord {
  state: NodeState;
  sinceUs: number;
  /** Why it is paused or held; null otherwise. */
  reason: string | null;
  /** Cause that the path carries. */
  correlation: string;
  /** Command that the node waits for. */
  command: string | null;
  /** What the node waited for has come and is in the work queue. */
  ready: boolean;
  /** Time left of its timer while the graph is frozen or the node is paused; null: none was running. */
  remainingUs: number | null;
  /** JOIN: nodes that have arrived; whether it has fired in this run. */
  arrived: number[];
  fired: boolean;
  /** GROUP: paths under way inside. */
  inside: number;
}

export function freshNodes(room: CompiledRoom): NodeRecord[] {
  return room.nodes.map(() => ({
    state: 'idle',
    sinceUs: 0,
    reason: null,
    correlation: '',
    command: null,
    ready: false,
    remainingUs: null,
    arrived: [],
    fired: false,
    inside: 0,
  }));
}

/** On a path: active or paused. */
export function isLive(node: NodeRecord): boolean {
  return node.state === 'active' || node.state === 'paused';
}
